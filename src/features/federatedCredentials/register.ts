import { type CommandTable, lazyCommands } from "../command";
import type { FederatedDeps } from "./deps";

/** The commands on federated credentials. */
export function register(deps: FederatedDeps): CommandTable {
  return lazyCommands(deps, {
    addFederatedCredential: async () => (await import("./addFederatedCredential")).addFederatedCredential,
    removeFederatedCredential: async () => (await import("./removeFederatedCredential")).removeFederatedCredential,
  });
}
