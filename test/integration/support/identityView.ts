import type { Workbench } from "../../host/workbench";
import type { TreePath } from "../../host/driver/treeView";
import type { ViewPane } from "../../host/driver/viewPane";

/** Opens the view of user-assigned identities. */
export async function openIdentities(workbench: Workbench): Promise<ViewPane> {
  await workbench.openContainer("Managed Identities");
  return workbench.view("User-Assigned Identities");
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

/**
 * The same once everything is listed and checked: while it is drawn anew, VS Code hands a command from a menu no node, and the command
 * asks for its target instead.
 */
export async function quietIdentities(workbench: Workbench): Promise<ViewPane> {
  const view = await openIdentities(workbench);
  await view.tree.row(identityPath("id-reports-old"));
  return view;
}
