import { isDeepStrictEqual } from "node:util";
import * as vscode from "vscode";
import type { TemplateResource } from "../../documents/arm/locate/templateResource";
import { resourceMeantAt } from "../../documents/arm/complete/resourceMeantAt";
import type { ArmTemplate } from "../../documents/arm/model";
import { allEntries } from "../../documents/arm/plan/knowledge";
import type { TextRange } from "../../documents/textRange";
import { faultForAll } from "../../documents/arm/write/syntaxCheck";
import { editedBlock } from "../../documents/arm/write/editedBlock";
import { ALL_RESOURCES, EDIT_IDENTITIES, RUN_ACTION } from "./actionCommands";
import { findingFixActions } from "./fixActions";
import { codeAction } from "../../ui/shown/editor";
import { refOf } from "./resourceRef";
import { actionsOffered, type TemplateAction } from "./templateAction";
import type { TemplateModels } from "./templateModels";
import { whileAsked } from "./turns";
import { actionInWords } from "./words/action";

/** The members that say which resource it is: there its actions are offered unasked. */
const HEAD_MEMBERS = ["type", "name", "apiVersion", "identity"];

function touches(range: TextRange | undefined, start: number, end: number): boolean {
  return range !== undefined && range.start <= end && start <= range.end;
}

/** Whether a person who has put the cursor here is likely to mean the resource's identities. */
function isAtHead({ tree }: ArmTemplate, resource: TemplateResource, start: number, end: number): boolean {
  const { node } = resource.resource;
  const opening = { start: node.start, end: node.start + 1 };
  const members = HEAD_MEMBERS.map((name) => tree.member(node, name));
  return [opening, ...members, editedBlock(resource)?.node].some((range) => touches(range, start, end));
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
  resource: TemplateResource,
  { start, end }: TextRange,
): readonly TemplateAction[] {
  const block = editedBlock(resource);
  const entries = block === undefined ? [] : allEntries(block);
  return entries
    .filter(({ slot }) => touches(slot, start, end) || isOnLineOf(document, slot, start))
    .map(({ text }) => ({ kind: "change", change: { kind: "removeUserAssigned", ids: [text] } }));
}

/** Changes of identities where the cursor is at a resource or in its block, and the fixes of diagnostics. */
export class IdentityCodeActions implements vscode.CodeActionProvider {
  static readonly kinds = [vscode.CodeActionKind.RefactorRewrite, vscode.CodeActionKind.QuickFix];

  constructor(private readonly models: TemplateModels) {}

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
    template: ArmTemplate,
    { start, end }: TextRange,
    trigger: vscode.CodeActionTriggerKind,
  ): vscode.CodeAction[] {
    const resource = resourceMeantAt(template, start);
    const isUnasked = trigger === vscode.CodeActionTriggerKind.Automatic;
    if (resource === undefined || (isUnasked && !isAtHead(template, resource, start, end))) {
      return [];
    }
    const ref = refOf(document, template, resource);
    const isBroken = faultForAll(template, resource) !== undefined;
    const here = isBroken ? [] : removalsAt(document, resource, { start, end });
    // The removal of a sole identity is offered on its line already.
    const others = actionsOffered(template, resource).filter(
      (action) => !here.some((each) => isDeepStrictEqual(each, action)),
    );
    const own = [...here, ...others].map((action) => rewrite(actionInWords(action), RUN_ACTION, ref, action));
    const all = rewrite(vscode.l10n.t("Change all resources of this file..."), EDIT_IDENTITIES, ALL_RESOURCES);
    return template.resources.length > 1 ? [...own, all] : own;
  }
}
