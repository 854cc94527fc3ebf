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
  /** The id of the language in an editor. */
  readonly editorLanguage: string;
  readonly render: (operations: readonly Operation[], options: RenderOptions) => string;
}

const FACTS = {
  azureCliBash: {
    editorLanguage: "shellscript",
    render: (operations, options) => bashScript(azureCliSteps(operations, options)),
  },
  azureCliPowerShell: {
    editorLanguage: "powershell",
    render: (operations, options) => powerShellScript(azureCliSteps(operations, options)),
  },
  azureCliCmd: {
    editorLanguage: "bat",
    render: (operations, options) => cmdScript(azureCliSteps(operations, options)),
  },
  azPowerShell: { editorLanguage: "powershell", render: renderAzPowerShell },
  curl: { editorLanguage: "shellscript", render: renderCurl },
  httpFile: { editorLanguage: "http", render: renderHttpFile },
  armTemplate: { editorLanguage: "jsonc", render: renderArmTemplate },
  bicep: { editorLanguage: "bicep", render: renderBicep },
  terraform: { editorLanguage: "terraform", render: renderTerraform },
} satisfies Record<string, LanguageFacts>;

/** A language that operations can be taken along in. The Azure CLI counts once for each shell, because each quotes otherwise. */
export type Language = keyof typeof FACTS;

/** Every language, in the order in which they are offered. */
export const LANGUAGES: readonly Language[] = Object.keys(FACTS) as Language[];

/** The id of the language in an editor, for an untitled document. An editor that does not know it shows plain text. */
export function editorLanguage(language: Language): string {
  return FACTS[language].editorLanguage;
}

/**
 * Operations as text in one language: one change, or a batch in the order in which it is to run. Pure.
 * @throws RenderError where an id is not one, or where the shell cannot carry a text.
 */
export function render(language: Language, operations: readonly Operation[], options: RenderOptions): string {
  return `${FACTS[language].render(operations, options)}\n`;
}
