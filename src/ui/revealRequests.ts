import * as vscode from "vscode";

/** What a command that shows something is told where the keyboard is to stay where it is. */
export const KEEPS_FOCUS = "keepsFocus";

/** What a view is to show: a resource, or an identity with what uses it. `focus`: the keyboard goes there too. */
export interface RevealRequest {
  readonly kind: "resource" | "identity";
  readonly id: string;
  readonly focus: boolean;
}

/** Requests that a view show something: the views hear them, and whoever asks does not know the views. */
export class RevealRequests implements vscode.Disposable {
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
