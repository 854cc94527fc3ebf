import type { IdentityCreation } from "../changeIdentities/deps";
import { type CommandTable, lazyCommands } from "../command";
import type { IdentitiesDeps, IdentityCreationDeps } from "./deps";

/** The commands on user-assigned identities. */
export function register(deps: IdentitiesDeps): CommandTable {
  return lazyCommands(deps, {
    createIdentity: async () => (await import("./createIdentityCommand")).createIdentity,
    deleteIdentity: async () => (await import("./deleteIdentity")).deleteIdentity,
    reassignIdentity: async () => (await import("./reassignIdentity")).reassignIdentity,
    repairDeadReferences: async () => (await import("./repairDeadReferences")).repairDeadReferences,
  });
}

/** The creation of an identity for other features. */
export async function loadIdentityCreation(deps: IdentityCreationDeps): Promise<IdentityCreation> {
  return (await import("./createIdentity")).identityCreation(deps);
}
