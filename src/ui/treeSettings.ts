import * as vscode from "vscode";
import type { Grouping } from "./nodes";

const GROUPING_KEY = "tree.grouping";

/** How the user wants the tree of resources grouped, which is remembered. */
export class TreeSettings implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();

  readonly onDidChange = this.changed.event;

  constructor(private readonly memory: vscode.Memento) {
    this.publish();
  }

  get grouping(): Grouping {
    return this.memory.get<unknown>(GROUPING_KEY) === "resourceGroup" ? "resourceGroup" : "kind";
  }

  async setGrouping(grouping: Grouping): Promise<void> {
    await this.memory.update(GROUPING_KEY, grouping);
    this.publish();
    this.changed.fire();
  }

  dispose(): void {
    this.changed.dispose();
  }

  /** Tells the menus. */
  private publish(): void {
    void vscode.commands.executeCommand("setContext", "managedIdentities.grouping", this.grouping);
  }
}
