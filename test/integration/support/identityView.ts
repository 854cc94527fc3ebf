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
