import * as vscode from "vscode";
import { isWire, member, textMember } from "../../../identity/wire";
import type { ResourceRef } from "../resourceRef";

const KEY = "templates.liveResources";

/** Files that are remembered; the longest unused ones go first. */
const MOST = 100;

/** Which live resource a template's resource was compared with last, for each file of a workspace. */
export class LiveLinks implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();

  readonly onDidChange = this.changed.event;

  constructor(private readonly memory: vscode.Memento) {}

  /** The id of the live resource. */
  get({ uri, index, name }: ResourceRef): string | undefined {
    const file = member(this.all(), uri);
    return isWire(file) ? textMember(file, name ?? String(index)) : undefined;
  }

  async set({ uri, index, name }: ResourceRef, liveId: string): Promise<void> {
    const all = this.all();
    const file = Object.hasOwn(all, uri) ? all[uri] : undefined;
    const others = Object.entries(all).filter(([key]) => key !== uri);
    // fromEntries defines members of its own, so that no name can reach the prototype.
    const own = Object.fromEntries([...Object.entries(isWire(file) ? file : {}), [name ?? String(index), liveId]]);
    await this.memory.update(KEY, Object.fromEntries([...others.slice(1 - MOST), [uri, own]]));
    this.changed.fire();
  }

  dispose(): void {
    this.changed.dispose();
  }

  private all(): Readonly<Record<string, unknown>> {
    const stored = this.memory.get<unknown>(KEY);
    return isWire(stored) ? stored : {};
  }
}
