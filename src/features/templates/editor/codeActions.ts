import * as vscode from "vscode";
import type { IdentityDocument } from "../../../documents/documentLanguage";
import type { DocumentResource } from "../../../documents/documentResource";
import type { TextRange } from "../../../documents/textRange";
import { ALL_RESOURCES, EDIT_IDENTITIES, RUN_ACTION } from "../actionCommands";
import { findingFixActions } from "./fixActions";
import { codeAction } from "../../../ui/shown/editor";
import { refOf } from "../resourceRef";
import { actionsOffered, type TemplateAction } from "../templateAction";
import type { TemplateModels } from "../templateModels";
import { whileAsked } from "../turns";
import { describeAction } from "../words/action";

function touches(range: TextRange, { start, end }: TextRange): boolean {
  return range.start <= end && start <= range.end;
}

function rewrite(title: string, command: string, ...args: readonly unknown[]): vscode.CodeAction {
  const action = codeAction(title, vscode.CodeActionKind.RefactorRewrite);
  action.command = { command, title, arguments: [...args] };
  return action;
}

/** Whether an entry has a line of its own, and the cursor is on that line. */
function isOnLineOf(document: vscode.TextDocument, { start }: TextRange, offset: number): boolean {
  const position = document.positionAt(start);
  const { firstNonWhitespaceCharacterIndex } = document.lineAt(position.line);
  return position.character === firstNonWhitespaceCharacterIndex && document.positionAt(offset).line === position.line;
}

/** The entries of the list that the cursor is on, each with its removal. */
function removalsAt(
  document: vscode.TextDocument,
  resource: DocumentResource,
  cursor: TextRange,
): readonly TemplateAction[] {
  return resource.listed
    .filter(({ entry }) => touches(entry, cursor) || isOnLineOf(document, entry, cursor.start))
    .map(({ text }) => ({ kind: "change", change: { kind: "removeUserAssigned", ids: [text] } }));
}

/** Changes of identities where the cursor is at a resource or in its block, and the fixes of diagnostics. */
export class IdentityCodeActions implements vscode.CodeActionProvider {
  static readonly kinds = [vscode.CodeActionKind.RefactorRewrite, vscode.CodeActionKind.QuickFix];

  constructor(
    private readonly models: TemplateModels,
    private readonly hasLive: boolean,
  ) {}

  async provideCodeActions(
    document: vscode.TextDocument,
    range: vscode.Range,
    context: vscode.CodeActionContext,
    token: vscode.CancellationToken,
  ): Promise<vscode.CodeAction[]> {
    const template = await this.models.latest(document, token);
    if (template === undefined) {
      return [];
    }
    const wants = (kind: vscode.CodeActionKind) => context.only?.contains(kind) ?? true;
    const [start, end] = [document.offsetAt(range.start), document.offsetAt(range.end)];
    const fixes = wants(vscode.CodeActionKind.QuickFix)
      ? await whileAsked(findingFixActions(document, template, context.diagnostics), token)
      : [];
    if (fixes === undefined || !this.models.isCurrent(document, template)) {
      return [];
    }
    const changes = wants(vscode.CodeActionKind.RefactorRewrite)
      ? this.changes(document, template, { start, end }, context.triggerKind)
      : [];
    // What mends a problem is offered as its fix, and not a second time.
    return [...fixes, ...changes.filter((change) => fixes.every(({ title }) => title !== change.title))];
  }

  private changes(
    document: vscode.TextDocument,
    template: IdentityDocument,
    cursor: TextRange,
    trigger: vscode.CodeActionTriggerKind,
  ): vscode.CodeAction[] {
    const resource = template.resourceMeantAt(cursor.start);
    const isUnasked = trigger === vscode.CodeActionTriggerKind.Automatic;
    if (resource === undefined || (isUnasked && !template.isAtHead(resource, cursor))) {
      return [];
    }
    const ref = refOf(document, resource);
    const isBroken = template.syntaxFault(resource) !== undefined;
    const here = isBroken ? [] : removalsAt(document, resource, cursor);
    // The removal of a sole identity is offered on its line already.
    const said = new Set(here.map((each) => JSON.stringify(each)));
    const others = actionsOffered(template, resource, this.hasLive).filter(
      (action) => !said.has(JSON.stringify(action)),
    );
    const own = [...here, ...others].map((action) =>
      rewrite(describeAction(action, template), RUN_ACTION, ref, action),
    );
    const all = rewrite(vscode.l10n.t("Change all resources of this file..."), EDIT_IDENTITIES, ALL_RESOURCES);
    return template.resources.length > 1 ? [...own, all] : own;
  }
}
