import { armLiteral } from "../armLiteral";
import { commentLines } from "../comment";
import type { Operation } from "../operation";
import type { RenderOptions } from "../renderOptions";
import { assigningPolicies, type AssigningPolicy } from "./assigningPolicies";
import type { Json } from "./policyDefinition";

/** Definitions and assignments of this version stand in Microsoft's own templates. */
export const POLICY_VERSION = "2020-09-01";

const SCHEMA = "https://schema.management.azure.com/schemas/2018-05-01/subscriptionDeploymentTemplate.json#";

/** Assigning changes as a template for a subscription: policies and their assignments. @throws RenderError `notAResourceId` */
export function renderPolicyArmTemplate(operations: readonly Operation[], options: RenderOptions): string {
  const { comments, policies } = assigningPolicies(operations, options);
  const head = commentLines("//", comments);
  if (policies.length === 0) {
    return head.join("\n");
  }
  const template = {
    $schema: SCHEMA,
    contentVersion: "1.0.0.0",
    resources: policies.flatMap(resourcesOf),
  };
  return [...head, JSON.stringify(template, undefined, 2)].join("\n");
}

function resourcesOf({ name, title, definition, values }: AssigningPolicy): readonly Json[] {
  const id = `[subscriptionResourceId('Microsoft.Authorization/policyDefinitions', '${name}')]`;
  return [
    {
      type: "Microsoft.Authorization/policyDefinitions",
      apiVersion: POLICY_VERSION,
      name,
      properties: literal(definition),
    },
    {
      type: "Microsoft.Authorization/policyAssignments",
      apiVersion: POLICY_VERSION,
      name,
      location: "[deployment().location]",
      identity: { type: "SystemAssigned" },
      dependsOn: [id],
      properties: {
        displayName: armLiteral(title),
        policyDefinitionId: id,
        parameters: Object.fromEntries(Object.entries(values).map(([key, value]) => [key, { value: literal(value) }])),
      },
    },
  ];
}

/** What a template is to store as it is: its expressions are the policy's, not its own. */
function literal(value: Json): Json {
  if (typeof value === "string") {
    return armLiteral(value);
  }
  if (Array.isArray(value)) {
    return (value as readonly Json[]).map(literal);
  }
  return typeof value === "object" && value !== null
    ? Object.fromEntries(Object.entries(value).map(([key, each]) => [key, literal(each)]))
    : value;
}
