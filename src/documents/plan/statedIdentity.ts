import type { IdentityOfResource, ListedIdentity } from "../documentResource";
import type { KnowledgeResult, StatedEntry } from "./knowledge";

/** What a document tells of a resource's identities, as the editor features see it. @param identity the one that is read, as it stands */
export function identityOfResource<Entry extends StatedEntry>(
  known: KnowledgeResult<Entry>,
  identity: { readonly kind: string; readonly text?: string },
  listed: (entry: Entry) => ListedIdentity,
): IdentityOfResource {
  if (known.kind === "unreadable") {
    return { kind: "unknown", reason: known.reason };
  }
  const { systemAssigned, userAssigned } = known;
  return {
    kind: "state",
    systemAssigned,
    userAssigned: userAssigned === "unknown" ? userAssigned : userAssigned.map(listed),
    expression: identity.kind === "expression" ? identity.text : undefined,
  };
}
