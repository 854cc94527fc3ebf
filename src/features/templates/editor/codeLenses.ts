import * as vscode from "vscode";
import type { IdentityDocument } from "../../../documents/documentLanguage";
import type { Sliced } from "../../../documents/sliced";
import { EDIT_IDENTITIES } from "../actionCommands";
import { toRange } from "../documentEdits";
import { codeLens } from "../../../ui/shown/editor";
import { refOf } from "../resourceRef";
import type { TemplateModels } from "../templateModels";
import { whileAsked } from "../turns";
import { describeIdentity } from "../words/resource";

/** Above each resource: what identities it has, and the way to change them. */
export class IdentityLenses implements vscode.CodeLensProvider {
  constructor(
    private readonly models: TemplateModels,
    readonly onDidChangeCodeLenses: vscode.Event<void>,
  ) {}

  async provideCodeLenses(document: vscode.TextDocument, token: vscode.CancellationToken): Promise<vscode.CodeLens[]> {
    const template = await this.models.latest(document, token);
    return template === undefined ? [] : ((await whileAsked(lensesOf(document, template), token)) ?? []);
  }
}

function* lensesOf(document: vscode.TextDocument, template: IdentityDocument): Sliced<vscode.CodeLens[]> {
  const lenses: vscode.CodeLens[] = [];
  for (const resource of template.resources) {
    const { start } = resource.range;
    const range = toRange(document, { start, end: start + 1 });
    const fault = template.syntaxFault(resource);
    const edit = {
      command: EDIT_IDENTITIES,
      // What would be refused is not offered; pressed, it says why and leads to the line.
      title:
        fault === undefined
          ? vscode.l10n.t("Edit identities...")
          : vscode.l10n.t("Line {0} can't be read", toRange(document, fault).start.line + 1),
      arguments: [refOf(document, resource)],
    };
    lenses.push(codeLens(range, { command: "", title: describeIdentity(resource, template) }), codeLens(range, edit));
    yield;
  }
  return lenses;
}
