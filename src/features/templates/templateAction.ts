import type { IdentityChange } from "../../identity/identityChange";
import { blockShape, raisedApiVersion } from "../../documents/arm/plan/blockShape";
import { type Knowledge, knowledgeOf } from "../../documents/arm/plan/knowledge";
import type { ArmTemplate } from "../../documents/arm/model";
import type { TemplateResource } from "../../documents/arm/locate/templateResource";
import { faultForAll } from "../../documents/arm/write/syntaxCheck";
import { editedBlock } from "../../documents/arm/write/editedBlock";
import type { ListShape } from "../../documents/arm/write/outcome";

/** Something that a person can do with the identities of a template's resource. */
export type TemplateAction =
  | { readonly kind: "change"; readonly change: IdentityChange }
  /** Asks which identities. */
  | { readonly kind: "assign" }
  | { readonly kind: "remove" }
  | { readonly kind: "convertShape"; readonly shape: ListShape }
  | { readonly kind: "raiseApiVersion"; readonly apiVersion: string }
  | { readonly kind: "goToDeclaration" }
  | { readonly kind: "importLive" }
  | { readonly kind: "compareWithLive" };

const change = (kind: "enableSystemAssigned" | "disableSystemAssigned" | "removeAllUserAssigned" | "removeAll") =>
  ({ kind: "change", change: { kind } }) as const;

function changesFor(resource: TemplateResource): readonly TemplateAction[] {
  const known = knowledgeOf(resource.identity);
  if (known.kind === "unreadable") {
    return [];
  }
  const { systemAssigned, userAssigned } = known;
  const system = systemAssigned === false ? [] : [change("disableSystemAssigned")];
  const user = removalsFor(userAssigned);
  // With identities of one class only, taking all of that class is taking all.
  const all = system.length > 0 && user.length > 0 ? [change("removeAll")] : [];
  const isAll = (action: TemplateAction) =>
    system.length === 0 && action.kind === "change" && action.change.kind === "removeAllUserAssigned";
  return [
    ...(systemAssigned === true ? [] : [change("enableSystemAssigned")]),
    { kind: "assign" },
    ...system,
    ...user.map((action) => (isAll(action) ? change("removeAll") : action)),
    ...all,
  ];
}

function removalsFor(userAssigned: Knowledge["userAssigned"]): readonly TemplateAction[] {
  if (userAssigned === "unknown") {
    return [change("removeAllUserAssigned")];
  }
  const [first, second] = userAssigned;
  if (first === undefined) {
    return [];
  }
  return second === undefined
    ? [{ kind: "change", change: { kind: "removeUserAssigned", ids: [first.text] } }]
    : [{ kind: "remove" }, change("removeAllUserAssigned")];
}

function versionActionsFor(resource: TemplateResource): readonly TemplateAction[] {
  const block = editedBlock(resource);
  const shape = blockShape(resource);
  const actions: TemplateAction[] = [];
  if (block?.array.kind === "list") {
    actions.push({ kind: "convertShape", shape: "dictionary" });
  }
  if (block?.dictionary.kind === "list" && shape !== "dictionary") {
    actions.push({ kind: "convertShape", shape: "array" });
  }
  if (shape !== undefined && shape !== "dictionary") {
    actions.push({ kind: "raiseApiVersion", apiVersion: raisedApiVersion(resource) });
  }
  if (resource.identity.kind === "expression" && resource.identity.declaration !== undefined) {
    actions.push({ kind: "goToDeclaration" });
  }
  return actions;
}

/** What makes sense on a resource as the template has it; the most common first. Cheap: nothing is planned or written yet. */
export function actionsFor(resource: TemplateResource): readonly TemplateAction[] {
  return [...changesFor(resource), ...versionActionsFor(resource), { kind: "importLive" }, { kind: "compareWithLive" }];
}

/** Those of them that are not refused for a text that does not parse; what only shows something is always offered. */
export function actionsOffered(template: ArmTemplate, resource: TemplateResource): readonly TemplateAction[] {
  const isBroken = faultForAll(template, resource) !== undefined;
  return actionsFor(resource).filter(
    ({ kind }) => !isBroken || kind === "goToDeclaration" || kind === "compareWithLive",
  );
}

/** Whether what a command was called with can be an action: other extensions can call it with anything. */
export function isTemplateAction(value: unknown): value is TemplateAction {
  return typeof value === "object" && value !== null && "kind" in value && typeof value.kind === "string";
}
