import * as vscode from "vscode";
import type { EditorDeps } from "../deps";
import { withErrorBoundary } from "../../../ui/errorBoundary";
import { FIX_ALL, PREVIEW_FIX, RUN_ACTION } from "../actionCommands";
import { announceTemplate } from "../announceTemplate";
import { BlockCompletion } from "./blockCompletion";
import { BlockHover } from "./blockHover";
import { IdentityCodeActions } from "./codeActions";
import { IdentityLenses } from "./codeLenses";
import { DiagnosticsFeature } from "./diagnosticsFeature";
import { liveDiagnostics, onDidChangeLiveDiagnostics } from "../live/liveDiagnostics";
import { isResourceRef } from "../resourceRef";
import { isFixAllRef, isFixRef } from "../sharedFix";
import { isTemplateAction } from "../templateAction";
import type { TemplateEditing } from "../templateEditing";
import { templateDocuments } from "../templateLanguages";

/** Registers what the editor does with templates: lenses, actions, diagnostics, hovers and completions. */
export function registerEditor(deps: EditorDeps, editing: TemplateEditing): vscode.Disposable {
  const { models, related, links, languages } = editing;
  const documents = templateDocuments(languages);
  const completion = new BlockCompletion(deps, models);
  const diagnostics = new DiagnosticsFeature(models, (document, template) =>
    liveDiagnostics(deps, links, document, template),
  );
  const refresh = (): void => {
    diagnostics.refresh();
  };
  return vscode.Disposable.from(
    editing,
    announceTemplate(models),
    diagnostics,
    deps.inventory.onDidChange(refresh),
    links.onDidChange(refresh),
    related.onDidChange(() => {
      diagnostics.refreshRelated();
    }),
    onDidChangeLiveDiagnostics(refresh),
    vscode.languages.registerCodeLensProvider(documents, new IdentityLenses(models, related.onDidChange)),
    vscode.languages.registerHoverProvider(documents, new BlockHover(deps, models)),
    ...languages.map((each) =>
      vscode.languages.registerCompletionItemProvider(each.languages, completion, ...each.completionTriggers),
    ),
    vscode.languages.registerCodeActionsProvider(documents, new IdentityCodeActions(models, deps.hasLive), {
      providedCodeActionKinds: IdentityCodeActions.kinds,
    }),
    vscode.commands.registerCommand(RUN_ACTION, (ref: unknown, action: unknown) =>
      withErrorBoundary(deps.log, async () => {
        if (isResourceRef(ref) && isTemplateAction(action)) {
          await editing.run(ref, action);
        }
      }),
    ),
    vscode.commands.registerCommand(PREVIEW_FIX, (ref: unknown) =>
      withErrorBoundary(deps.log, async () => {
        if (isFixRef(ref)) {
          await editing.previewFix(ref);
        }
      }),
    ),
    vscode.commands.registerCommand(FIX_ALL, (ref: unknown) =>
      withErrorBoundary(deps.log, async () => {
        if (isFixAllRef(ref)) {
          await editing.fixAll(ref);
        }
      }),
    ),
  );
}
