import { type CommandTable, lazyCommands } from "../command";
import type { ProviderDeps } from "./registerProvider";

/** The command that registers a resource provider. */
export function register(deps: ProviderDeps): CommandTable {
  return lazyCommands(deps, {
    registerProvider: async () => (await import("./registerProvider")).registerProvider,
  });
}
