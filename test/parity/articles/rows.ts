import { armTemplate } from "./armTemplate";
import { azPowerShellMachine } from "./azPowerShellMachine";
import { azPowerShellScaleSet } from "./azPowerShellScaleSet";
import { azureCli } from "./azureCli";
import { azureRm } from "./azureRm";
import { portal } from "./portal";
import { rest } from "./rest";
import { type Article, ARTICLES, type ParityRow } from "./row";

const articleOrder: readonly Article[] = Object.values(ARTICLES);

/** Every operation of every article. */
export const rows: readonly ParityRow[] = [
  ...azPowerShellScaleSet,
  ...azureRm,
  ...portal,
  ...azureCli,
  ...armTemplate,
  ...rest,
  ...azPowerShellMachine,
].sort((left, right) => articleOrder.indexOf(left.article) - articleOrder.indexOf(right.article));
