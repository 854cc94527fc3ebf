import { type CommandTable, lazyCommands } from "../command";
import type { SafeToDeleteDeps } from "./deps";

/** The commands that say whether identities are safe to delete. */
export function register(deps: SafeToDeleteDeps): CommandTable {
  return lazyCommands(deps, {
    safeToDelete: async () => (await import("./safeToDelete")).safeToDelete,
    safeToDeleteInSubscription: async () => (await import("./safeToDelete")).safeToDeleteInSubscription,
  });
}
