import * as vscode from "vscode";
import type { DocumentLanguage } from "../../documents/documentLanguage";

/** The scheme of the texts that a template is shown beside. */
export const VIRTUAL_SCHEME = "managed-identities-template";

/** Documents that may be templates, in any file system. */
export function templateDocuments(languages: readonly DocumentLanguage[]): vscode.DocumentSelector {
  return languages.flatMap((language) => language.languages);
}

/** The languages that a document may be written in; none for what nobody can write to, such as the old side of a diff. */
export function languagesOf(
  document: vscode.TextDocument,
  languages: readonly DocumentLanguage[],
): readonly DocumentLanguage[] {
  const { scheme } = document.uri;
  const isWritable = scheme !== VIRTUAL_SCHEME && vscode.workspace.fs.isWritableFileSystem(scheme) !== false;
  return isWritable ? languages.filter((each) => vscode.languages.match(each.languages, document) > 0) : [];
}
