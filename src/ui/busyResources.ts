import * as vscode from "vscode";
import { resourceIdKey } from "../identity/resourceId";

/** The resources that a change is running on, so that the tree can say so. */
export class BusyResources implements vscode.Disposable {
  private readonly busy = new Map<string, number>();
  private readonly changed = new vscode.EventEmitter<string>();

  /** Fires with the id of a resource that has become busy or free. */
  readonly onDidChange = this.changed.event;

  has(resourceId: string): boolean {
    return this.busy.has(resourceIdKey(resourceId));
  }

  /** Marks a resource as busy until the task ends. */
  async during<T>(resourceId: string, task: () => Promise<T>): Promise<T> {
    const key = resourceIdKey(resourceId);
    this.busy.set(key, (this.busy.get(key) ?? 0) + 1);
    this.changed.fire(resourceId);
    try {
      return await task();
    } finally {
      const left = (this.busy.get(key) ?? 1) - 1;
      if (left === 0) {
        this.busy.delete(key);
      } else {
        this.busy.set(key, left);
      }
      this.changed.fire(resourceId);
    }
  }

  dispose(): void {
    this.changed.dispose();
  }
}
