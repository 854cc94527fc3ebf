import * as vscode from "vscode";
import type { Journal } from "../mutation/journal/journal";
import { type ChangeRecord, countOf, type JournalEntry, onlyRecord } from "../mutation/journal/journalEntry";
import type { JournalFocus } from "../ui/journalFocus";
import { createTree, treeItem, type RowItem } from "../ui/shown/tree";
import type { ChangeNode } from "../ui/journalNodes";
import { changeEntryItem, changeLineItem, changeRecordItem } from "./changesItems";
import { LiveTree } from "./liveTree";

/** While a batch runs, the view is drawn again at most this often. */
const REDRAW_MS = 200;

/** What the view of changes works with. */
export interface ChangesDeps {
  readonly journal: Pick<
    Journal,
    "entries" | "entry" | "isRunning" | "onDidChange" | "open" | "reload" | "runsElsewhere"
  >;
  readonly journalFocus: Pick<JournalFocus, "onDidAsk">;
}

/** The view of changes: what was done, where, when, before and after; the results of batches stay there. */
class ChangesTree extends LiveTree<ChangeNode> {
  /** Batches that were drawn while this window worked on them. */
  private readonly open = new Set<string>();

  constructor(private readonly journal: ChangesDeps["journal"]) {
    super(REDRAW_MS);
  }

  /** The node of an entry as VS Code knows it. */
  entryNode(entryId: string): ChangeNode | undefined {
    const entry = this.journal.entry(entryId);
    return entry && this.shown.known(undefined, [entryNode(entry)])[0];
  }

  /** Draws one entry again, or all: an entry says whether a later one has taken it back or up. */
  override redrawSoon(entryId: string | undefined): void {
    super.redrawSoon(entryId);
  }

  protected partOf({ entryId }: ChangeNode): string {
    return entryId;
  }

  /** The records of a batch are read when it is opened. */
  protected async untilKnown(node: ChangeNode | undefined): Promise<void> {
    if (node !== undefined) {
      await this.journal.open(node.entryId);
    }
  }

  protected itemOf(node: ChangeNode): RowItem {
    const entry = this.journal.entry(node.entryId);
    if (entry === undefined) {
      return treeItem(vscode.l10n.t("No longer there"));
    }
    switch (node.kind) {
      case "changeEntry":
        return changeEntryItem(node, entry, this.journal, this.isOpen(entry));
      case "changeRecord":
        return changeRecordItem(node, entry, this.journal);
      case "changeLine":
        return changeLineItem(node, entry, this.journal);
    }
  }

  /**
   * Whether an entry is drawn open from the start. To be opened later, while its batch is being drawn again and again, is what VS Code
   * forgets; how a row is drawn at first it keeps, until the user closes the row.
   */
  private isOpen(entry: JournalEntry): boolean {
    if (countOf(entry) > 1 && this.journal.isRunning(entry.id)) {
      this.open.add(entry.id);
    }
    return this.open.has(entry.id);
  }

  protected below(node: ChangeNode | undefined): readonly ChangeNode[] {
    const { journal } = this;
    if (node === undefined) {
      return journal.entries.map(entryNode);
    }
    const entry = journal.entry(node.entryId);
    const count = entry === undefined ? 0 : countOf(entry);
    if (node.kind === "changeEntry" && count > 1) {
      return Array.from({ length: count }, (_, index) => ({
        kind: "changeRecord",
        id: `${node.id}/${index}`,
        entryId: node.entryId,
        index,
        ...resourceOf(entry?.records[index]),
      }));
    }
    if (node.kind === "changeLine" || count === 0) {
      return [];
    }
    const index = node.kind === "changeRecord" ? node.index : 0;
    return (["before", "after", "reason"] as const).map((line) => ({
      kind: "changeLine",
      id: `${node.id}/${line}`,
      entryId: node.entryId,
      index,
      line,
    }));
  }
}

function entryNode(entry: JournalEntry): ChangeNode {
  const { id } = entry;
  return { kind: "changeEntry", id: `change/${id}`, entryId: id, ...resourceOf(onlyRecord(entry)) };
}

function resourceOf(record: Pick<ChangeRecord, "resourceId"> | undefined): { readonly resourceId?: string } {
  return record === undefined ? {} : { resourceId: record.resourceId };
}

/** Shows the view. The store is read when it is opened and when the window comes forward: other windows write to it too. */
export function registerChangesView({ journal, journalFocus }: ChangesDeps): vscode.Disposable {
  const tree = new ChangesTree(journal);
  const view = createTree("managedIdentities.changes", tree, { canSelectMany: false });
  const reload = (): void => {
    if (view.visible) {
      void journal.reload();
    }
  };
  return vscode.Disposable.from(
    tree,
    view,
    journal.onDidChange((entryId) => {
      tree.redrawSoon(entryId);
    }),
    view.onDidChangeVisibility(reload),
    vscode.window.onDidChangeWindowState(({ focused }) => {
      if (focused) {
        reload();
      }
    }),
    journalFocus.onDidAsk((entryId) => {
      const node = tree.entryNode(entryId);
      tree.redrawNow();
      void (node && view.reveal(node, { select: true, focus: false, expand: true }));
    }),
  );
}
