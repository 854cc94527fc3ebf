import { isUserAssignedIdentityId, isUserAssignedType, parseResourceId, resourceType } from "../../identity/resourceId";
import type { StatedBlock, StatedEntry } from "./knowledge";

/** What is wrong with an entry of a list. */
export type WrongIdentity =
  { readonly code: "malformedIdentityId" } | { readonly code: "notAUserAssignedIdentity"; readonly type: string };

/** What is wrong with a text that is to be an id. */
export function wrongLiteral(text: string): WrongIdentity | undefined {
  if (isUserAssignedIdentityId(text)) {
    return undefined;
  }
  const id = parseResourceId(text);
  return id === undefined
    ? { code: "malformedIdentityId" }
    : { code: "notAUserAssignedIdentity", type: resourceType(id) };
}

/** What is wrong with an expression. @param type the one that it names, where it names one */
export function wrongType(type: string | undefined): WrongIdentity | undefined {
  return type === undefined || isUserAssignedType(type) ? undefined : { code: "notAUserAssignedIdentity", type };
}

/** Whether the entries of a block are identities of the resource, or may be: beside a type that names none, no change could remove them. */
export function entriesCount({ type }: StatedBlock<StatedEntry>): boolean {
  return type.kind === "known" ? type.userAssigned : type.kind === "expression" && type.value?.userAssigned !== false;
}
