import * as vscode from "vscode";

/** Wishes that the tree show a resource: the tree hears them, whoever makes them does not know it. */
export class Reveals implements vscode.Disposable {
  private readonly requested = new vscode.EventEmitter<string>();

  /** Fires with the id of a resource that the inventory knows. */
  readonly onDidRequest = this.requested.event;

  request(resourceId: string): void {
    this.requested.fire(resourceId);
  }

  dispose(): void {
    this.requested.dispose();
  }
}
