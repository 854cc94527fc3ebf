import { type CommandTable, lazyCommands } from "../command";
import type { ReachDeps } from "./deps";

/** The command that shows which resources can act in which roles. */
export function register(deps: ReachDeps): CommandTable {
  return lazyCommands(deps, {
    showReach: async () => (await import("./showReach")).showReach,
  });
}
