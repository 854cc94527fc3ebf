import { type CommandTable, lazyCommands } from "../command";
import type { IdentityDeps } from "../../ui/steps/identityTargets";
import type { ChangeCommandDeps, ChangeDeps, ChangeIdentities } from "./deps";

/** The commands that change identities. */
export function register(deps: ChangeCommandDeps & IdentityDeps): CommandTable {
  const load = () => import("./changeCommands");
  return lazyCommands(deps, {
    assignUserAssigned: async () => (await import("./assignUserAssigned")).assignUserAssigned,
    assignToResources: async () => (await import("./assignToResources")).assignToResources,
    removeFromResource: async () => (await import("./removeUserAssigned")).removeUserAssigned,
    removeUserAssigned: async () => (await import("./removeUserAssigned")).removeUserAssigned,
    enableSystemAssigned: async () => (await load()).enableSystemAssigned,
    disableSystemAssigned: async () => (await load()).disableSystemAssigned,
    removeAllUserAssigned: async () => (await load()).removeAllUserAssigned,
    removeAllIdentities: async () => (await load()).removeAllIdentities,
    batchChangeShown: async () => (await import("./batchChangeShown")).batchChangeShown,
    copyAccessRequest: async () => (await import("./copyAccessRequest")).copyAccessRequest,
  });
}

/** The change of identities for other features. */
export function lazyChangeIdentities(deps: ChangeDeps): ChangeIdentities {
  return async (...args) => (await import("./changeIdentities")).changeIdentities(deps, ...args);
}
