import { renderArmTemplate } from "./armTemplate";
import { azureCliSteps } from "./azureCli";
import { renderAzPowerShell } from "./azPowerShell";
import { bashScript } from "./bashScript";
import { renderBicep } from "./bicep";
import { cmdScript } from "./cmdScript";
import { renderCurl } from "./curl";
import { renderHttpFile } from "./httpFile";
import type { Operation } from "./operation";
import { powerShellScript } from "./powerShellScript";
import type { RenderOptions } from "./renderOptions";
import { renderTerraform } from "./terraform";

interface LanguageFacts {
  /** How the name of a file in it ends: an editor knows the language by that. */
  readonly fileExtension: `.${string}`;
  readonly render: (operations: readonly Operation[], options: RenderOptions) => string;
}

const FACTS = {
  azureCliBash: {
    fileExtension: ".sh",
    render: (operations, options) => bashScript(azureCliSteps(operations, options)),
  },
  azureCliPowerShell: {
    fileExtension: ".ps1",
    render: (operations, options) => powerShellScript(azureCliSteps(operations, options)),
  },
  azureCliCmd: {
    fileExtension: ".cmd",
    render: (operations, options) => cmdScript(azureCliSteps(operations, options)),
  },
  azPowerShell: { fileExtension: ".ps1", render: renderAzPowerShell },
  curl: { fileExtension: ".sh", render: renderCurl },
  httpFile: { fileExtension: ".http", render: renderHttpFile },
  armTemplate: { fileExtension: ".jsonc", render: renderArmTemplate },
  bicep: { fileExtension: ".bicep", render: renderBicep },
  terraform: { fileExtension: ".tf", render: renderTerraform },
} satisfies Record<string, LanguageFacts>;

/** A language that operations can be taken along in. The Azure CLI counts once for each shell, because each quotes otherwise. */
export type Language = keyof typeof FACTS;

/** Every language, in the order in which they are offered. */
export const LANGUAGES: readonly Language[] = Object.keys(FACTS) as Language[];

/** How the name of a file in the language ends. */
export function fileExtension(language: Language): `.${string}` {
  return FACTS[language].fileExtension;
}

/**
 * Operations as text in one language: one change, or a batch in the order in which it is to run. Pure.
 * @throws RenderError where an id is not one, or where the shell cannot carry a text.
 */
export function render(language: Language, operations: readonly Operation[], options: RenderOptions): string {
  return `${FACTS[language].render(operations, options)}\n`;
}
