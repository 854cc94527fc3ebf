import { type CommandTable, lazyCommands } from "../command";
import type { UsageDeps } from "./deps";

/** The commands that show where an identity is used and what depends on it. */
export function register(deps: UsageDeps): CommandTable {
  return lazyCommands(deps, {
    showUsage: async () => (await import("./showUsage")).showUsage,
    showImpact: async () => (await import("./showImpact")).showImpact,
  });
}
