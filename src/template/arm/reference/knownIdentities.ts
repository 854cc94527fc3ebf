import { isUserAssignedIdentityId } from "../../../identity/resourceId";
import { parseTemplateText } from "../expression/parseExpression";
import type { AnyResource } from "../locate/anyResource";
import { evaluationScope } from "../locate/scope";
import type { TemplateResource } from "../locate/templateResource";
import type { ArmTemplate } from "../model";
import { knowledgeOf } from "../plan/knowledge";
import { USER_ASSIGNED_TYPE } from "./identityReference";

/** An identity that a template already speaks of, as it can be said where the resource stands. */
export interface KnownIdentity {
  readonly kind: "declared" | "parameter" | "variable" | "assigned";
  /** The name of the resource, parameter or variable; for an assigned one what the template says for it. */
  readonly name: string;
  /** What the template says for it. */
  readonly text: string;
  /** The resource, where the template declares it. */
  readonly resource: AnyResource | undefined;
}

const LIKELY_NAME = /identity(?:resource)?id$|userassigned(?:managed)?identity$/i;

function isIdentityText(template: ArmTemplate, text: string, resource: TemplateResource): boolean {
  const read = parseTemplateText(text);
  return read.kind === "literal"
    ? isUserAssignedIdentityId(read.value)
    : template.canonical.resourceType(text, resource.resource.scope) === USER_ASSIGNED_TYPE.toLowerCase();
}

/** What the template says for an identity that it declares; undefined where type and name do not tell. */
export function declaredText({ symbols, tree }: ArmTemplate, identity: AnyResource): string | undefined {
  if (identity.symbolicName !== undefined) {
    // The form that Bicep writes for a key (templates.md section 2, number 9).
    return `[format('{0}', resourceInfo('${identity.symbolicName}').id)]`;
  }
  const name = tree.stringOf(identity.node, "name");
  if (name === undefined || symbols.idOf(identity) === undefined) {
    return undefined;
  }
  const argument =
    parseTemplateText(name).kind === "expression" ? name.slice(1, -1) : `'${name.replaceAll("'", "''")}'`;
  return `[resourceId('${USER_ASSIGNED_TYPE}', ${argument})]`;
}

function declared(template: ArmTemplate, resource: TemplateResource): readonly KnownIdentity[] {
  return template.allResources.flatMap((other) => {
    const isHere = other.scope.template.container === resource.resource.scope.template.container;
    const text =
      isHere && other.type?.toLowerCase() === USER_ASSIGNED_TYPE.toLowerCase()
        ? declaredText(template, other)
        : undefined;
    const name = other.symbolicName ?? template.tree.stringOf(other.node, "name");
    return text === undefined || name === undefined ? [] : [{ kind: "declared", name, text, resource: other }];
  });
}

function parameters(template: ArmTemplate, resource: TemplateResource): readonly KnownIdentity[] {
  const { tree, evaluator } = template;
  const scope = evaluationScope(resource.resource.scope);
  return [...evaluator.declared(scope, "parameters").values()].flatMap(({ name, value }) => {
    const isText = value?.kind === "object" && tree.stringOf(value, "type")?.toLowerCase() === "string";
    const byDefault = value?.kind === "object" ? tree.stringOf(value, "defaultValue") : undefined;
    const fits =
      isText && (LIKELY_NAME.test(name) || (byDefault !== undefined && isIdentityText(template, byDefault, resource)));
    return fits ? [{ kind: "parameter", name, text: `[parameters('${name}')]`, resource: undefined }] : [];
  });
}

function variables(template: ArmTemplate, resource: TemplateResource): readonly KnownIdentity[] {
  const { tree, evaluator } = template;
  const scope = evaluationScope(resource.resource.scope);
  return [...evaluator.declared(scope, "variables").values()].flatMap(({ name, value }) => {
    const text = value?.kind === "string" ? tree.decoded(value) : "";
    const fits = isIdentityText(template, text, resource);
    return fits ? [{ kind: "variable", name, text: `[variables('${name}')]`, resource: undefined }] : [];
  });
}

function assigned(template: ArmTemplate, resource: TemplateResource): readonly KnownIdentity[] {
  const scope = evaluationScope(resource.resource.scope);
  return template.resources.flatMap((other) => {
    const known = evaluationScope(other.resource.scope) === scope ? knowledgeOf(other.identity) : undefined;
    return known?.kind === "known" && known.userAssigned !== "unknown"
      ? known.userAssigned.map(({ text }) => ({ kind: "assigned", name: text, text, resource: undefined }) as const)
      : [];
  });
}

/**
 * The identities that can be named at a resource from what its template already holds: declared ones, variables, parameters, and
 * what other resources of the same scope carry. Each identity once.
 */
export function knownIdentities(template: ArmTemplate, resource: TemplateResource): readonly KnownIdentity[] {
  const all = [
    ...declared(template, resource),
    ...variables(template, resource),
    ...parameters(template, resource),
    ...assigned(template, resource),
  ];
  const { scope } = resource.resource;
  const distinct = new Map<string, KnownIdentity>();
  for (const known of all) {
    const key = template.canonical.key(known.text, scope);
    if (!distinct.has(key)) {
      distinct.set(key, known);
    }
  }
  return [...distinct.values()];
}
