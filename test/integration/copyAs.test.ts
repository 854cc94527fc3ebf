import { expect, test } from "vitest";
import { machines, scaleSets } from "../emulator/src/estate/contosoMachines";
import { identities } from "../emulator/src/estate/identitySeeds";
import { useWorkbench } from "./harness/useWorkbench";
import { writes } from "./support/identities";
import { apply, chooseChange, machinePath, openResources, REVIEW, scaleSetPath, verified } from "./support/resources";

const session = useWorkbench({
  emulator: { operationMs: 100 },
  userSettings: { "managedIdentities.preferredLanguage": "bicep" },
});

const LANGUAGE = { placeholder: /^Select a language/ };

test("a planned change is copied from its preview, the preferred language first; the preview stays open, nothing is written", async () => {
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
  await workbench.quickInput.waitFor(REVIEW);
  await workbench.quickInput.pressButton("Copy as...");
  const { items } = await workbench.quickInput.waitFor({ title: "Copy as..." });
  expect(items.map(({ label, description }) => `${label} ${description}`.trim()).slice(0, 2)).toEqual([
    "Bicep preferred",
    "Azure CLI (bash)",
  ]);
  await workbench.quickInput.back();
  await workbench.quickInput.waitFor(REVIEW);
  await workbench.quickInput.pressButton("Copy as...");
  await workbench.quickInput.waitFor({ title: "Copy as..." });
  const copied = await workbench.clipboard.after(() => workbench.quickInput.choose("Azure CLI (bash)"));
  expect(copied).toContain("az vmss identity assign");
  expect(copied.toLowerCase()).toContain(scaleSets.webFrontend.toLowerCase());
  expect(copied.toLowerCase()).toContain(identities.webApi.toLowerCase());
  await workbench.quickInput.waitFor(REVIEW);
  await workbench.quickInput.pressButton("Copy as...");
  await workbench.quickInput.waitFor({ title: "Copy as..." });
  const policy = await workbench.clipboard.after(() => workbench.quickInput.choose("Azure Policy (Bicep)"));
  expect(policy).toContain("\ntargetScope = 'subscription'\n");
  expect(policy.toLowerCase()).toContain(identities.webApi.toLowerCase());
  await workbench.quickInput.waitFor(REVIEW);
  await workbench.quickInput.cancel();
  expect(writes(emulator)).toEqual([]);
});

test("a change is shown in another language without being made, from the menu of a resource", async () => {
  const { workbench, emulator } = session();
  const tree = await openResources(workbench);
  emulator.control.clearRequests();
  await tree.chooseFromMenu(machinePath("vm-web-build"), "Show a Change as Command or Template...");
  await workbench.quickInput.waitFor({ placeholder: /Which change to vm-web-build/ });
  await workbench.quickInput.choose("Disable the system-assigned identity");
  await workbench.quickInput.waitFor(LANGUAGE);
  await workbench.quickInput.back();
  await workbench.quickInput.waitFor({ placeholder: /Which change to vm-web-build/ });
  await workbench.quickInput.choose("Disable the system-assigned identity");
  await workbench.quickInput.waitFor(LANGUAGE);
  const languages = (await workbench.quickInput.allItems()).map(({ label }) => label);
  expect(languages.filter((label) => label.startsWith("Azure Policy"))).toEqual([]);
  await workbench.quickInput.choose("REST with curl (bash)");
  const text = await workbench.editor.waitForText("the curl line", (shown) => shown.includes("curl"));
  expect(text).toContain("PATCH");
  await workbench.statusBar.waitFor("Shell Script");
  const shown = (await workbench.editor.tabs()).find(({ active }) => active);
  expect(shown?.name).toContain("vm-web-build");
  expect(shown?.dirty).toBe(false);
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
  await workbench.quickInput.waitFor({ placeholder: /Select a change/ });
  await workbench.quickInput.accept();
  await workbench.quickInput.waitFor(LANGUAGE);
  await workbench.quickInput.back();
  await workbench.quickInput.waitFor({ placeholder: /Select a change/ });
  await workbench.quickInput.accept();
  await workbench.quickInput.waitFor(LANGUAGE);
  const copied = await workbench.clipboard.after(() => workbench.quickInput.choose("Azure CLI (bash)"));
  expect(copied).toContain("az vm identity assign");
  expect(copied.toLowerCase()).toContain(machines.plain.toLowerCase());
});

test("a batch is taken along from the message that tells its result, as one loop", async () => {
  const { workbench } = session();
  const tree = await openResources(workbench);
  await tree.click(machinePath("vm-web-build"));
  await tree.click(machinePath("vm-web-bastion"), "Control");
  await tree.chooseFromMenu(machinePath("vm-web-bastion"), "Assign User-Assigned Identities...");
  await workbench.quickInput.waitFor({ placeholder: /^Identities for 2 resources/ });
  await workbench.quickInput.tick("id-web-api");
  await workbench.quickInput.accept();
  await apply(workbench);
  await workbench.notifications.waitFor(/2 changed/);
  await workbench.notifications.press(/2 changed/, "Copy as...");
  await workbench.quickInput.waitFor(LANGUAGE);
  const copied = await workbench.clipboard.after(() => workbench.quickInput.choose("Azure CLI (bash)"));
  expect(copied.match(/az vm identity assign --ids "\$id"/g)).toHaveLength(1);
  expect(copied.toLowerCase()).toContain(machines.plain.toLowerCase());
  expect(copied.toLowerCase()).toContain(machines.systemOnly.toLowerCase());
});
