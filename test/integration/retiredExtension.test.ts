import { expect, test } from "vitest";
import { machines, scaleSets } from "../emulator/src/estate/contosoMachines";
import { valueAt } from "../emulator/src/json";
import { useWorkbench } from "./harness/useWorkbench";
import { writes } from "./support/identities";
import { machinePath, openResources, scaleSetPath } from "./support/resources";

const session = useWorkbench({ emulator: { operationMs: 300 } });

const REMOVE = "Remove the Retired Extension...";
const legacySet = scaleSetPath("vmss-legacy-agents");
const plain = machines.plain.split("/").at(-1) ?? "";
const legacyMachine = machinePath(machines.legacy.split("/").at(-1) ?? "");

test("a scale set that carries it is marked from the listing alone, with what takes its place", async () => {
  const { workbench } = session();
  const tree = await openResources(workbench);
  const row = await tree.row(legacySet);
  expect(row.description).toContain("retired extension");
  expect(row.ariaLabel).toContain("retired extension");
  expect(await tree.tooltip(legacySet)).toContain("Azure Instance Metadata Service replaces it");
  await tree.expand(legacySet);
  expect((await tree.row([...legacySet, "Retired extension"])).ariaLabel).toContain("Warning");
});

test("a machine that carries it is marked by itself: one query a tenant, and one look at the candidate", async () => {
  const { workbench, emulator } = session();
  const tree = await openResources(workbench);
  const row = await tree.rowWhere(legacyMachine, "the mark of the retired extension", ({ description }) =>
    description.includes("retired extension"),
  );
  expect(row.ariaLabel).toContain("retired extension");
  const requests = emulator.control.requests();
  const paths = requests.map(({ path }) => path);
  const asked = requests.filter(({ body }) => /managedidentityextension/i.test(JSON.stringify(body ?? "")));
  expect(asked.length).toBeGreaterThan(0);
  expect(asked.length).toBeLessThanOrEqual(2);
  expect(paths.filter((path) => path.includes("/extensions"))).toEqual([`${machines.legacy}/extensions`]);
});

test("machines that carry it are looked for on demand, also where no query tells of them", async () => {
  const { workbench, emulator } = session();
  const tree = await openResources(workbench);
  // Whoever lists the machines before this knows nothing of it, and it goes by another name.
  emulator.control.put(`${machines.plain}/extensions/msi`, {
    name: "msi",
    type: "Microsoft.Compute/virtualMachines/extensions",
    location: "westeurope",
    properties: { publisher: "microsoft.managedidentity", type: "ManagedIdentityExtensionForWindows" },
  });
  await workbench.palette.run("Managed Identities: Find Machines with the Retired Extension...");
  await workbench.quickInput.waitFor({
    placeholder: /^3 scale sets and virtual machines have the retired extension\. Select where to remove it\./,
  });
  const items = (await workbench.quickInput.now())?.items ?? [];
  expect(items.map(({ label }) => label)).toEqual(expect.arrayContaining(["vmss-legacy-agents", legacyMachine.at(-1)]));
  emulator.control.clearRequests();
  await workbench.quickInput.cancel();
  await tree.rowWhere(machinePath(plain), "the mark of the retired extension", ({ description }) =>
    description.includes("retired extension"),
  );
  expect(writes(emulator)).toEqual([]);
});

test("nothing is removed where the user says no to the warning", async () => {
  const { workbench, emulator } = session();
  const tree = await openResources(workbench);
  await tree.chooseFromMenu(legacyMachine, REMOVE);
  const dialog = await workbench.dialog.waitFor();
  expect(dialog.detail).toContain("http://localhost:50342 ");
  expect(dialog.detail).toContain("http://169.254.169.254/metadata/identity/oauth2/token");
  await workbench.dialog.cancel();
  expect(writes(emulator)).toEqual([]);
});

test("it is removed from all that are selected; one that fails stops no other, and is named", async () => {
  const { workbench, emulator } = session();
  const tree = await openResources(workbench);
  await tree.click(machinePath(plain));
  await tree.click(legacyMachine, "Control");
  emulator.control.clearRequests();
  emulator.control.inject({
    method: "DELETE",
    path: /ManagedIdentityExtensionForLinux/,
    status: 403,
    body: { error: { code: "AuthorizationFailed", message: "Not allowed." } },
  });
  await tree.chooseFromMenu(legacyMachine, REMOVE);
  const dialog = await workbench.dialog.waitFor();
  expect(dialog.message).toContain(plain);
  await workbench.dialog.press("Remove");
  const { message } = await workbench.notifications.waitFor(/the retired extension \(verified\)/);
  expect(message).toContain(`${plain} no longer has the retired extension (verified).`);
  expect(message).toContain(`Couldn't remove the retired extension from ${String(legacyMachine.at(-1))}: `);
  expect(emulator.control.resource(`${machines.plain}/extensions/msi`)).toBeUndefined();
  expect(emulator.control.resource(`${machines.legacy}/extensions/ManagedIdentityExtensionForLinux`)).toBeDefined();
  await workbench.screenshot("out/pictures/retired-several.png");
  await workbench.notifications.dismiss(/the retired extension \(verified\)/);
  emulator.control.clearInjections();
});

test("it is removed from a machine", async () => {
  const { workbench, emulator } = session();
  const tree = await openResources(workbench);
  emulator.control.clearRequests();
  await tree.expand(legacyMachine);
  await tree.chooseFromMenu([...legacyMachine, "Retired extension"], REMOVE);
  await workbench.dialog.waitFor();
  await workbench.dialog.press("Remove");
  await workbench.notifications.waitFor(/no longer has the retired extension \(verified\)\.$/);
  expect(writes(emulator)).toEqual(["DELETE ManagedIdentityExtensionForLinux"]);
  expect(emulator.control.resource(`${machines.legacy}/extensions/ManagedIdentityExtensionForLinux`)).toBeUndefined();
  await tree.gone([...legacyMachine, "Retired extension"]);
});

test("it is removed from a scale set's model and from the instances that run by it", async () => {
  const { workbench, emulator } = session();
  const tree = await openResources(workbench);
  emulator.control.clearRequests();
  await tree.chooseFromMenu(legacySet, REMOVE);
  const dialog = await workbench.dialog.waitFor();
  expect(dialog.detail).toContain("1 instance is already behind the latest model");
  await workbench.dialog.press("Remove and Upgrade Instances");
  await workbench.notifications.waitFor("vmss-legacy-agents no longer has the retired extension (verified).");
  expect(writes(emulator).map((write) => write.split("?")[0])).toEqual([
    "DELETE ManagedIdentityExtensionForWindows",
    "POST manualupgrade",
  ]);
  expect(JSON.stringify(emulator.control.resource(scaleSets.legacyAgents))).not.toContain("ManagedIdentityExtension");
  const instances = [0, 1, 2].map((index) =>
    emulator.control.resource(`${scaleSets.legacyAgents}/virtualMachines/${index}`),
  );
  expect(instances.map((one) => valueAt(one, "properties", "latestModelApplied"))).toEqual([true, true, true]);
  expect(instances.map((one) => valueAt(one, "resources"))).toEqual([undefined, undefined, undefined]);
  expect((await tree.row(legacySet)).description).not.toContain("retired");
});
