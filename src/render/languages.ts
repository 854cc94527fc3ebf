/** How the name of a file in each language ends: an editor knows the language by that. */
const FILE_EXTENSIONS = {
  azureCliBash: ".sh",
  azureCliPowerShell: ".ps1",
  azureCliCmd: ".cmd",
  azPowerShell: ".ps1",
  curl: ".sh",
  httpFile: ".http",
  armTemplate: ".jsonc",
  bicep: ".bicep",
  terraform: ".tf",
  policyArmTemplate: ".jsonc",
  policyBicep: ".bicep",
} as const;

/**
 * A language that operations can be taken along in. The Azure CLI counts once for each shell, because each quotes otherwise. Apart from
 * what writes it, so that whoever knows a language by its name does not load all of that.
 */
export type Language = keyof typeof FILE_EXTENSIONS;

/** Every language, in the order in which they are offered. */
export const LANGUAGES: readonly Language[] = Object.keys(FILE_EXTENSIONS) as Language[];

/** How the name of a file in the language ends. */
export function fileExtension(language: Language): `.${string}` {
  return FILE_EXTENSIONS[language];
}
