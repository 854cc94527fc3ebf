import type { Tenant } from "../accounts";
import { AzureError } from "../azureError";
import type { DirectoryGateway } from "./directory";
import type { RoleAssignment } from "./roleAssignments";

/** Whether the principals of role assignments still exist. */
export type OrphanSearch<Assignment extends RoleAssignment> =
  | { readonly kind: "known"; readonly orphaned: readonly Assignment[] }
  /** The directory gave no answer that proves anything: nothing may be called orphaned. */
  | { readonly kind: "unknown"; readonly error: AzureError | undefined };

/**
 * Finds the assignments of service principals that the directory no longer knows ("Identity not found"). That an identity is in no
 * listing is no proof: it may lie in a subscription that is not visible. The proof is an answer of the directory that holds other ids
 * and not this one. `witness` is a principal that certainly exists: where the answer lacks even that one, it proves nothing.
 * @throws AzureError `cancelled`, `notSignedIn` (for the directory's own scope)
 */
export async function findOrphaned<Assignment extends RoleAssignment>(
  directory: Pick<DirectoryGateway, "existing">,
  tenant: Tenant,
  assignments: readonly Assignment[],
  witness: string | undefined,
  signal: AbortSignal,
): Promise<OrphanSearch<Assignment>> {
  const candidates = assignments.filter(({ principalType }) => principalType === "ServicePrincipal");
  const ids = new Set(candidates.map(({ principalId }) => principalId.toLowerCase()));
  if (ids.size === 0) {
    return { kind: "known", orphaned: [] };
  }
  try {
    const known = witness?.toLowerCase();
    const existing = await directory.existing(
      tenant,
      [...new Set(known === undefined ? ids : [known, ...ids])],
      signal,
    );
    const isProof = known === undefined ? existing.size > 0 : existing.has(known);
    return isProof
      ? {
          kind: "known",
          orphaned: candidates
            .filter(({ principalId }) => !existing.has(principalId.toLowerCase()))
            .map((each) => ({ ...each, isOrphaned: true })),
        }
      : { kind: "unknown", error: undefined };
  } catch (error) {
    if (!AzureError.is(error) || AzureError.is(error, "cancelled") || AzureError.is(error, "notSignedIn")) {
      throw error;
    }
    return { kind: "unknown", error };
  }
}
