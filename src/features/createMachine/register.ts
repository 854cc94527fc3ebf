import { type CommandTable, lazyCommands } from "../command";
import type { CreateMachineDeps } from "./deps";

/** The commands that create a machine or a scale set. */
export function register(deps: CreateMachineDeps): CommandTable {
  const load = () => import("./createMachine");
  return lazyCommands(deps, {
    createVirtualMachine: async () => (await load()).createVirtualMachine,
    createScaleSet: async () => (await load()).createScaleSet,
  });
}
