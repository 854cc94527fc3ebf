import { expect, test } from "vitest";
import { scaleSets } from "../emulator/src/estate/contosoMachines";
import { identities } from "../emulator/src/estate/identitySeeds";
import { retiredExtension } from "../emulator/src/estate/machineSeeds";
import { isObject, valueAt, withValue } from "../emulator/src/json";
import type { TreePath } from "../host/driver/treeView";
import { useWorkbench } from "./harness/useWorkbench";
import { ids, storedIdentity, writes } from "./support/identities";
import { apply, chooseChange, openResources, REVIEW, scaleSetPath, verified } from "./support/resources";

const session = useWorkbench({ emulator: { operationMs: 300 } });

const UPGRADE = "Upgrade Instances to the Latest Model...";
const ENABLE_ON_ALL = "Enable System-Assigned on All Instances...";
const legacy = scaleSetPath("vmss-legacy-agents");
const instances = /^\/subscriptions\/[^/]+\/resourceGroups\/rg-legacy\/.*\/vmss-legacy-agents\/virtualMachines$/i;

/** Whether each instance of a set runs the latest model, as the emulator has it. */
function applied(): unknown[] {
  const { control } = session().emulator;
  return [0, 1, 2].map((index) =>
    valueAt(control.resource(`${scaleSets.legacyAgents}/virtualMachines/${index}`), "properties", "latestModelApplied"),
  );
}

test("instances are listed by one request, when they are opened, and show which are behind", async () => {
  const { workbench, emulator } = session();
  const tree = await openResources(workbench);
  await tree.expand(legacy);
  const asked = (): number => emulator.control.requests().filter(({ path }) => instances.test(path)).length;
  expect(asked()).toBe(0);
  await tree.expand([...legacy, "Instances"]);
  await tree.row([...legacy, "Instances", "vmss-legacy-agents_2"]);
  const rows = await tree.children([...legacy, "Instances"]);
  expect(rows.map(({ label, description }) => [label, description])).toEqual([
    ["vmss-legacy-agents_0", "latest model"],
    ["vmss-legacy-agents_1", "latest model"],
    ["vmss-legacy-agents_2", "behind the latest model"],
  ]);
  expect(rows[2]?.ariaLabel).toContain("vmss-legacy-agents_2, instance of vmss-legacy-agents, behind the latest model");
  expect((await tree.row([...legacy, "Instances"])).description).toBe("3, 1 behind the latest model");
  expect((await tree.row(legacy)).description).toContain("1 behind the latest model");
  expect(asked()).toBe(1);
});

test("a listing of instances that fails is a line that tries again", async () => {
  const { workbench, emulator } = session();
  const tree = await openResources(workbench);
  const path = scaleSetPath("vmss-web-api");
  const error = { code: "AuthorizationFailed", message: "no" };
  emulator.control.inject({ path: /vmss-web-api\/virtualMachines/, status: 403, body: { error } });
  await tree.expand(path);
  await tree.expand([...path, "Instances"]);
  const failed = [...path, "Instances", "Couldn't list the instances"];
  expect((await tree.row(failed)).description).toContain("have permission");
  await tree.click(failed);
  await tree.row([...path, "Instances", "vmss-web-api_0"]);
  await tree.gone(failed);
});

test("an upgrade is offered where an instance is behind, and nowhere else", async () => {
  const { workbench } = session();
  const tree = await openResources(workbench);
  const labels = async (path: TreePath): Promise<string[]> => {
    const menu = await tree.contextMenu(path);
    const items = (await menu.items()).map(({ label }) => label);
    await menu.dismiss();
    return items;
  };
  expect(await labels(legacy)).toContain(UPGRADE);
  expect(await labels([...legacy, "Instances", "vmss-legacy-agents_2"])).toContain(UPGRADE);
  expect(await labels(scaleSetPath("vmss-web-api"))).not.toContain(UPGRADE);
  expect(await labels(scaleSetPath("vmss-batch-workers"))).not.toContain(UPGRADE);
});

test("the instances that are picked are brought to the latest model, after a question", async () => {
  const { workbench, emulator } = session();
  const tree = await openResources(workbench);
  await tree.expand([...legacy, "Instances"]);
  emulator.control.clearRequests();
  await tree.chooseFromMenu(legacy, UPGRADE);
  await workbench.quickInput.waitFor({ placeholder: /Instances of vmss-legacy-agents/ });
  const items = (await workbench.quickInput.now())?.items ?? [];
  expect(items.map(({ label }) => label)).toEqual(["vmss-legacy-agents_2"]);
  await workbench.quickInput.accept();
  const dialog = await workbench.dialog.waitFor();
  expect(dialog.message).toBe("Upgrade vmss-legacy-agents_2 to the latest model of vmss-legacy-agents?");
  expect(dialog.detail).toContain("Identities don't need it");
  expect(writes(emulator)).toEqual([]);
  await workbench.dialog.press("Upgrade");
  await workbench.notifications.waitFor("All instances of vmss-legacy-agents run the latest model.");
  expect(applied()).toEqual([true, true, true]);
  const [upgrade] = emulator.control.requests().filter(({ path }) => path.endsWith("/manualupgrade"));
  expect(isObject(upgrade?.body) && upgrade.body["instanceIds"]).toEqual(["2"]);
  await tree.rowWhere([...legacy, "Instances"], "none behind", ({ description }) => description === "3");
});

test("a change of a Uniform set's identities sets no instance back and asks for no upgrade; all that are behind are upgraded at once", async () => {
  const { workbench, emulator } = session();
  const tree = await openResources(workbench);
  const below = [...legacy, "Instances"];
  await chooseChange(workbench, tree, legacy, "Assign User-Assigned Identities...", "id-telemetry");
  await apply(workbench);
  expect(await verified(workbench, "vmss-legacy-agents")).not.toMatch(/upgrade|latest model/i);
  await tree.chooseFromMenu(legacy, "Refresh");
  expect((await tree.children(below)).map(({ description }) => description)).toEqual(Array(3).fill("latest model"));
  expect(applied()).toEqual([true, true, true]);

  for (const index of [0, 2]) {
    const id = `${scaleSets.legacyAgents}/virtualMachines/${index}`;
    const instance = emulator.control.resource(id) ?? {};
    emulator.control.put(id, withValue(instance, ["properties", "latestModelApplied"], false));
  }
  await tree.chooseFromMenu(legacy, "Refresh");
  await tree.rowWhere(below, "two behind", ({ description }) => description.startsWith("3, 2 behind"));
  emulator.control.clearRequests();
  await tree.chooseFromMenu(legacy, UPGRADE);
  const { items } = await workbench.quickInput.waitFor({ placeholder: /Instances of vmss-legacy-agents/ });
  expect(items.map(({ label }) => label)).toEqual(["vmss-legacy-agents_0", "vmss-legacy-agents_2"]);
  await workbench.quickInput.accept();
  await workbench.dialog.waitFor(/latest model of vmss-legacy-agents\?$/);
  await workbench.dialog.press("Upgrade");
  await workbench.notifications.waitFor("All instances of vmss-legacy-agents run the latest model.");
  const [upgrade] = emulator.control.requests().filter(({ path }) => path.endsWith("/manualupgrade"));
  expect(isObject(upgrade?.body) && upgrade.body["instanceIds"]).toEqual(["0", "2"]);
  expect(applied()).toEqual([true, true, true]);
});

test("the identities of a Flexible instance stand beside those of its set, with what differs", async () => {
  const { workbench, emulator } = session();
  const tree = await openResources(workbench);
  const path = [...scaleSetPath("vmss-batch-workers"), "Instances"];
  emulator.control.clearRequests();
  await tree.expand(path);
  const rows = await tree.children(path);
  expect(rows.map(({ label, description }) => [label, description.startsWith("differs from its scale set")])).toEqual([
    ["vmss-batch-workers_0a1b2c3d", false],
    ["vmss-batch-workers_1b2c3d4e", true],
    ["vmss-batch-workers_2c3d4e5f", true],
    ["vmss-batch-workers_3d4e5f60", true],
  ]);
  const lacking = [...path, "vmss-batch-workers_1b2c3d4e"];
  await tree.expand(lacking);
  expect((await tree.row([...lacking, "id-telemetry"])).description).toBe("on the scale set, not on this instance");
  expect(await tree.tooltip(lacking)).toContain("On the scale set but not on this instance: id-telemetry");
  const listed = /vmss-batch-workers|\/virtualMachines$|\/virtualMachineScaleSets$/i;
  expect(emulator.control.requests().filter(({ path: asked }) => listed.test(asked))).toEqual([]);
});

test("several instances of a Flexible set are selected and changed at once", async () => {
  const { workbench, emulator } = session();
  const tree = await openResources(workbench);
  const instance = (end: string) => [...scaleSetPath("vmss-batch-workers"), "Instances", `vmss-batch-workers_${end}`];
  emulator.control.clearRequests();
  await tree.click(instance("1b2c3d4e"));
  await tree.click(instance("3d4e5f60"), "Control");
  await chooseChange(workbench, tree, instance("3d4e5f60"), "Assign User-Assigned Identities...", "id-telemetry");
  await workbench.quickInput.waitFor(REVIEW);
  await apply(workbench, "Assign");
  await workbench.notifications.waitFor(/^Assign id-telemetry: 2 changed/);
  const idOf = (end: string): string =>
    scaleSets.batchWorkers.replace(/virtualMachineScaleSets\/.*/, `virtualMachines/vmss-batch-workers_${end}`);
  expect(storedIdentity(emulator, idOf("1b2c3d4e")).userAssigned).toEqual(ids(identities.batch, identities.telemetry));
  expect(storedIdentity(emulator, idOf("3d4e5f60")).userAssigned).toEqual(ids(identities.telemetry));
  expect([...writes(emulator)].sort()).toEqual([
    "PATCH vmss-batch-workers_1b2c3d4e",
    "PATCH vmss-batch-workers_3d4e5f60",
  ]);
  // The one that now has what its set has no longer differs.
  await tree.rowWhere(instance("1b2c3d4e"), "no difference", ({ description }) => !description.includes("differs"));
});

test("system-assigned identities are enabled on all instances of a Flexible set as one batch", async () => {
  const { workbench, emulator } = session();
  const tree = await openResources(workbench);
  emulator.control.clearRequests();
  await tree.chooseFromMenu(scaleSetPath("vmss-batch-workers"), ENABLE_ON_ALL);
  await workbench.quickInput.waitFor(REVIEW);
  await workbench.quickInput.choose(/^\s*Apply/);
  const ids = ["0a1b2c3d", "1b2c3d4e", "2c3d4e5f", "3d4e5f60"].map((end) =>
    scaleSets.batchWorkers.replace(/virtualMachineScaleSets\/.*/, `virtualMachines/vmss-batch-workers_${end}`),
  );
  await expect
    .poll(() => ids.map((id) => storedIdentity(emulator, id).type), { timeout: 30_000 })
    .toEqual([
      "SystemAssigned, UserAssigned",
      "SystemAssigned, UserAssigned",
      "SystemAssigned, UserAssigned",
      "SystemAssigned, UserAssigned",
    ]);
  expect(writes(emulator).every((write) => write.startsWith("PATCH vmss-batch-workers_"))).toBe(true);
  expect(writes(emulator)).toHaveLength(3);
});

test("the retired extension is removed from the model of a Flexible set, and from each instance that carries it itself", async () => {
  const { workbench, emulator } = session();
  const { name, properties } = retiredExtension("Windows");
  const carrier = scaleSets.batchRender.replace(
    /virtualMachineScaleSets\/.*/,
    "virtualMachines/vmss-batch-render_7f8e9d0c",
  );
  const body = emulator.control.resource(scaleSets.batchRender) ?? {};
  emulator.control.put(
    scaleSets.batchRender,
    withValue(body, ["properties", "virtualMachineProfile", "extensionProfile"], {
      extensions: [{ name, properties }],
    }),
  );
  emulator.control.put(`${carrier}/extensions/${name}`, {
    id: `${carrier}/extensions/${name}`,
    name,
    type: "Microsoft.Compute/virtualMachines/extensions",
    location: "westeurope",
    properties: { ...properties, provisioningState: "Succeeded" },
  });
  const tree = await openResources(workbench);
  await workbench.palette.run("Managed Identities: Refresh");
  const path = scaleSetPath("vmss-batch-render");
  await tree.rowWhere(path, "the mark", ({ description }) => description.includes("retired extension"));
  emulator.control.clearRequests();
  await tree.chooseFromMenu(path, "Remove the Retired Extension...");
  const dialog = await workbench.dialog.waitFor();
  expect(dialog.detail).toContain("1 instance of the scale set has the extension itself");
  await workbench.dialog.press("Remove");
  await workbench.notifications.waitFor("vmss-batch-render no longer has the retired extension (verified).");
  expect(writes(emulator)).toEqual([`DELETE ${name}`, `DELETE ${name}`]);
  expect(JSON.stringify(emulator.control.resource(scaleSets.batchRender))).not.toContain(name);
  expect(emulator.control.resource(`${carrier}/extensions/${name}`)).toBeUndefined();
});
