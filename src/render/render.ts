import { renderArmTemplate } from "./armTemplate";
import { azureCliSteps } from "./azureCli";
import { renderAzPowerShell } from "./azPowerShell";
import { bashScript } from "./bashScript";
import { renderBicep } from "./bicep";
import { cmdScript } from "./cmdScript";
import { renderCurl } from "./curl";
import { renderHttpFile } from "./httpFile";
import type { Language } from "./languages";
import type { Operation } from "./operation";
import { renderPolicyArmTemplate } from "./policy/policyArmTemplate";
import { renderPolicyBicep } from "./policy/policyBicep";
import { powerShellScript } from "./powerShellScript";
import type { RenderOptions } from "./renderOptions";
import { renderTerraform } from "./terraform";

const RENDERERS: Readonly<Record<Language, (operations: readonly Operation[], options: RenderOptions) => string>> = {
  azureCliBash: (operations, options) => bashScript(azureCliSteps(operations, options)),
  azureCliPowerShell: (operations, options) => powerShellScript(azureCliSteps(operations, options)),
  azureCliCmd: (operations, options) => cmdScript(azureCliSteps(operations, options)),
  azPowerShell: renderAzPowerShell,
  curl: renderCurl,
  httpFile: renderHttpFile,
  armTemplate: renderArmTemplate,
  bicep: renderBicep,
  terraform: renderTerraform,
  policyArmTemplate: renderPolicyArmTemplate,
  policyBicep: renderPolicyBicep,
};

/**
 * Operations as text in one language: one change, or a batch in the order in which it is to run. Pure.
 * @throws RenderError where an id is not one, or where the shell cannot carry a text.
 */
export function render(language: Language, operations: readonly Operation[], options: RenderOptions): string {
  return `${RENDERERS[language](operations, options)}\n`;
}
