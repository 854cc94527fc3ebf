import { type CommandTable, lazyCommands } from "../command";
import type { IdentityHistoryDeps } from "./deps";

/** The command that shows who changed the identities of a resource. */
export function register(deps: IdentityHistoryDeps): CommandTable {
  return lazyCommands(deps, {
    showIdentityHistory: async () => (await import("./showIdentityHistory")).showIdentityHistory,
  });
}
