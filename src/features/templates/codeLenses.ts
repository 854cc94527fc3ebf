import * as vscode from "vscode";
import { EDIT_IDENTITIES } from "./actionCommands";
import { toRange } from "./documentEdits";
import { refOf } from "./resourceRef";
import type { TemplateModels } from "./templateModels";
import { identityInWords } from "./words/resource";

/** Above each resource: what identities it has, and the way to change them. */
export class IdentityLenses implements vscode.CodeLensProvider {
  constructor(private readonly models: TemplateModels) {}

  async provideCodeLenses(document: vscode.TextDocument, token: vscode.CancellationToken): Promise<vscode.CodeLens[]> {
    const template = await this.models.latest(document, token);
    if (template === undefined) {
      return [];
    }
    return template.resources.flatMap((resource) => {
      const { start } = resource.resource.node;
      const range = toRange(document, { start, end: start + 1 });
      const edit = {
        command: EDIT_IDENTITIES,
        title: vscode.l10n.t("Edit identities..."),
        arguments: [refOf(document, template, resource)],
      };
      return [
        new vscode.CodeLens(range, { command: "", title: identityInWords(resource) }),
        new vscode.CodeLens(range, edit),
      ];
    });
  }
}
