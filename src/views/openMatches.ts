import type * as vscode from "vscode";
import type { TreeNode } from "../ui/nodes";
import type { LiveTree } from "./liveTree";

/** How many subscriptions a filter opens. */
const OPENED_AT_MOST = 10;

/** Opens what holds the matches of a filter, so many levels deep, as long as the user has not typed on. */
export async function openMatches<Node extends TreeNode>(
  filter: { readonly text: string },
  tree: Pick<LiveTree<Node>, "find">,
  view: Pick<vscode.TreeView<Node>, "reveal">,
  levels: number,
): Promise<void> {
  const { text } = filter;
  const roots = text === "" ? [] : (await tree.find()).filter(({ kind }) => kind === "subscription");
  for (const root of roots.slice(0, OPENED_AT_MOST)) {
    if (filter.text !== text) {
      return;
    }
    await view.reveal(root, { expand: levels, select: false, focus: false });
  }
}
