import { expect, test } from "vitest";
import { machines, scaleSets } from "../emulator/estate/contosoMachines";
import { identities } from "../emulator/estate/identitySeeds";
import { useWorkbench } from "./harness/useWorkbench";
import { writes } from "./support/identities";
import { apply, chooseChange, machinePath, openResources, scaleSetPath, verified } from "./support/resources";

const session = useWorkbench({ emulator: { operationMs: 100 } });

test("a planned change is copied from its preview, which stays open, and nothing is written", async () => {
  const { workbench, emulator } = session();
  const tree = await openResources(workbench);
  emulator.control.clearRequests();
  await chooseChange(
    workbench,
    tree,
    scaleSetPath("vmss-web-frontend"),
    "Assign User-Assigned Identities...",
    "id-web-api",
  );
  await workbench.quickInput.waitFor({ title: /review/ });
  await workbench.quickInput.choose(/Copy as\.\.\.$/);
  await workbench.quickInput.waitFor({ title: "Copy as..." });
  const copied = await workbench.clipboard.after(() => workbench.quickInput.choose("Azure CLI (bash)"));
  expect(copied).toContain("az vmss identity assign");
  expect(copied.toLowerCase()).toContain(scaleSets.webFrontend.toLowerCase());
  expect(copied.toLowerCase()).toContain(identities.webApi.toLowerCase());
  await workbench.quickInput.waitFor({ title: "vmss-web-frontend: review the change" });
  await workbench.quickInput.cancel();
  expect(writes(emulator)).toEqual([]);
});

test("a change is shown in another language without being made, from the menu of a resource", async () => {
  const { workbench, emulator } = session();
  const tree = await openResources(workbench);
  emulator.control.clearRequests();
  await tree.chooseFromMenu(machinePath("vm-web-build"), "Show a Change as Command or Template...");
  await workbench.quickInput.waitFor({ placeholder: /Which change of vm-web-build/ });
  await workbench.quickInput.choose("Disable the system-assigned identity");
  await workbench.quickInput.waitFor({ title: "Show as..." });
  await workbench.quickInput.choose("REST with curl (bash)");
  const text = await workbench.editor.waitForText("the curl line", (shown) => shown.includes("curl"));
  expect(text).toContain("PATCH");
  expect((await workbench.editor.text()).toLowerCase()).toContain(machines.systemOnly.toLowerCase());
  expect(writes(emulator)).toEqual([]);
});

test("a change that was made is taken along from the list of changes", async () => {
  const { workbench } = session();
  const tree = await openResources(workbench);
  await chooseChange(workbench, tree, machinePath("vm-web-bastion"), "Enable System-Assigned Identity...");
  await apply(workbench);
  await verified(workbench, "vm-web-bastion");
  await workbench.palette.run("Managed Identities: Copy a Recorded Change as Command or Template...");
  await workbench.quickInput.waitFor({ placeholder: /Choose a change/ });
  await workbench.quickInput.accept();
  await workbench.quickInput.waitFor({ title: "Copy as..." });
  const copied = await workbench.clipboard.after(() => workbench.quickInput.choose("Azure CLI (bash)"));
  expect(copied).toContain("az vm identity assign");
  expect(copied.toLowerCase()).toContain(machines.plain.toLowerCase());
});
