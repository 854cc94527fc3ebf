import * as vscode from "vscode";
import type { App } from "../ui/app";
import type { ChangeNode } from "../ui/journalNodes";
import { changeEntryItem, changeLineItem, changeRecordItem } from "./changesItems";

/** While a batch runs, the view is drawn again at most this often. */
const REDRAW_MS = 200;

/** The view of changes: what was done, where, when, before and after; the results of batches stay there. */
class ChangesTree implements vscode.TreeDataProvider<ChangeNode>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<ChangeNode | undefined>();
  /** The entries' nodes as VS Code knows them: it tells nodes apart by reference. */
  private readonly entryNodes = new Map<string, ChangeNode>();
  private readonly pending = new Set<ChangeNode | undefined>();
  private timer: NodeJS.Timeout | undefined;

  readonly onDidChangeTreeData = this.changed.event;

  constructor(private readonly app: App) {}

  getTreeItem(node: ChangeNode): vscode.TreeItem {
    const entry = this.app.journal.entry(node.entryId);
    if (entry === undefined) {
      return new vscode.TreeItem(vscode.l10n.t("No longer there"));
    }
    switch (node.kind) {
      case "changeEntry":
        return changeEntryItem(node, entry, this.app.journal);
      case "changeRecord":
        return changeRecordItem(node, entry, this.app.journal);
      case "changeLine":
        return changeLineItem(node, entry, this.app.journal);
    }
  }

  getChildren(node?: ChangeNode): ChangeNode[] {
    const { journal } = this.app;
    if (node === undefined) {
      return journal.entries.map(({ id }) => this.entryNode(id));
    }
    const records = journal.entry(node.entryId)?.records ?? [];
    if (node.kind === "changeEntry" && records.length > 1) {
      return records.map((_, index) => ({ ...node, kind: "changeRecord", id: `${node.id}/${index}`, index }));
    }
    if (node.kind === "changeLine") {
      return [];
    }
    const index = node.kind === "changeRecord" ? node.index : 0;
    return (["before", "after", "reason"] as const).map((line) => ({
      ...node,
      kind: "changeLine",
      id: `${node.id}/${line}`,
      index,
      line,
    }));
  }

  getParent(node: ChangeNode): ChangeNode | undefined {
    return node.kind === "changeEntry" ? undefined : this.entryNode(node.entryId);
  }

  entryNode(entryId: string): ChangeNode {
    const known = this.entryNodes.get(entryId);
    const node: ChangeNode = known ?? { kind: "changeEntry", id: `change/${entryId}`, entryId };
    this.entryNodes.set(entryId, node);
    return node;
  }

  /** Draws one entry again, or all: an entry says whether a later one has taken it back or up. */
  redrawSoon(entryId: string | undefined): void {
    this.pending.add(entryId === undefined ? undefined : this.entryNode(entryId));
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      const nodes = this.pending.has(undefined) ? [undefined] : [...this.pending];
      this.pending.clear();
      for (const node of nodes) {
        this.changed.fire(node);
      }
    }, REDRAW_MS);
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.changed.dispose();
  }
}

/** Shows the view. The store is read when it is opened and when the window comes forward: other windows write to it too. */
export function registerChangesView(app: App): vscode.Disposable {
  const tree = new ChangesTree(app);
  const view = vscode.window.createTreeView("managedIdentities.changes", {
    treeDataProvider: tree,
    showCollapseAll: true,
  });
  const reload = (): void => {
    if (view.visible) {
      void app.journal.reload();
    }
  };
  return vscode.Disposable.from(
    tree,
    view,
    app.journal.onDidChange((entryId) => {
      tree.redrawSoon(entryId);
    }),
    view.onDidChangeVisibility(reload),
    vscode.window.onDidChangeWindowState(({ focused }) => {
      if (focused) {
        reload();
      }
    }),
    app.journalFocus.onDidAsk((entryId) => {
      void view.reveal(tree.entryNode(entryId), { select: true, focus: false, expand: true });
    }),
  );
}
