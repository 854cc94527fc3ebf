import type * as vscode from "vscode";
import { parseResourceId } from "../identity/resourceId";
import type { TreeNode } from "../ui/nodes";
import type { LiveTree } from "./liveTree";

type Searched<Node extends TreeNode> = Pick<LiveTree<Node>, "find" | "redrawNow">;

async function findNode<Node extends TreeNode>(
  tree: Searched<Node>,
  nodes: readonly Node[],
  isWanted: (node: Node) => boolean,
  mayHoldIt: (node: Node) => boolean,
): Promise<Node | undefined> {
  const here = nodes.find(isWanted);
  if (here !== undefined) {
    return here;
  }
  for (const node of nodes.filter(mayHoldIt)) {
    const below = await findNode(tree, await tree.find(node), isWanted, mayHoldIt);
    if (below !== undefined) {
      return below;
    }
  }
  return undefined;
}

/**
 * Opens the way to the node of something in a subscription, opens the node and selects it. Only the subscription itself and groups are
 * looked into. Does nothing where the tree does not show it: a filter may hide it.
 */
export async function revealNode<Node extends TreeNode>(
  tree: Searched<Node>,
  view: Pick<vscode.TreeView<Node>, "reveal">,
  resourceId: string,
  isWanted: (node: Node) => boolean,
  focus: boolean,
): Promise<void> {
  const subscription = `/${parseResourceId(resourceId)?.subscriptionId.toLowerCase() ?? ""}`;
  const roots = (await tree.find()).filter(({ subscriptionKey }) =>
    subscriptionKey?.toLowerCase().endsWith(subscription),
  );
  const found = await findNode(tree, roots, isWanted, ({ kind }) => kind === "subscription" || kind === "group");
  if (found !== undefined) {
    // VS Code reveals only what it was given, and waits for what it was told to draw again, not for what it will be told.
    tree.redrawNow();
    await view.reveal(found, { select: true, focus, expand: true });
  }
}
