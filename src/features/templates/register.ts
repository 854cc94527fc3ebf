import * as vscode from "vscode";
import type { DocumentLanguage } from "../../documents/documentLanguage";
import type { CommandTable } from "../command";
import { withErrorBoundary } from "../../ui/errorBoundary";
import type { EditingDeps, EditorDeps } from "./deps";
import type { CheckTemplate } from "./checkTemplate";
import type { TemplateEditing } from "./templateEditing";
import { templateDocuments } from "./templateLanguages";

/** The commands on the open template, and what ends all that is done in editors. */
export interface TemplatesFeature {
  readonly commands: CommandTable;
  readonly disposable: vscode.Disposable;
  /** Checks a document, and compares it with the live resources that it means. @throws AzureError `cancelled` */
  readonly check: CheckTemplate;
}

/**
 * Makes templates editable. Their languages are nearly half of the extension's code: they are loaded with the first document that may be
 * a template, or the first command, so that activation does without them. `memory` keeps which live resource a template was compared with.
 */
export function register(
  memory: vscode.Memento,
  languages: readonly DocumentLanguage[],
  deps: EditingDeps & EditorDeps,
): TemplatesFeature {
  const documents = templateDocuments(languages);
  let loading: Promise<TemplateEditing> | undefined;
  let isDisposed = false;
  const disposables: vscode.Disposable[] = [];
  const load = async (): Promise<TemplateEditing> => {
    const [{ TemplateEditing }, { registerEditor }] = await Promise.all([
      import("./templateEditing"),
      import("./editor/registerEditor"),
    ]);
    const editing = new TemplateEditing(memory, languages, deps);
    const editor = registerEditor(deps, editing);
    if (isDisposed) {
      editor.dispose();
    } else {
      disposables.push(editor);
    }
    return editing;
  };
  const editing = (): Promise<TemplateEditing> => (loading ??= load());
  const loadFor = (document: vscode.TextDocument): void => {
    if (loading === undefined && vscode.languages.match(documents, document) > 0) {
      void withErrorBoundary(deps.log, async () => {
        await editing();
      });
    }
  };
  disposables.push(vscode.workspace.onDidOpenTextDocument(loadFor));
  vscode.workspace.textDocuments.forEach(loadFor);
  const commands: CommandTable = {
    openExampleTemplate: async () => (await import("./exampleTemplate")).openExampleTemplate(),
    editTemplateIdentities: async (request) => (await editing()).editIdentities(request),
    importIntoTemplate: async (node) => (await editing()).importLive(node),
    compareTemplateWithLive: async () => (await editing()).compareWithLive(),
    insertIntoTemplate: async (node) => (await editing()).insertIdentity(node),
  };
  return {
    commands,
    check: async (uri, signal) => (await editing()).check(uri, signal),
    disposable: new vscode.Disposable(() => {
      isDisposed = true;
      disposables.forEach((each) => {
        each.dispose();
      });
    }),
  };
}
