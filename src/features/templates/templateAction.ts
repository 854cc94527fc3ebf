import type { IdentityDocument } from "../../documents/documentLanguage";
import type { DocumentResource, ListedIdentity } from "../../documents/documentResource";
import type { IdentityChange } from "../../identity/identityChange";
import type { Remedy } from "../../documents/planQuestion";

/** Something that a user can do with the identities of a template's resource. */
export type TemplateAction =
  | { readonly kind: "change"; readonly change: IdentityChange }
  /** Asks which identities. */
  | { readonly kind: "assign" }
  | { readonly kind: "remove" }
  | Remedy
  | { readonly kind: "goToDeclaration" }
  | { readonly kind: "importLive" }
  | { readonly kind: "compareWithLive" };

const change = (kind: "enableSystemAssigned" | "disableSystemAssigned" | "removeAllUserAssigned" | "removeAll") =>
  ({ kind: "change", change: { kind } }) as const;

function changesFor({ identity }: DocumentResource): readonly TemplateAction[] {
  if (identity.kind === "unknown") {
    return [];
  }
  const { systemAssigned, userAssigned } = identity;
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

function removalsFor(userAssigned: readonly ListedIdentity[] | "unknown"): readonly TemplateAction[] {
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

/**
 * What makes sense on a resource as the template has it; the most common first. Cheap: nothing is planned or written yet.
 * @param hasLive whether live resources can be read at all
 */
export function actionsFor(
  template: IdentityDocument,
  resource: DocumentResource,
  hasLive: boolean,
): readonly TemplateAction[] {
  const live: readonly TemplateAction[] = hasLive ? [{ kind: "importLive" }, { kind: "compareWithLive" }] : [];
  return [
    ...changesFor(resource),
    ...template.remedies(resource),
    ...(resource.declaration === undefined ? [] : [{ kind: "goToDeclaration" } as const]),
    ...live,
  ];
}

/** Those of them that are not refused for a text that does not parse; what only shows something is always offered. */
export function actionsOffered(
  template: IdentityDocument,
  resource: DocumentResource,
  hasLive: boolean,
): readonly TemplateAction[] {
  const isBroken = template.syntaxFault(resource) !== undefined;
  return actionsFor(template, resource, hasLive).filter(
    ({ kind }) => !isBroken || kind === "goToDeclaration" || kind === "compareWithLive",
  );
}

/** Whether what a command was called with can be an action: other extensions can call it with anything. */
export function isTemplateAction(value: unknown): value is TemplateAction {
  return typeof value === "object" && value !== null && "kind" in value && typeof value.kind === "string";
}
