import * as vscode from "vscode";

/** The languages that templates are in: `arm-template` is the one of the Azure Resource Manager Tools (docs/azure-behaviour.md#language-of-templates). */
const LANGUAGES: readonly string[] = ["json", "jsonc", "arm-template"];

/** The scheme of the texts that a template is shown beside. */
export const VIRTUAL_SCHEME = "managed-identities-template";

/** Documents that may be templates, in any file system. */
export const TEMPLATE_DOCUMENTS: vscode.DocumentSelector = LANGUAGES.map((language) => ({ language }));

/** Whether a document is in one of the languages, and not something that nobody can write to, such as the old side of a diff. */
export function mayBeTemplate(document: vscode.TextDocument): boolean {
  const { languageId, uri } = document;
  return (
    LANGUAGES.includes(languageId) &&
    uri.scheme !== VIRTUAL_SCHEME &&
    vscode.workspace.fs.isWritableFileSystem(uri.scheme) !== false
  );
}
