import type { IdentityPatch } from "../../identity/identityPatch";
import { resourceIdKey } from "../../identity/resourceId";
import { AzureError } from "../azureError";

/**
 * What a refused change is about: an identity that the patch does not assign, and that the refusal names all the same, is one that the
 * resource carried already. Gives the same error where there is none.
 */
export function aboutCarried(error: AzureError, resourceId: string, patch: IdentityPatch): AzureError {
  if (!AzureError.is(error, "linkedForbidden") && !AzureError.is(error, "deadIdentity")) {
    return error;
  }
  const members = Object.entries(patch.userAssignedIdentities ?? {});
  const assigned = new Set(members.filter(([, value]) => value !== null).map(([id]) => resourceIdKey(id)));
  const { identityIds } = error.failure;
  const carried = identityIds.filter((id) => !assigned.has(resourceIdKey(id)));
  // The older list names everything that is to stay, so that nothing tells the new ones from the others.
  if (carried.length === 0 || patch.identityIds !== undefined) {
    return error;
  }
  const others = identityIds.filter((id) => assigned.has(resourceIdKey(id)));
  return new AzureError({ reason: "carriedIdentity", resourceId, identityIds: carried, others }, error.answer, error);
}
