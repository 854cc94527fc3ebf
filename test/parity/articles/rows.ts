import { armTemplate } from "./armTemplate";
import { azPowerShellMachine } from "./azPowerShellMachine";
import { azPowerShellScaleSet } from "./azPowerShellScaleSet";
import { azureCli } from "./azureCli";
import { azureRm } from "./azureRm";
import { portal } from "./portal";
import { rest } from "./rest";
import type { ParityRow } from "./row";

/** Every operation of every article. */
export const rows: readonly ParityRow[] = [
  ...azPowerShellScaleSet,
  ...azureRm,
  ...portal,
  ...azureCli,
  ...armTemplate,
  ...rest,
  ...azPowerShellMachine,
].sort((left, right) => left.article.localeCompare(right.article));
