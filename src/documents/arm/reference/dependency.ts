import { dependencyKeys } from "../fix/extensionNames";
import { spelledIn } from "../expression/spelled";
import type { TemplateResource } from "../locate/templateResource";
import { type ArmTemplate } from "../model";
import { printMember, printString } from "../write/printer";
import { insertSlot } from "../write/slotEdits";
import type { Step } from "../write/steps";
import type { TextEdit } from "../../textEdit";
import { type DeclaredIdentity, declaredIdentities } from "./knownIdentities";

/**
 * Lets a resource wait for the identities among these texts that its template declares: naming one in the block alone does not, and
 * the deployment could come to the resource first. An own `dependsOn` that is an expression is left as it is.
 */
export function dependOnDeclared(texts: readonly string[]): Step {
  return (template, resource) => {
    const { tree, canonical } = template;
    const { node, scope } = resource.resource;
    const keyOf = (text: string) => canonical.key(spelledIn(scope, text), scope);
    const keys = new Set(texts.map(keyOf));
    const list = tree.value(node, "dependsOn");
    const added = declaredIdentities(template, resource)
      .filter(({ text, resource: identity }) => !identity.isExisting && keys.has(keyOf(text)))
      .filter((identity) => !waitsFor(template, resource, identity))
      .map((identity) => dependencyText(identity, resource));
    if (added.length === 0 || (list !== undefined && list.kind !== "array")) {
      return { kind: "edits", edits: [] };
    }
    if (list === undefined) {
      return { kind: "edits", edits: newList(template, resource, added) };
    }
    const last = tree.slots(list).slots.at(-1);
    return {
      kind: "edits",
      edits: insertSlot(tree, list, last, (style, place) => {
        const separator = place.kind === "inline" ? `,${style.afterComma}` : `,${style.newline}${place.indent}`;
        return added.map((text) => printString(text, style)).join(separator);
      }),
    };
  };
}

function waitsFor(
  { tree, canonical }: ArmTemplate,
  { resource }: TemplateResource,
  identity: DeclaredIdentity,
): boolean {
  const list = tree.value(resource.node, "dependsOn");
  const keys = dependencyKeys(tree, canonical, identity.resource);
  const slots = list?.kind === "array" ? tree.slots(list).slots : [];
  return slots.some(
    ({ value }) => value?.kind === "string" && keys.has(canonical.key(tree.decoded(value), resource.scope)),
  );
}

/** Its symbolic name, else its id as the block says it. */
function dependencyText({ resource: identity, text }: DeclaredIdentity, { resource }: TemplateResource): string {
  return identity.symbolicName ?? spelledIn(resource.scope, text);
}

/** The order of members that the documentation keeps: `dependsOn` before `identity` and `properties`. */
function newList(
  { tree }: ArmTemplate,
  { resource: { node } }: TemplateResource,
  texts: readonly string[],
): readonly TextEdit[] {
  const { slots } = tree.slots(node);
  const next = tree.member(node, "identity") ?? tree.member(node, "properties");
  const after = next === undefined ? slots.at(-1) : slots[slots.indexOf(next) - 1];
  const elements = texts.map((text) => ({ kind: "string", text }) as const);
  return insertSlot(tree, node, after, (style, place) =>
    printMember("dependsOn", { kind: "array", elements }, style, place),
  );
}
