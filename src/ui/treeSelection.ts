import type { TreeNode } from "./nodes";

/** The views whose rows can be selected. */
export type SelectableView = "resources" | "identities";

/** What is selected in the views: a key press brings a command no node. */
export class TreeSelection {
  private readonly selected = new Map<SelectableView, readonly TreeNode[]>();

  set(view: SelectableView, nodes: readonly TreeNode[]): void {
    this.selected.set(view, nodes);
  }

  of(view: SelectableView): readonly TreeNode[] {
    return this.selected.get(view) ?? [];
  }
}
