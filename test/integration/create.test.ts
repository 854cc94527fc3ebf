import { expect, test } from "vitest";
import { groups } from "../emulator/estate/groupSeeds";
import { identities } from "../emulator/estate/identitySeeds";
import { computeId } from "../emulator/estate/machineSeeds";
import { valueAt } from "../emulator/json";
import type { Workbench } from "../host/workbench";
import { useWorkbench } from "./harness/useWorkbench";
import { ids, storedIdentity, writes } from "./support/identities";
import { machinePath, openResources, scaleSetPath } from "./support/resources";

const session = useWorkbench({ emulator: { operationMs: 300 } });

const PASSWORD = "Not-2-be-seen";

/** Answers a question that is a list by typing a part of the line: the hover over the chosen line can lie over the next. */
async function choose(workbench: Workbench, placeholder: RegExp, answer: string): Promise<void> {
  await workbench.quickInput.waitFor({ placeholder });
  await workbench.quickInput.type(answer);
  await workbench.quickInput.waitUntil(
    `"${answer}" being the first line`,
    ({ items }) => items[0]?.label.trim().startsWith(answer) === true,
  );
  await workbench.quickInput.accept();
}

/** Answers a question that is a text. */
async function type(workbench: Workbench, message: RegExp, answer: string): Promise<void> {
  await workbench.quickInput.waitFor({ message });
  await workbench.quickInput.type(answer);
  await workbench.quickInput.accept();
}

async function chooseIdentities(
  workbench: Workbench,
  placeholder: RegExp,
  ...wanted: readonly string[]
): Promise<void> {
  await workbench.quickInput.waitFor({ placeholder });
  await workbench.quickInput.tick(...wanted);
  await workbench.quickInput.accept();
}

/** Everything up to the review of a virtual machine in rg-web-prod, with a password and a role. */
async function orderMachine(workbench: Workbench, name: string): Promise<void> {
  await workbench.palette.run("Managed Identities: Create Virtual Machine with Identities...");
  await choose(workbench, /^Subscription/, "Contoso Production");
  await choose(workbench, /^Resource group/, "rg-web-prod");
  await choose(workbench, /^Region/, "West Europe");
  await choose(workbench, /^Image/, "Ubuntu Server 24.04 LTS");
  await workbench.quickInput.waitFor({ message: /Name of the new virtual machine/ });
  await workbench.quickInput.type("vm-web-bastion");
  await workbench.quickInput.waitFor({ message: /There is a machine of this name/ });
  await workbench.quickInput.type("vm_web");
  await workbench.quickInput.waitFor({ message: /letters, digits and hyphens only/ });
  await workbench.quickInput.type(name);
  await workbench.quickInput.accept();
  await choose(workbench, /^Size/, "Standard_B2s");
  await type(workbench, /Name of the administrator/, "azureuser");
  await choose(workbench, /How the administrator signs in/, "Password");
  await workbench.quickInput.waitFor({ message: /Password of the administrator/ });
  await workbench.quickInput.type("simple");
  await workbench.quickInput.waitFor({ message: /holds three of these/ });
  expect(await workbench.page.locator(".quick-input-box input").getAttribute("type")).toBe("password");
  await workbench.quickInput.type(PASSWORD);
  await workbench.quickInput.accept();
  await type(workbench, /once more/, PASSWORD);
  await choose(workbench, /^Network/, "snet-frontend");
  await chooseIdentities(workbench, /^Identities from the start/, "id-telemetry");
  await choose(workbench, /^Role of the system-assigned identity/, "Reader");
  await workbench.quickInput.waitFor({ title: `${name}: review the template` });
}

test("a virtual machine is made with both kinds of identities and a role, by the template that was shown", async () => {
  const { workbench, emulator } = session();
  const tree = await openResources(workbench);
  await orderMachine(workbench, "vm-made");
  const labels = (await workbench.quickInput.now())?.items.map(
    ({ label, description }) => `${label.trim()} ${description}`,
  );
  expect(labels).toContain("vm-made new, Microsoft.Compute/virtualMachines");
  expect(writes(emulator)).toEqual(["POST whatIf"]);
  const shown = await workbench.editor.text();
  expect(shown).toContain('"secureString"');
  expect(shown).not.toContain(PASSWORD);
  expect(shown).toContain("acdd72a7-3385-48ef-bd42-f606fba81ae7");
  emulator.control.clearRequests();

  await workbench.quickInput.choose(/Deploy$/);
  await workbench.notifications.waitFor(/^Verified: vm-made was made and has system-assigned, 1 user-assigned\.$/);
  const id = computeId(groups.web, "virtualMachines", "vm-made");
  expect(storedIdentity(emulator, id)).toEqual({
    type: "SystemAssigned, UserAssigned",
    userAssigned: ids(identities.telemetry),
  });
  const [put] = emulator.control.requests().filter(({ method }) => method === "PUT");
  expect(valueAt(put?.body, "properties", "template")).toEqual(JSON.parse(shown));
  await tree.rowWhere(machinePath("vm-made"), "the new machine being selected", ({ selected }) => selected);
  expect(JSON.stringify(emulator.control.resource(id))).not.toContain(PASSWORD);
});

test("the template can be edited instead, and nothing is made", async () => {
  const { workbench, emulator } = session();
  await openResources(workbench);
  emulator.control.clearRequests();
  await orderMachine(workbench, "vm-edited");
  await workbench.quickInput.choose(/Edit the Template Instead$/);
  await workbench.editor.waitForTab(/^Untitled/);
  const text = await workbench.editor.text();
  expect(JSON.parse(text)).toMatchObject({ parameters: { adminPassword: { type: "secureString" } } });
  expect(text).not.toContain(PASSWORD);
  expect(writes(emulator)).toEqual(["POST whatIf"]);
});

test("a Flexible scale set takes user-assigned identities only, and is made in a new resource group", async () => {
  const { workbench, emulator } = session();
  const tree = await openResources(workbench);
  await workbench.palette.run("Managed Identities: Create Scale Set with Identities...");
  await choose(workbench, /^Subscription/, "Contoso Production");
  await choose(workbench, /^Resource group/, "New resource group");
  await type(workbench, /Name of the new resource group/, "rg-made");
  await choose(workbench, /^Region/, "North Europe");
  await choose(workbench, /^Image/, "Ubuntu Server 22.04 LTS");
  await type(workbench, /Name of the new scale set/, "vmss-made");
  await choose(workbench, /^Size/, "Another size");
  await type(workbench, /^Size, such as/, "Standard_F2s_v2");
  await choose(workbench, /^Orchestration mode/, "Flexible");
  await type(workbench, /Number of instances/, "0");
  await type(workbench, /Name of the administrator/, "azureuser");
  await choose(workbench, /How the administrator signs in/, "SSH public key");
  await workbench.quickInput.waitFor({ message: /SSH public key, on one line/ });
  await workbench.quickInput.type("-----BEGIN OPENSSH PRIVATE KEY-----");
  await workbench.quickInput.waitFor({ message: /This is a private key/ });
  await workbench.quickInput.type(`ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${"A".repeat(43)} somebody`);
  await workbench.quickInput.accept();
  await choose(workbench, /^Network/, "New network");
  await workbench.quickInput.waitFor({ placeholder: /a Flexible one takes user-assigned identities only/ });
  const offered = (await workbench.quickInput.now())?.items.map(({ label }) => label);
  expect(offered).not.toContain("System-assigned");
  await workbench.quickInput.tick("id-batch-worker");
  await workbench.quickInput.accept();
  await workbench.quickInput.waitFor({ title: "vmss-made: review the template" });
  const labels = (await workbench.quickInput.now())?.items.map(({ label }) => label.trim());
  expect(labels).toContain("Not known before the new resource group is there");
  await workbench.quickInput.choose(/Deploy$/);
  await workbench.notifications.waitFor(/^Verified: vmss-made was made and has 1 user-assigned\.$/);
  const place = { ...groups.batch, group: "rg-made" };
  const id = computeId(place, "virtualMachineScaleSets", "vmss-made");
  expect(storedIdentity(emulator, id)).toEqual({ type: "UserAssigned", userAssigned: ids(identities.batch) });
  expect(emulator.control.resource(id)).toMatchObject({
    location: "northeurope",
    sku: { name: "Standard_F2s_v2", capacity: 0 },
    properties: { orchestrationMode: "Flexible" },
  });
  await tree.row(scaleSetPath("vmss-made"));
});

test("Cancel asks what it is to mean, and cancels the deployment itself", async () => {
  const { workbench, emulator } = session();
  await openResources(workbench);
  await orderMachine(workbench, "vm-stopped");
  emulator.control.setOperationDuration(600_000);
  await workbench.quickInput.choose(/Deploy$/);
  const running = /Deploying vm-stopped-/;
  await workbench.notifications.waitFor(/Running for \d+ s/);
  await workbench.notifications.press(running, "Cancel");
  const dialog = await workbench.dialog.waitFor();
  expect(dialog.detail).toContain("If you only stop waiting, it goes on.");
  await workbench.dialog.press("Cancel the Deployment");
  await workbench.notifications.waitFor(/^The deployment of vm-stopped was cancelled\./);
  emulator.control.setOperationDuration(0);
  emulator.control.finishOperations();
  expect(emulator.control.resource(computeId(groups.web, "virtualMachines", "vm-stopped"))).toBeUndefined();
});

test("a deployment that fails says what failed in it", async () => {
  const { workbench, emulator } = session();
  await openResources(workbench);
  await orderMachine(workbench, "vm-failed");
  const failOperation = { code: "OperationNotAllowed", message: "There are no cores left in this region." };
  emulator.control.inject({ method: "PUT", path: /deployments\/vm-failed/, failOperation });
  await workbench.quickInput.choose(/Deploy$/);
  const notification = await workbench.notifications.waitFor(/Azure accepted the change and then failed at it/);
  expect(notification.severity).toBe("error");
  expect(notification.message).toContain("There are no cores left in this region.");
});
