import { type CommandTable, lazyCommands } from "../command";
import type { CopyChangeDeps } from "./copyChangeAs";

/** The commands that copy or show a change in another language. */
export function register(deps: CopyChangeDeps): CommandTable {
  const load = () => import("./copyChangeAs");
  return lazyCommands(deps, {
    copyChangeAs: async () => (await load()).copyChangeAs,
    showChangeAs: async () => (await load()).showChangeAs,
  });
}
