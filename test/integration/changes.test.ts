import { describe, expect, test } from "vitest";
import { machines, scaleSets } from "../emulator/src/estate/contosoMachines";
import { identities } from "../emulator/src/estate/identitySeeds";
import { useWorkbench } from "./harness/useWorkbench";
import { lines } from "./support/access";
import { ids, storedIdentity, writes } from "./support/identities";
import {
  APPLY,
  apply,
  chooseChange,
  machinePath,
  openResources,
  REVIEW,
  scaleSetPath,
  showExactRequest,
  verified,
} from "./support/resources";

const session = useWorkbench({ emulator: { operationMs: 300 } });

const ENABLE = "Enable System-Assigned Identity...";
const DISABLE = "Disable System-Assigned Identity...";
const ASSIGN = "Assign User-Assigned Identities...";
const REMOVE = "Remove User-Assigned Identities...";
const REMOVE_ALL_USER = "Remove All User-Assigned Identities...";

test("right-click a scale set with both kinds: assign a third, remove one, disable the system-assigned", async () => {
  const { workbench, emulator } = session();
  const tree = await openResources(workbench);
  const path = scaleSetPath("vmss-web-frontend");
  const set = scaleSets.webFrontend;
  expect(storedIdentity(emulator, set)).toEqual({
    type: "SystemAssigned, UserAssigned",
    userAssigned: ids(identities.webFrontend, identities.telemetry),
  });
  emulator.control.clearRequests();

  await chooseChange(workbench, tree, path, ASSIGN, "id-batch-worker");
  await workbench.quickInput.waitFor(REVIEW);
  const shown = (await workbench.quickInput.now())?.items.map(({ label, description }) => `${label} ${description}`);
  expect(shown?.filter((line) => line.includes("new"))).toHaveLength(1);
  await apply(workbench);
  expect(await verified(workbench, "vmss-web-frontend")).toContain(
    "a system-assigned identity and 3 user-assigned identities",
  );
  expect(storedIdentity(emulator, set).userAssigned).toEqual(
    ids(identities.webFrontend, identities.telemetry, identities.batch),
  );
  await tree.row([...path, "id-batch-worker"]);

  await chooseChange(workbench, tree, path, REMOVE, "id-telemetry");
  await apply(workbench, "Remove");
  await verified(workbench, "vmss-web-frontend");
  await tree.gone([...path, "id-telemetry"]);

  await tree.chooseFromMenu(path, DISABLE);
  await workbench.quickInput.waitFor(REVIEW);
  await workbench.quickInput.choose(APPLY);
  const dialog = await workbench.dialog.waitFor();
  expect(dialog.message).toBe("vmss-web-frontend will lose its system-assigned identity. This can't be undone.");
  expect(dialog.detail).toContain("A new identity would have none of its access");
  await workbench.dialog.press("Disable");
  await verified(workbench, "vmss-web-frontend");

  expect(storedIdentity(emulator, set)).toEqual({
    type: "UserAssigned",
    userAssigned: ids(identities.webFrontend, identities.batch),
  });
  expect(writes(emulator)).toEqual(Array(3).fill("PATCH vmss-web-frontend"));
  const row = await tree.row(path);
  expect(row.description).toBe("2 user-assigned");
  expect(row.ariaLabel).toContain("Uniform scale set");
});

describe("the five operations", () => {
  test("work on a virtual machine", async () => {
    const { workbench, emulator } = session();
    const tree = await openResources(workbench);
    const path = machinePath("vm-web-bastion");
    const id = machines.plain;
    await chooseChange(workbench, tree, path, ENABLE);
    await apply(workbench);
    await verified(workbench, "vm-web-bastion");
    expect(storedIdentity(emulator, id)).toEqual({ type: "SystemAssigned", userAssigned: [] });

    await chooseChange(workbench, tree, path, ASSIGN, "id-web-api", "id-telemetry");
    await apply(workbench);
    await verified(workbench, "vm-web-bastion");
    expect(storedIdentity(emulator, id).userAssigned).toEqual(ids(identities.webApi, identities.telemetry));

    await tree.chooseFromMenu([...path, "id-web-api"], "Remove from This Resource...");
    await apply(workbench, "Remove");
    await verified(workbench, "vm-web-bastion");
    expect(storedIdentity(emulator, id).userAssigned).toEqual(ids(identities.telemetry));

    await tree.chooseFromMenu([...path, "System-assigned"], DISABLE);
    await apply(workbench, "Disable");
    await verified(workbench, "vm-web-bastion");
    expect(storedIdentity(emulator, id).type).toBe("UserAssigned");

    await tree.chooseFromMenu(path, "Remove All Identities...");
    await apply(workbench, "Remove");
    await verified(workbench, "vm-web-bastion");
    expect(storedIdentity(emulator, id)).toEqual({ type: "None", userAssigned: [] });
  });

  test("work on a Uniform scale set", async () => {
    const { workbench, emulator } = session();
    const tree = await openResources(workbench);
    const path = scaleSetPath("vmss-web-canary");
    const id = scaleSets.webCanary;
    await chooseChange(workbench, tree, path, ASSIGN, "id-web-api", "id-telemetry");
    await apply(workbench);
    await verified(workbench, "vmss-web-canary");
    await chooseChange(workbench, tree, path, ENABLE);
    await apply(workbench);
    await verified(workbench, "vmss-web-canary");
    await chooseChange(workbench, tree, path, REMOVE, "id-telemetry");
    await apply(workbench, "Remove");
    await verified(workbench, "vmss-web-canary");
    expect(storedIdentity(emulator, id)).toEqual({
      type: "SystemAssigned, UserAssigned",
      userAssigned: ids(identities.webApi),
    });
    await chooseChange(workbench, tree, path, REMOVE_ALL_USER);
    await apply(workbench, "Remove");
    await verified(workbench, "vmss-web-canary");
    expect(storedIdentity(emulator, id)).toEqual({ type: "SystemAssigned", userAssigned: [] });
    await chooseChange(workbench, tree, path, DISABLE);
    await apply(workbench, "Disable");
    await verified(workbench, "vmss-web-canary");
    expect(storedIdentity(emulator, id)).toEqual({ type: "None", userAssigned: [] });
  });

  test("work on a Flexible scale set, which explains why it takes no system-assigned identity", async () => {
    const { workbench, emulator } = session();
    const tree = await openResources(workbench);
    const path = scaleSetPath("vmss-batch-render");
    const id = scaleSets.batchRender;
    emulator.control.clearRequests();
    await chooseChange(workbench, tree, path, ENABLE);
    await workbench.quickInput.waitFor({
      title: "Enable the system-assigned identity of vmss-batch-render",
      placeholder: /^This change can't be made/,
    });
    const labels = (await workbench.quickInput.now())?.items.map(({ label }) => label.trim());
    expect(labels).toContain("A Flexible scale set supports only user-assigned identities");
    expect(labels).not.toContain("Apply");
    await workbench.quickInput.cancel();
    expect(writes(emulator)).toEqual([]);

    await chooseChange(workbench, tree, path, ASSIGN, "id-batch-worker", "id-telemetry");
    await apply(workbench);
    await verified(workbench, "vmss-batch-render");
    await chooseChange(workbench, tree, path, REMOVE, "id-telemetry");
    await apply(workbench, "Remove");
    await verified(workbench, "vmss-batch-render");
    expect(storedIdentity(emulator, id)).toEqual({ type: "UserAssigned", userAssigned: ids(identities.batch) });
    await chooseChange(workbench, tree, path, REMOVE_ALL_USER);
    await apply(workbench, "Remove");
    await verified(workbench, "vmss-batch-render");
    expect(storedIdentity(emulator, id)).toEqual({ type: "None", userAssigned: [] });
  });
});

test("nothing is written where the user closes the preview or says no to the loss", async () => {
  const { workbench, emulator } = session();
  const tree = await openResources(workbench);
  emulator.control.clearRequests();
  await tree.chooseFromMenu(machinePath("vm-web-build"), DISABLE);
  await workbench.quickInput.waitFor(REVIEW);
  await workbench.quickInput.cancel();
  await tree.chooseFromMenu(machinePath("vm-web-build"), DISABLE);
  await workbench.quickInput.waitFor(REVIEW);
  await workbench.quickInput.choose(APPLY);
  await workbench.dialog.waitFor();
  await workbench.dialog.cancel();
  expect(writes(emulator)).toEqual([]);
  expect(storedIdentity(emulator, machines.systemOnly).type).toBe("SystemAssigned");
});

test("a slow change can be left alone: Azure continues with it, and the list of changes says what is known", async () => {
  const { workbench, emulator } = session();
  const tree = await openResources(workbench);
  emulator.control.clearRequests();
  // It ends when the test says so.
  emulator.control.setOperationDuration(3_600_000);
  await chooseChange(workbench, tree, machinePath("vm-web-build"), ASSIGN, "id-telemetry");
  await apply(workbench);
  await workbench.notifications.waitFor(/^vm-web-build: assign id-telemetry/);
  const accepted = (): boolean => emulator.control.requests().some(({ path }) => path.includes("/operations/"));
  await workbench.screen.untilTrue("the change under way", () => Promise.resolve(accepted()));
  await workbench.notifications.press(/^vm-web-build: assign id-telemetry/, "Cancel");
  const stopped = await workbench.notifications.waitFor(/^You stopped waiting\./);
  expect(stopped.message).toContain("already sent. The change might have been made.");
  emulator.control.setOperationDuration(300);
  emulator.control.finishOperations();
  expect(writes(emulator)).toEqual(["PATCH vm-web-build"]);
  expect(storedIdentity(emulator, machines.systemOnly).userAssigned).toEqual(ids(identities.telemetry));
  await workbench.notifications.press(/^You stopped waiting\./, "Refresh");
  await tree.row([...machinePath("vm-web-build"), "id-telemetry"]);
  const [entry] = await workbench.view("Changes").tree.children();
  expect(entry?.label).toBe("vm-web-build");
  expect(entry?.description).toMatch(/^Assign id-telemetry, /);

  await workbench.view("Changes").tree.chooseFromMenu(["vm-web-build"], "Undo Change");
  await apply(workbench, "Remove");
  await verified(workbench, "vm-web-build");
  expect(storedIdentity(emulator, machines.systemOnly).userAssigned).toEqual([]);
});

test("the exact request can be read before it is sent, and is what is sent", async () => {
  const { workbench, emulator } = session();
  const tree = await openResources(workbench);
  await chooseChange(workbench, tree, machinePath("vm-sql-03"), ASSIGN, "id-sql-backup");
  await workbench.quickInput.waitFor(REVIEW);
  await showExactRequest(workbench, /vm-sql-03/);
  const text = await workbench.editor.text();
  emulator.control.clearRequests();
  await apply(workbench);
  await verified(workbench, "vm-sql-03");
  const patch = emulator.control.requests().find(({ method }) => method === "PATCH");
  expect(text.toLowerCase()).toContain(`patch ${emulator.url}${patch?.path ?? ""}?api-version=`.toLowerCase());
  expect(JSON.parse(text.slice(text.indexOf("\n{")))).toEqual(patch?.body);
});

test("a new identity is created on the way and assigned", async () => {
  const { workbench, emulator } = session();
  const { quickInput } = workbench;
  const tree = await openResources(workbench);
  await tree.chooseFromMenu(machinePath("vm-web-build"), ASSIGN);
  await quickInput.waitFor({ placeholder: /^Identities / });
  await quickInput.pressButton("Create User-Assigned Identity...");
  await quickInput.waitFor({ placeholder: /Resource group/i });
  await quickInput.choose("rg-web-prod");
  await quickInput.waitFor({ message: /Name of the new/ });
  await quickInput.type("id");
  await quickInput.waitFor({ message: /at least 3 characters/ });
  await quickInput.type("id-made-on-the-way");
  await quickInput.accept();
  await quickInput.waitFor({ placeholder: /Region/ });
  await quickInput.accept();
  await quickInput.waitFor({ title: "Create id-made-on-the-way in rg-web-prod" });
  await quickInput.choose(/^\W*Create$/);
  await apply(workbench);
  await verified(workbench, "vm-web-build");
  expect(storedIdentity(emulator, machines.systemOnly).userAssigned.map((id) => id.split("/").at(-1))).toEqual([
    "id-made-on-the-way",
  ]);
});

describe("who else cares is said before", () => {
  const MONITORED = ["Contoso Staging", "Virtual machines", "vm-app-monitor"];

  test("AKS, which manages its nodes", async () => {
    const { workbench, emulator } = session();
    const tree = await openResources(workbench);
    emulator.control.clearRequests();
    const nodes = ["Contoso Staging", "Scale sets", "aks-default-31415926-vmss"];
    await chooseChange(workbench, tree, nodes, REMOVE_ALL_USER);
    await workbench.quickInput.waitFor(REVIEW);
    expect(await lines(workbench)).toContain(
      "Azure Kubernetes Service manages this resource | It can undo the change. Change the cluster or node pool instead.",
    );
    await workbench.screenshot("out/pictures/managed-by-aks.png");
    await workbench.quickInput.cancel();
    expect(writes(emulator)).toEqual([]);
  });

  test("disk encryption and the extension that use an identity, and the policy that assigns another again", async () => {
    const { workbench } = session();
    const tree = await openResources(workbench);
    await chooseChange(workbench, tree, MONITORED, REMOVE_ALL_USER);
    await workbench.quickInput.waitFor(REVIEW);
    await workbench.quickInput.item(/The policy Identity of the monitoring agent assigns id-telemetry again/);
    const shown = await lines(workbench);
    expect(shown.some((line) => line.startsWith("Disk encryption uses id-keyvault-reader"))).toBe(true);
    for (const name of ["KeyVaultForLinux", "AzureMonitorLinuxAgent"]) {
      expect(shown.some((line) => line.startsWith(`The extension ${name} uses an identity that will be removed`))).toBe(
        true,
      );
    }
    await workbench.screenshot("out/pictures/needed-identities.png");
    await workbench.quickInput.choose(APPLY);
    const dialog = await workbench.dialog.waitFor(/^vm-app-monitor will no longer have/);
    expect(dialog.detail).toContain("Disk encryption uses id-keyvault-reader.");
    expect(dialog.detail).toContain("The policy Identity of the monitoring agent assigns id-telemetry again.");
    await workbench.dialog.cancel();
  });

  test("a second identity is asked about, and not assigned where the user says no", async () => {
    const { workbench, emulator } = session();
    const tree = await openResources(workbench);
    emulator.control.clearRequests();
    await chooseChange(workbench, tree, machinePath("vm-sql-01"), ASSIGN, "id-web-api");
    await workbench.quickInput.waitFor(REVIEW);
    await workbench.quickInput.choose(APPLY);
    const dialog = await workbench.dialog.waitFor();
    expect(dialog.message).toMatch(/^vm-sql-01 will have 2 user-assigned identities and no default identity\./);
    expect(dialog.buttons).toContain("Assign");
    await workbench.dialog.cancel();
    expect(writes(emulator)).toEqual([]);
    await chooseChange(workbench, tree, machinePath("vm-sql-01"), ASSIGN, "id-web-api");
    await apply(workbench, "Assign");
    await verified(workbench, "vm-sql-01");
    expect(writes(emulator)).toEqual(["PATCH vm-sql-01"]);
  });
});
