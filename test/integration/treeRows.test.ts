import { beforeAll, expect, test } from "vitest";
import type { TreePath, TreeView } from "../host/driver/treeView";
import { machines } from "../emulator/src/estate/contosoMachines";
import { identities } from "../emulator/src/estate/identitySeeds";
import { useWorkbench } from "./harness/useWorkbench";
import { identityPath, openIdentities } from "./support/identityView";
import { machinePath, openResources, scaleSetPath } from "./support/resources";

const session = useWorkbench();
let tree: TreeView;
beforeAll(async () => {
  await openIdentities(session().workbench);
  tree = await openResources(session().workbench);
});

test("icons tell which identities a resource has", async () => {
  const iconOf = async (path: TreePath): Promise<string> => (await tree.row(path)).icon;
  expect(await iconOf(machinePath("vm-web-bastion"))).toBe("virtualMachine-none-light.svg");
  expect(await iconOf(machinePath("vm-web-build"))).toBe("virtualMachine-system-light.svg");
  expect(await iconOf(machinePath("vm-sql-01"))).toBe("virtualMachine-user-light.svg");
  expect(await iconOf(scaleSetPath("vmss-web-frontend"))).toBe("scaleSet-both-light.svg");
});

test("a row with a dead reference is decorated, and so is every row above it while it is closed", async () => {
  const machine = machinePath("vm-reports-01");
  await tree.rowWhere(machine, "marked", ({ description }) => description.includes("deleted"));
  await tree.waitForBadge(machine, "!");
  await tree.waitForBadge([...machine, "id-reports-old"], "!");
  expect(await tree.badge([...machine, "id-telemetry"])).toBe("");
  expect(await tree.badge(machinePath("vm-web-bastion"))).toBe("");
  await tree.collapse(["Contoso Production"]);
  const root = await tree.row(["Contoso Production"]);
  await tree.waitForBadge(["Contoso Production"], /^[1-9]\+?$/);
  expect(root.ariaLabel).toMatch(/resources? needs? attention/);
  const view = session().workbench.view("User-Assigned Identities");
  await view.tree.waitForBadge(identityPath("id-reports-old"), "!");
  await view.tree.waitForBadge(["Contoso Production"], "1");
});

test("an identity block that cannot be read is decorated", async () => {
  const { workbench, emulator } = session();
  const strange = {
    id: machines.plain,
    type: "Microsoft.Compute/virtualMachines",
    location: "westeurope",
    identity: { type: "DeviceAssigned" },
  };
  emulator.control.inject({ path: /virtualMachines\?/, status: 200, body: { value: [strange] }, times: 100 });
  await workbench.view("Resources").titleAction("Refresh");
  const path = machinePath("vm-web-bastion");
  await tree.rowWhere(path, "an unreadable identity", ({ description }) => description === "unreadable identity");
  await tree.waitForBadge(path, "!");
  expect((await tree.row(path)).icon).toBe("virtualMachine-unknown-light.svg");
  emulator.control.clearInjections();
  await workbench.view("Resources").titleAction("Refresh");
  await tree.row(machinePath("vm-sql-01"));
});

test("the tooltip names region and tenant, and its links copy and nothing else", async () => {
  const { workbench, emulator } = session();
  const path = machinePath("vm-sql-01");
  expect(await tree.tooltip(path)).toContain("westeurope");
  expect((await workbench.clipboard.after(() => tree.tooltipLink(path, "Copy Resource ID"))).toLowerCase()).toBe(
    machines.oneUser.toLowerCase(),
  );
  const properties = emulator.control.resource(identities.sqlBackup)?.["properties"] as { clientId: string };
  const identity = [...path, "id-sql-backup"];
  expect(await tree.tooltip(identity)).toContain(properties.clientId);
  expect(await workbench.clipboard.after(() => tree.tooltipLink(identity, "Copy"))).toBe(properties.clientId);
  expect(await tree.tooltip(["Contoso Production"])).toMatch(/Tenant Contoso/);
  expect((await tree.row(["Fabrikam Production"])).description).toBe("Fabrikam");
});
