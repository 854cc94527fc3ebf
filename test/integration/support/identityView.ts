import type { Workbench } from "../../host/workbench";
import type { TreePath } from "../../host/driver/treeView";
import type { ViewPane } from "../../host/driver/viewPane";

/**
 * Opens the view of user-assigned identities, and waits until everything is listed and checked: the identity that is gone
 * comes last. While a row is drawn anew, VS Code hands a command from its menu no node, and the command asks for its
 * target instead.
 */
export async function openIdentities(workbench: Workbench): Promise<ViewPane> {
  await workbench.openContainer("Managed Identities");
  const view = workbench.view("User-Assigned Identities");
  await view.tree.row(identityPath("id-reports-old"));
  return view;
}

/** The path of an identity of the production subscription. */
export function identityPath(name: string, subscription = "Contoso Production"): TreePath {
  return [subscription, name];
}

/**
 * The labels directly below a row, once the given one is among them. What comes in late has the tree drawn again, and its rows are gone
 * for a moment.
 */
export async function labelsBelow(
  workbench: Workbench,
  view: ViewPane,
  path: TreePath,
  awaited: string,
): Promise<readonly string[]> {
  return workbench.screen.until(`"${awaited}" among the rows below an identity`, async () => {
    const labels = (await view.tree.children(path)).map(({ label }) => label);
    return labels.includes(awaited) ? labels : undefined;
  });
}
