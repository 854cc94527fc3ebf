import { expect, test } from "vitest";
import { machines, scaleSets } from "../emulator/src/estate/contosoMachines";
import { identities } from "../emulator/src/estate/identitySeeds";
import { useWorkbench } from "./harness/useWorkbench";
import { lines } from "./support/access";
import { ids, storedIdentity, writes } from "./support/identities";
import { apply, machinePath, openResources, REVIEW, scaleSetPath, verified } from "./support/resources";

const session = useWorkbench({ emulator: { operationMs: 300 } });

const ASSIGN = "Assign User-Assigned Identities...";

test("as long as there is no change, the palette hides the commands on changes", async () => {
  const { workbench } = session();
  await openResources(workbench);
  await workbench.screen.untilTrue("no command on changes in the palette", async () => {
    const found = await workbench.palette.find("Managed Identities: ");
    return found.length > 0 && !found.some((title) => /Undo|Retry|Recorded/.test(title));
  });
});

test("Enter with nothing ticked takes the focused row", async () => {
  const { workbench, emulator } = session();
  const { quickInput } = workbench;
  const tree = await openResources(workbench);
  await tree.chooseFromMenu(machinePath("vm-web-bastion"), ASSIGN);
  await quickInput.waitFor({ placeholder: /^Identities for vm-web-bastion \(Space to select/ });
  await quickInput.type("id-telemetry");
  await quickInput.item("id-telemetry");
  await quickInput.accept();
  await quickInput.waitFor({ title: "Assign id-telemetry to vm-web-bastion" });
  await apply(workbench);
  await verified(workbench, "vm-web-bastion");
  expect(storedIdentity(emulator, machines.plain).userAssigned).toEqual(ids(identities.telemetry));
});

test("what is assigned already is shown as such and cannot be ticked; Enter on it says so and closes nothing", async () => {
  const { workbench, emulator } = session();
  const { quickInput } = workbench;
  const tree = await openResources(workbench);
  emulator.control.clearRequests();
  await tree.chooseFromMenu(scaleSetPath("vmss-web-frontend"), ASSIGN);
  await quickInput.waitFor({ placeholder: /^Identities for vmss-web-frontend/ });
  await quickInput.type("id-telemetry");
  const row = await quickInput.item(/id-telemetry$/);
  expect(row.description).toContain("already assigned");
  await quickInput.choose(/id-telemetry$/);
  await workbench.screen.untilTrue(
    "the row without its tick again",
    async () => (await quickInput.now())?.items.every(({ ticked }) => ticked === false) === true,
  );
  await quickInput.accept();
  await quickInput.waitFor({ placeholder: "id-telemetry can't be selected. Select another row." });
  await workbench.screenshot("out/pictures/already-assigned.png");
  await quickInput.cancel();
  expect(writes(emulator)).toEqual([]);
});

test("from the review Back leads to the pick before it, with everything still to be chosen", async () => {
  const { workbench, emulator } = session();
  const { quickInput } = workbench;
  const tree = await openResources(workbench);
  emulator.control.clearRequests();
  await tree.chooseFromMenu(machinePath("vm-web-build"), ASSIGN);
  await quickInput.waitFor({ placeholder: /^Identities for vm-web-build/ });
  await quickInput.tick("id-telemetry");
  await quickInput.accept();
  await quickInput.waitFor({ title: "Assign id-telemetry to vm-web-build" });
  await quickInput.back();
  await quickInput.waitFor({ placeholder: /^Identities for vm-web-build/ });
  await quickInput.tick("id-batch-worker");
  await quickInput.accept();
  await quickInput.waitFor({ title: "Assign id-batch-worker to vm-web-build" });
  await quickInput.cancel();
  expect(writes(emulator)).toEqual([]);
});

test("Back leads from a flow to the pick before it: what to do with all resources, and which change to undo", async () => {
  const { workbench, emulator } = session();
  const { quickInput } = workbench;
  await openResources(workbench);
  emulator.control.clearRequests();
  const WHAT = { placeholder: /^What do you want to do with / };
  await workbench.palette.run("Managed Identities: Change Identities of All Shown Resources...");
  await quickInput.waitFor(WHAT);
  await quickInput.choose("Remove user-assigned identities");
  await quickInput.waitFor({ placeholder: /^Identities to remove from / });
  await quickInput.back();
  await quickInput.waitFor(WHAT);
  await quickInput.cancel();

  const WHICH = { placeholder: "Select the change to undo" };
  await workbench.palette.run("Managed Identities: Undo Change");
  await quickInput.waitFor(WHICH);
  await quickInput.accept();
  await quickInput.waitFor({ title: "Remove id-telemetry from vm-web-bastion" });
  await quickInput.back();
  await quickInput.waitFor(WHICH);
  await quickInput.cancel();
  expect(writes(emulator)).toEqual([]);
});

test("a review lists what stays once, and has its other uses as buttons", async () => {
  const { workbench } = session();
  const { quickInput } = workbench;
  const tree = await openResources(workbench);
  await tree.chooseFromMenu(scaleSetPath("vmss-web-frontend"), ASSIGN);
  await quickInput.waitFor({ placeholder: /^Identities / });
  await quickInput.tick("id-batch-worker");
  await quickInput.accept();
  const { buttons } = await quickInput.waitFor(REVIEW);
  expect(buttons).toEqual(expect.arrayContaining(["Show the Exact Request", "Copy as...", "Show as..."]));
  const shown = await lines(workbench);
  expect(shown.filter((line) => line.startsWith("id-telemetry"))).toHaveLength(1);
  const headings = (await quickInput.allItems()).map(({ separator }) => separator).filter((name) => name !== "");
  expect(headings).toEqual(["Added", "Unchanged"]);
  await workbench.screenshot("out/pictures/review.png");
  await quickInput.cancel();
});

test("a Flexible scale set offers what can be done in place of a system-assigned identity", async () => {
  const { workbench, emulator } = session();
  const { quickInput } = workbench;
  const tree = await openResources(workbench);
  await tree.chooseFromMenu(scaleSetPath("vmss-batch-render"), "Enable System-Assigned Identity...");
  await quickInput.waitFor({ title: "Enable the system-assigned identity of vmss-batch-render" });
  await quickInput.item(/Enable System-Assigned Identity on All Instances/);
  expect((await quickInput.now())?.items.find(({ focused }) => focused)?.label.trim()).toBe(
    "Assign User-Assigned Identities...",
  );
  await workbench.screenshot("out/pictures/flexible.png");
  await quickInput.choose(/Assign User-Assigned Identities/);
  await quickInput.waitFor({ placeholder: /^Identities for vmss-batch-render/ });
  await quickInput.tick("id-batch-worker");
  await quickInput.accept();
  await apply(workbench);
  await verified(workbench, "vmss-batch-render");
  expect(storedIdentity(emulator, scaleSets.batchRender).userAssigned).toEqual(ids(identities.batch));
});

test("from the palette what is selected in the tree is ticked, and several can be", async () => {
  const { workbench, emulator } = session();
  const { quickInput } = workbench;
  const tree = await openResources(workbench);
  await tree.click(machinePath("vm-sql-02"));
  await tree.click(machinePath("vm-sql-03"), "Control");
  emulator.control.clearRequests();
  await workbench.palette.run(`Managed Identities: ${ASSIGN}`);
  const { items } = await quickInput.waitFor({ placeholder: /^Select scale sets and virtual machines/ });
  expect(items.filter(({ ticked }) => ticked).map(({ label }) => label)).toEqual(["vm-sql-02", "vm-sql-03"]);
  await quickInput.accept();
  await quickInput.waitFor({ placeholder: /^Identities for 2 resources/ });
  await quickInput.tick("id-unused");
  await quickInput.accept();
  await quickInput.waitFor({ title: "Assign id-unused to 2 resources in Contoso Production" });
  await quickInput.back();
  await quickInput.waitFor({ placeholder: /^Identities for 2 resources/ });
  await quickInput.back();
  await quickInput.waitFor({ placeholder: /^Select scale sets and virtual machines/ });
  await quickInput.cancel();
  expect(writes(emulator)).toEqual([]);
});

test("the palette hides what cannot work: commands on templates where none is open", async () => {
  const { workbench } = session();
  await workbench.editor.open("README.md");
  const found = await workbench.palette.find("Managed Identities: ");
  expect(found.some((title) => title.includes("in This Template"))).toBe(false);
  expect(found).toContain("Managed Identities: Undo Last Identity Change");
});
