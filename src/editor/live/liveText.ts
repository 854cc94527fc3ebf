import * as vscode from "vscode";
import { LIVE_SCHEME } from "../templateLanguages";

/** The left side of the comparison: the template as it would be with what the live resource carries. Kept while it is open. */
export class LiveText implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly texts = new Map<string, string>();
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  private readonly registered: vscode.Disposable;

  readonly onDidChange = this.changed.event;

  constructor() {
    this.registered = vscode.Disposable.from(
      vscode.workspace.registerTextDocumentContentProvider(LIVE_SCHEME, this),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.texts.delete(uri.toString())),
      this.changed,
    );
  }

  provideTextDocumentContent(uri: vscode.Uri): string | undefined {
    return this.texts.get(uri.toString());
  }

  /** Opens the comparison of a text with a document. */
  async compare(document: vscode.TextDocument, text: string, title: string): Promise<void> {
    const left = vscode.Uri.from({ scheme: LIVE_SCHEME, path: document.uri.path, query: document.uri.toString() });
    this.texts.set(left.toString(), text);
    this.changed.fire(left);
    await vscode.commands.executeCommand("vscode.diff", left, document.uri, title);
  }

  dispose(): void {
    this.registered.dispose();
  }
}
