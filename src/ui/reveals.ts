import * as vscode from "vscode";

/** What a view is to show: a resource, or an identity with what uses it. `focus`: the keyboard goes there too. */
export interface RevealRequest {
  readonly kind: "resource" | "identity";
  readonly id: string;
  readonly focus: boolean;
}

/** Wishes that a view show something: the views hear them, whoever makes them does not know these. */
export class Reveals implements vscode.Disposable {
  private readonly requested = new vscode.EventEmitter<RevealRequest>();

  /** Fires with what the inventory knows. */
  readonly onDidRequest = this.requested.event;

  request(request: RevealRequest): void {
    this.requested.fire(request);
  }

  dispose(): void {
    this.requested.dispose();
  }
}
