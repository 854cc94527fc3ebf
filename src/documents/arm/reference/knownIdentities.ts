import { isUserAssignedIdentityId, isUserAssignedType, USER_ASSIGNED_TYPE } from "../../../identity/resourceId";
import { isEscapedExpression } from "../expression/expression";
import { parseTemplateText } from "../expression/parseExpression";
import { spelledIn } from "../expression/spelled";
import type { AnyResource } from "../locate/anyResource";
import { evaluationScope } from "../locate/scope";
import type { TemplateResource } from "../locate/templateResource";
import type { ArmTemplate } from "../model";
import { allEntries, knowledgeOf } from "../../plan/knowledge";
import type { KnownIdentity } from "../../knownIdentity";
import { atOnce, type Sliced } from "../../sliced";
import { editedBlock } from "../write/editedBlock";
import type { ContainerNode, Slot } from "../syntax/syntaxNodes";
import { namesOtherId } from "../../otherIds";
import { describesName, isUsedAsOther, mayBeText, readingOtherUses } from "./holdsId";

/** An identity that a template deploys itself. */
export interface DeclaredIdentity extends KnownIdentity {
  readonly kind: "declared";
  readonly resource: AnyResource;
}

/** Names of parameters and variables that are likely to hold the id of an identity where their value does not tell. */
const LIKELY_NAME = /identit(?:y|ies).*id$|^(?:uami|msi|mi).*id$|identity$/i;

type Meaning = "identity" | "other" | "unknown";

function meaningOf(template: ArmTemplate, text: string, resource: TemplateResource): Meaning {
  const read = parseTemplateText(text);
  switch (read.kind) {
    case "literal":
      return isUserAssignedIdentityId(read.value) ? "identity" : isEscapedExpression(text) ? "unknown" : "other";
    case "invalid":
      return "other";
    case "expression": {
      const type = template.canonical.resourceType(text, resource.resource.scope);
      return type === undefined ? "unknown" : isUserAssignedType(type) ? "identity" : "other";
    }
  }
}

/** What a template says for an identity that it deploys; undefined where type and name do not tell. */
function declaredText({ symbols, tree }: ArmTemplate, identity: AnyResource): string | undefined {
  if (tree.member(identity.node, "copy") !== undefined) {
    return undefined;
  }
  if (identity.symbolicName !== undefined) {
    // The form that Bicep writes for a key (docs/azure-behaviour.md#forms-of-the-identity-block).
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

/** Whether it is not known what `resourceId` means in a nested template: with outer scope that goes elsewhere it is unverified. */
function isPlaceOpen({ tree }: ArmTemplate, { resource: { scope } }: TemplateResource): boolean {
  const { kind, deployment } = scope;
  if (evaluationScope(scope).kind === "unknown") {
    return true;
  }
  return (
    kind === "outer" &&
    deployment !== undefined &&
    ["resourceGroup", "subscriptionId", "scope"].some((name) => tree.member(deployment, name) !== undefined)
  );
}

/** The identities among the resources of templates that were asked about: each resource of many asks for them. */
const identityResources = new WeakMap<ArmTemplate, readonly AnyResource[]>();

function isIdentity({ type }: AnyResource): boolean {
  return type !== undefined && isUserAssignedType(type);
}

/** The identities that the template around a resource deploys together with it. */
export function declaredIdentities(template: ArmTemplate, resource: TemplateResource): readonly DeclaredIdentity[] {
  if (isPlaceOpen(template, resource)) {
    return [];
  }
  const identities = identityResources.get(template) ?? template.allResources.filter(isIdentity);
  identityResources.set(template, identities);
  return identities.flatMap((other) => {
    const isHere = other.scope.template.container === resource.resource.scope.template.container;
    const text = isHere ? declaredText(template, other) : undefined;
    return text === undefined ? [] : [{ kind: "declared", text, resource: other }];
  });
}

/** The values that a parameter may have, as far as its declaration says. */
function allowedTexts({ tree }: ArmTemplate, parameter: ContainerNode): readonly string[] {
  const allowed = tree.value(parameter, "allowedValues");
  const values = allowed?.kind === "array" ? tree.slots(allowed).slots.map(({ value }) => value) : [];
  return [tree.value(parameter, "defaultValue"), ...values].flatMap((value) =>
    value?.kind === "string" ? [tree.decoded(value)] : [],
  );
}

/** Whether a parameter is likely to hold an id: by what it holds, else by its name and what is said of it. */
function parameterFits(template: ArmTemplate, resource: TemplateResource, { name, value }: Slot): boolean {
  const { tree } = template;
  if (value?.kind !== "object" || tree.stringOf(value, "type")?.toLowerCase() !== "string") {
    return false;
  }
  const meanings = allowedTexts(template, value)
    .filter((text) => text !== "")
    .map((text) => meaningOf(template, text, resource));
  if (meanings.length > 0 && !meanings.includes("unknown")) {
    return meanings.includes("identity");
  }
  const metadata = tree.object(value, "metadata");
  const description = metadata === undefined ? undefined : tree.stringOf(metadata, "description");
  return isLikely(template, resource, { kind: "parameter", name }) && !describesName(description ?? "");
}

/** Whether the name alone lets expect the id of an identity, and nothing in the template speaks against it. */
function isLikely(
  template: ArmTemplate,
  resource: TemplateResource,
  declared: { readonly kind: "parameter" | "variable"; readonly name: string },
): boolean {
  return (
    LIKELY_NAME.test(declared.name) &&
    !namesOtherId(declared.name) &&
    !isUsedAsOther(template, resource.resource.scope, declared)
  );
}

function parameters(template: ArmTemplate, resource: TemplateResource): readonly KnownIdentity[] {
  const scope = evaluationScope(resource.resource.scope);
  return [...template.evaluator.declared(scope, "parameters").values()].flatMap((slot) =>
    parameterFits(template, resource, slot) ? [{ kind: "parameter", text: `[parameters('${slot.name}')]` }] : [],
  );
}

function variables(template: ArmTemplate, resource: TemplateResource): readonly KnownIdentity[] {
  const { tree, evaluator } = template;
  const scope = evaluationScope(resource.resource.scope);
  return [...evaluator.declared(scope, "variables").values()].flatMap(({ name, value }) => {
    const text = value?.kind === "string" ? tree.decoded(value) : undefined;
    const meaning = text === undefined ? "other" : meaningOf(template, text, resource);
    const read = parseTemplateText(text ?? "");
    const fits =
      meaning === "identity" ||
      (meaning === "unknown" &&
        (read.kind !== "expression" || mayBeText(template, read.expression, scope)) &&
        isLikely(template, resource, { kind: "variable", name }));
    return fits ? [{ kind: "variable", text: `[variables('${name}')]` }] : [];
  });
}

function* assigned(template: ArmTemplate, resource: TemplateResource): Sliced<readonly KnownIdentity[]> {
  const scope = evaluationScope(resource.resource.scope);
  const texts = new Set<string>();
  for (const other of template.resources) {
    const known = evaluationScope(other.resource.scope) === scope ? knowledgeOf(other.identity) : undefined;
    const entries = known?.kind === "known" && known.userAssigned !== "unknown" ? known.userAssigned : [];
    for (const { text } of entries.filter((entry) => !texts.has(entry.text))) {
      texts.add(text);
    }
    yield;
  }
  const found: KnownIdentity[] = [];
  for (const text of texts) {
    if (meaningOf(template, text, resource) !== "other") {
      found.push({ kind: "assigned", text });
    }
    yield;
  }
  return found;
}

/**
 * The identities that can be named at a resource from what its template already holds: declared ones, parameters, variables, and
 * what resources of the same scope carry. Each identity once.
 */
export function* findingIdentities(
  template: ArmTemplate,
  resource: TemplateResource,
): Sliced<readonly KnownIdentity[]> {
  const { scope } = resource.resource;
  yield* readingOtherUses(template);
  const distinct = new Map<string, KnownIdentity>();
  for (const known of [
    ...declaredIdentities(template, resource),
    ...parameters(template, resource),
    ...variables(template, resource),
    ...(yield* assigned(template, resource)),
  ]) {
    const key = template.canonical.key(spelledIn(scope, known.text), scope);
    if (!distinct.has(key)) {
      distinct.set(key, known);
    }
    yield;
  }
  return [...distinct.values()];
}

/** The same in one go. */
export function knownIdentities(template: ArmTemplate, resource: TemplateResource): readonly KnownIdentity[] {
  return atOnce(findingIdentities(template, resource));
}

/** Those of `findingIdentities` that the resource does not have yet. */
export function* findingIdentitiesToOffer(
  template: ArmTemplate,
  resource: TemplateResource,
): Sliced<readonly KnownIdentity[]> {
  const block = editedBlock(resource);
  const { scope } = resource.resource;
  const present = new Set(block === undefined ? [] : allEntries(block).map(({ key }) => key));
  const found: KnownIdentity[] = [];
  for (const known of yield* findingIdentities(template, resource)) {
    if (!present.has(template.canonical.key(spelledIn(scope, known.text), scope))) {
      found.push(known);
    }
    yield;
  }
  return found;
}

/** The same in one go. */
export function identitiesToOffer(template: ArmTemplate, resource: TemplateResource): readonly KnownIdentity[] {
  return atOnce(findingIdentitiesToOffer(template, resource));
}
