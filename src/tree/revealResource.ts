import type * as vscode from "vscode";
import { sameResourceId } from "../identity/resourceId";
import type { ResourceTreeNode } from "../ui/nodes";

/** How nodes are found: from the roots down. */
interface Tree {
  find(node?: ResourceTreeNode): Promise<readonly ResourceTreeNode[]>;
}

/** Opens the way to a resource and selects it. Does nothing where the tree does not show it: a filter may hide it. */
export async function revealResource(
  tree: Tree,
  view: vscode.TreeView<ResourceTreeNode>,
  resourceId: string,
): Promise<void> {
  const subscriptionId = resourceId.split("/")[2]?.toLowerCase() ?? "";
  const roots = (await tree.find()).filter(({ subscriptionKey }) =>
    subscriptionKey?.toLowerCase().endsWith(`/${subscriptionId}`),
  );
  for (const root of roots) {
    for (const group of await tree.find(root)) {
      const resources = group.kind === "group" ? await tree.find(group) : [];
      const found = resources.find((node) => node.kind === "resource" && sameResourceId(node.resourceId, resourceId));
      if (found) {
        await view.reveal(found, { select: true, focus: false, expand: true });
        return;
      }
    }
  }
}
