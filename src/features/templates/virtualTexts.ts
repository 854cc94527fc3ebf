import * as vscode from "vscode";
import { VIRTUAL_SCHEME } from "./templateLanguages";

/** Texts that a template is shown beside: as it would be after a change, or with what a live resource carries. */
export class VirtualTexts implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly texts = new Map<string, string>();
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  private readonly registered: vscode.Disposable;

  readonly onDidChange = this.changed.event;

  constructor() {
    this.registered = vscode.Disposable.from(
      vscode.workspace.registerTextDocumentContentProvider(VIRTUAL_SCHEME, this),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.texts.delete(uri.toString())),
      this.changed,
    );
  }

  provideTextDocumentContent(uri: vscode.Uri): string | undefined {
    return this.texts.get(uri.toString());
  }

  /** The address of a text beside a document; one of the same kind takes the place of the one before. */
  add(document: vscode.TextDocument, kind: "after" | "live", text: string): vscode.Uri {
    const { path } = document.uri;
    const uri = vscode.Uri.from({ scheme: VIRTUAL_SCHEME, path, query: document.uri.toString(), fragment: kind });
    this.texts.set(uri.toString(), text);
    this.changed.fire(uri);
    return uri;
  }

  dispose(): void {
    this.registered.dispose();
  }
}
