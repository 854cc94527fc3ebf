import { bicepString } from "../../documents/bicep/write/bicepString";
import { commentLines } from "../comment";
import type { Operation } from "../operation";
import type { RenderOptions } from "../renderOptions";
import { assigningPolicies, type AssigningPolicy } from "./assigningPolicies";
import { POLICY_VERSION } from "./policyArmTemplate";
import type { Json } from "./policyDefinition";

/** Bicep's own formatter indents so. */
const UNIT = "  ";
const NAME = /^[a-z_]\w*$/i;

/** Assigning changes as a Bicep file for a subscription: policies and their assignments. @throws RenderError `notAResourceId` */
export function renderPolicyBicep(operations: readonly Operation[], options: RenderOptions): string {
  const { comments, policies } = assigningPolicies(operations, options);
  const head = commentLines("//", comments);
  if (policies.length === 0) {
    return head.join("\n");
  }
  const resources = policies.flatMap((policy, at) => ["", ...resourceLines(policy, at === 0 ? "" : String(at + 1))]);
  return [...head, "targetScope = 'subscription'", ...resources].join("\n");
}

function resourceLines({ name, title, definition, values }: AssigningPolicy, suffix: string): readonly string[] {
  const parameters = Object.fromEntries(Object.entries(values).map(([key, value]) => [key, { value }]));
  return [
    `resource policy${suffix} ${type("policyDefinitions")} = {`,
    `${UNIT}name: ${bicepString(name)}`,
    `${UNIT}properties: ${printed(definition, UNIT)}`,
    "}",
    "",
    `resource policyAssignment${suffix} ${type("policyAssignments")} = {`,
    `${UNIT}name: ${bicepString(name)}`,
    `${UNIT}location: deployment().location`,
    `${UNIT}identity: {`,
    `${UNIT}${UNIT}type: 'SystemAssigned'`,
    `${UNIT}}`,
    `${UNIT}properties: {`,
    `${UNIT}${UNIT}displayName: ${bicepString(title)}`,
    `${UNIT}${UNIT}policyDefinitionId: policy${suffix}.id`,
    `${UNIT}${UNIT}parameters: ${printed(parameters, UNIT + UNIT)}`,
    `${UNIT}}`,
    "}",
  ];
}

const type = (name: string): string => bicepString(`Microsoft.Authorization/${name}@${POLICY_VERSION}`);

/** A value as Bicep writes it. A text that begins with a bracket is a text there: Bicep escapes it by itself. */
function printed(value: Json, indent: string): string {
  const inner = indent + UNIT;
  if (typeof value === "string") {
    return bicepString(value);
  }
  if (Array.isArray(value)) {
    const items = (value as readonly Json[]).map((each) => `${inner}${printed(each, inner)}`);
    return items.length === 0 ? "[]" : ["[", ...items, `${indent}]`].join("\n");
  }
  if (typeof value === "object" && value !== null) {
    const members = Object.entries(value).map(([key, each]) => `${inner}${member(key)}: ${printed(each, inner)}`);
    return members.length === 0 ? "{}" : ["{", ...members, `${indent}}`].join("\n");
  }
  return String(value);
}

const member = (key: string): string => (NAME.test(key) ? key : bicepString(key));
