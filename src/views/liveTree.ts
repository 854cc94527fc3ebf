import * as vscode from "vscode";
import type { RowItem, TreeContent } from "../ui/shown/tree";
import { ShownTree } from "./shownTree";

/**
 * A tree that is drawn from what is known at the moment and follows it as it changes. What a tree shows is in its subclass: how a node
 * looks, what is below it, and what that has to wait for.
 */
export abstract class LiveTree<Node extends { readonly id: string }> implements TreeContent<Node>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<Node[] | undefined>();
  /** The parts that are to be drawn again; undefined for all. */
  private readonly pending = new Set<string | undefined>();
  private timer: NodeJS.Timeout | undefined;

  protected readonly shown = new ShownTree<Node>(
    {
      look: (node) => (node === undefined ? this.stateOfAll() : this.itemOf(node)),
      below: (node) => this.below(node),
    },
    (nodes) => {
      this.changed.fire(nodes);
    },
  );

  readonly onDidChangeTreeData = this.changed.event;

  /** @param redrawMs while changes stream in, the tree is drawn again at most this often */
  constructor(private readonly redrawMs: number) {}

  getTreeItem(node: Node): RowItem {
    return this.shown.draw(node, this.itemOf(node));
  }

  getParent(node: Node): Node | undefined {
    return this.shown.parent(node);
  }

  async getChildren(node?: Node): Promise<Node[]> {
    this.shown.asked(node);
    return this.shown.give(node, await this.listedBelow(node));
  }

  /** The same for those who look for a node: VS Code is not given what they find. */
  async find(node?: Node): Promise<Node[]> {
    return this.shown.known(node, await this.listedBelow(node));
  }

  /** Has drawn again at once what is to be drawn in a moment. */
  redrawNow(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const parts = new Set(this.pending);
    this.pending.clear();
    this.shown.redraw((root) => parts.has(undefined) || parts.has(this.partOf(root)));
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.shown.dispose();
    this.changed.dispose();
  }

  protected abstract itemOf(node: Node): RowItem;

  /** What is below a node, or at the top; undefined where it has to be waited for. */
  protected abstract below(node: Node | undefined): readonly Node[] | undefined;

  /** The part of the tree that a root stands for, as `redrawSoon` names it. */
  protected abstract partOf(root: Node): string | undefined;

  /** Waits until it is known what is below a node. */
  protected abstract untilKnown(node: Node | undefined): Promise<void>;

  /** What the roots, or their absence, depend on. */
  protected stateOfAll(): unknown {
    return undefined;
  }

  /** Has a part of the tree drawn again in a moment; undefined for all of it. */
  protected redrawSoon(part: string | undefined): void {
    this.pending.add(part);
    this.timer ??= setTimeout(() => {
      this.redrawNow();
    }, this.redrawMs);
  }

  protected redrawAll(): void {
    this.pending.clear();
    this.shown.redraw();
  }

  private async listedBelow(node: Node | undefined): Promise<readonly Node[]> {
    await this.untilKnown(node);
    return this.below(node) ?? [];
  }
}
