import { isUserAssignedIdentityId, sameResourceId } from "../identity/resourceId";
import { parseTemplateText } from "../template/arm/expression/parseExpression";
import { evaluationScope } from "../template/arm/locate/scope";
import type { TemplateResource } from "../template/arm/locate/templateResource";
import type { ArmTemplate } from "../template/arm/model";
import { allEntries } from "../template/arm/plan/knowledge";
import { editedBlock } from "../template/arm/write/blockSteps";

const USER_ASSIGNED = "Microsoft.ManagedIdentity/userAssignedIdentities";

/** Names of parameters that are likely to hold the id of an identity. */
const LIKELY = /identit(?:y|ies).*id$|^(?:uami|msi|mi).*id$|identity$/i;

/** An identity as a template can say it. */
export interface KnownIdentity {
  readonly source: "declared" | "used" | "parameter" | "variable";
  /** A literal id, or an expression in brackets. */
  readonly text: string;
}

function inner(name: string): string {
  const isExpression = parseTemplateText(name).kind === "expression";
  return isExpression ? name.slice(1, -1) : `'${name.replaceAll("'", "''")}'`;
}

/** A `resourceId` call with these arguments, each an expression or a quoted text. */
function resourceIdText(...args: readonly string[]): string {
  return `[resourceId(${args.join(", ")})]`;
}

/** The way to say a live identity by its parts in place of its id; undefined for what is no such id. */
export function resourceIdForm(id: string): string | undefined {
  if (!isUserAssignedIdentityId(id)) {
    return undefined;
  }
  const [, , subscription = "", , group = "", , , , name = ""] = id.split("/");
  return resourceIdText(`'${subscription}'`, `'${group}'`, `'${USER_ASSIGNED}'`, `'${name}'`);
}

function declaredIdentities({ allResources, tree }: ArmTemplate, resource: TemplateResource): KnownIdentity[] {
  const scope = evaluationScope(resource.resource.scope);
  return allResources.flatMap((each) => {
    const name = tree.stringOf(each.node, "name");
    const isHere = evaluationScope(each.scope) === scope && each.scope.template === resource.resource.scope.template;
    if (each.type?.toLowerCase() !== USER_ASSIGNED.toLowerCase() || !isHere) {
      return [];
    }
    if (each.symbolicName !== undefined) {
      return [{ source: "declared" as const, text: `[resourceInfo('${each.symbolicName}').id]` }];
    }
    const isCopied = tree.member(each.node, "copy") !== undefined;
    return name === undefined || isCopied
      ? []
      : [{ source: "declared" as const, text: resourceIdText(`'${USER_ASSIGNED}'`, inner(name)) }];
  });
}

function likelyDeclarations({ evaluator, tree }: ArmTemplate, resource: TemplateResource): KnownIdentity[] {
  const scope = evaluationScope(resource.resource.scope);
  const parameters = [...evaluator.declared(scope, "parameters").values()].flatMap(({ name, value }) => {
    const type = value?.kind === "object" ? tree.stringOf(value, "type") : undefined;
    return type?.toLowerCase() === "string" && LIKELY.test(name)
      ? [{ source: "parameter" as const, text: `[parameters('${name}')]` }]
      : [];
  });
  const variables = [...evaluator.declared(scope, "variables").values()].flatMap(({ name, value }) =>
    value?.kind === "string" && LIKELY.test(name)
      ? [{ source: "variable" as const, text: `[variables('${name}')]` }]
      : [],
  );
  return [...parameters, ...variables];
}

function usedElsewhere(template: ArmTemplate, resource: TemplateResource): KnownIdentity[] {
  const scope = evaluationScope(resource.resource.scope);
  return template.resources
    .filter((other) => other !== resource && evaluationScope(other.resource.scope) === scope)
    .flatMap((other) => {
      const block = editedBlock(other);
      const entries = block === undefined ? [] : allEntries(block);
      return entries
        .filter(({ text }) => typedIdentityProblem(template, other, text) === undefined)
        .map(({ text }) => ({ source: "used" as const, text }));
    });
}

/** What the template itself knows of identities that a resource could take and has not; each once, in the scope of the resource. */
export function identitiesInTemplate(template: ArmTemplate, resource: TemplateResource): readonly KnownIdentity[] {
  const { scope } = resource.resource;
  const block = editedBlock(resource);
  const seen = new Set(block === undefined ? [] : allEntries(block).map(({ key }) => key));
  const all = [
    ...declaredIdentities(template, resource),
    ...likelyDeclarations(template, resource),
    ...usedElsewhere(template, resource),
  ];
  return all.filter(({ text }) => {
    const key = template.canonical.key(text, scope);
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}

/** Whether a resource's block names a live identity by its id. */
export function namesLiteral(resource: TemplateResource, id: string): boolean {
  const block = editedBlock(resource);
  return block !== undefined && allEntries(block).some(({ key }) => sameResourceId(key, id));
}

/** What is wrong with a typed identity; undefined where nothing is, as far as can be known. */
export function typedIdentityProblem(
  template: ArmTemplate,
  resource: TemplateResource,
  typed: string,
): "notAnId" | "notAnExpression" | "otherType" | undefined {
  const text = typed.trim();
  const read = parseTemplateText(text);
  switch (read.kind) {
    case "literal":
      return isUserAssignedIdentityId(text) ? undefined : "notAnId";
    case "invalid":
      return "notAnExpression";
    case "expression": {
      const type = template.canonical.resourceType(text, resource.resource.scope);
      return type === undefined || type.toLowerCase() === USER_ASSIGNED.toLowerCase() ? undefined : "otherType";
    }
  }
}
