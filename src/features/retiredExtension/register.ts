import { type CommandTable, lazyCommands } from "../command";
import type { RetiredExtensionDeps } from "./deps";

/** The commands on the retired managed identity extension. */
export function register(deps: RetiredExtensionDeps): CommandTable {
  return lazyCommands(deps, {
    findRetiredExtensions: async () => (await import("./findRetiredExtensions")).findRetiredExtensions,
    removeRetiredExtension: async () => (await import("./removeRetiredExtension")).removeRetiredExtension,
  });
}
