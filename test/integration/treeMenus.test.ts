import { beforeAll, expect, test } from "vitest";
import type { TreePath, TreeView } from "../host/driver/treeView";
import type { ViewPane } from "../host/driver/viewPane";
import { machines } from "../emulator/src/estate/contosoMachines";
import { identities } from "../emulator/src/estate/identitySeeds";
import { useWorkbench } from "./harness/useWorkbench";
import { ids, storedIdentity } from "./support/identities";
import { identityPath, openIdentities } from "./support/identityView";
import { apply, machinePath, openResources, scaleSetPath, verified } from "./support/resources";

const session = useWorkbench({ emulator: { operationMs: 300 } });
let tree: TreeView;
let view: ViewPane;
beforeAll(async () => {
  view = await openIdentities(session().workbench);
  tree = await openResources(session().workbench);
});

const labelsOf = async (on: TreeView, path: TreePath): Promise<readonly string[]> => {
  const menu = await on.contextMenu(path);
  const labels = await menu.allLabels();
  await menu.dismiss();
  return labels;
};

test("the menu of a resource has its commands by what they are about", async () => {
  expect(await labelsOf(tree, scaleSetPath("vmss-web-frontend"))).toEqual([
    "Identities > Assign User-Assigned Identities...",
    "Copy > Copy Resource ID",
    "Copy > Copy a Change as Command or Template...",
    "Template > Import a Live Resource's Identities into the Open Template...",
    "Template > Show a Change as Command or Template...",
    "Show Properties",
    "Open in Azure Portal",
    "Show Identity History...",
    "Refresh",
    "Remove > Disable System-Assigned Identity...",
    "Remove > Remove User-Assigned Identities...",
    "Remove > Remove All User-Assigned Identities...",
    "Remove > Remove All Identities...",
  ]);
  expect(await labelsOf(tree, [...scaleSetPath("vmss-web-frontend"), "id-telemetry"])).toEqual(
    expect.arrayContaining(["Access > Grant Access...", "Remove from This Resource..."]),
  );
});

test("a menu on many resources names its scope, and the pick that follows says how many and where", async () => {
  const { workbench } = session();
  const label = "All Resources in This Subscription";
  expect(await labelsOf(tree, ["Contoso Staging"])).toContain(`${label} > Assign User-Assigned Identities...`);
  await tree.chooseFromMenu(["Contoso Staging"], label, "Assign User-Assigned Identities...");
  await workbench.quickInput.waitFor({ placeholder: /^Identities for \d+ resources in Contoso Staging/ });
  await workbench.quickInput.cancel();
});

test("inline buttons assign to a resource and open it in the portal; those of an identity assign it to resources", async () => {
  const { workbench, emulator } = session();
  const row = await tree.row(machinePath("vm-web-bastion"));
  expect(row.inlineActions).toEqual(["Assign User-Assigned Identities...", "Open in Azure Portal"]);
  await tree.inlineAction(machinePath("vm-web-bastion"), "Assign User-Assigned Identities...");
  await workbench.quickInput.waitFor({ placeholder: /^Identities for vm-web-bastion/ });
  await workbench.quickInput.cancel();

  await view.tree.inlineAction(identityPath("id-web-api"), "Assign to Resources...");
  await workbench.quickInput.waitFor({ title: /Assign id-web-api to resources/ });
  await workbench.quickInput.tick("vm-web-bastion");
  await workbench.quickInput.accept();
  await apply(workbench);
  await verified(workbench, "vm-web-bastion");
  expect(storedIdentity(emulator, machines.plain).userAssigned).toEqual(ids(identities.webApi));
});

test("the Delete key removes what has the focus, wherever the selection is, with the review of the menu", async () => {
  const { workbench, emulator } = session();
  await tree.click(machinePath("vm-sql-01"));
  await tree.focusWithKeys([...machinePath("vm-web-bastion"), "id-web-api"]);
  await workbench.page.keyboard.press("Delete");
  await apply(workbench, "Remove");
  await verified(workbench, "vm-web-bastion");
  expect(storedIdentity(emulator, machines.plain).userAssigned).toEqual([]);
  expect(storedIdentity(emulator, machines.oneUser).userAssigned).toEqual(ids(identities.sqlBackup));
});
