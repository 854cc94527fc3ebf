import * as vscode from "vscode";

/** Asks the view of changes to come forward with one entry, opened. */
export class JournalFocus implements vscode.Disposable {
  private readonly asked = new vscode.EventEmitter<string>();

  /** Fires with the id of an entry. */
  readonly onDidAsk = this.asked.event;

  show(entryId: string): void {
    this.asked.fire(entryId);
  }

  dispose(): void {
    this.asked.dispose();
  }
}
