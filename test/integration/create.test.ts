import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeEach, expect, test } from "vitest";
import type { Emulator } from "../emulator/src/emulator";
import { groupId, groups } from "../emulator/src/estate/groupSeeds";
import { identities } from "../emulator/src/estate/identitySeeds";
import { computeId } from "../emulator/src/estate/machineSeeds";
import { valueAt } from "../emulator/src/json";
import { defaultTimeoutMs } from "../host/until";
import type { Workbench } from "../host/workbench";
import { useWorkbench } from "./harness/useWorkbench";
import { lines, mayDoAll, mayOnlyRead } from "./support/access";
import { filesHolding } from "./support/heldIn";
import { ids, storedIdentity, writes } from "./support/identities";
import { machinePath, openResources, scaleSetPath } from "./support/resources";

const PUBLIC_KEY = `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${"A".repeat(43)} somebody`;

/** A home folder with one key pair, in place of that of whoever runs the tests. */
const home = mkdtempSync(path.join(tmpdir(), "managed-identities-home-"));
mkdirSync(path.join(home, ".ssh"));
writeFileSync(path.join(home, ".ssh", "id_ed25519.pub"), PUBLIC_KEY);
writeFileSync(path.join(home, ".ssh", "id_ed25519"), "not to be read");
afterAll(() => rm(home, { recursive: true, force: true }));

const session = useWorkbench({ emulator: { operationMs: 300 }, env: { HOME: home } });

const PASSWORD = "Not-2-be-seen";
beforeEach(() => {
  session().emulator.control.clearRequests();
});
afterEach(() => {
  mayDoAll(session().emulator);
});

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

interface Wishes {
  readonly image: string;
  readonly role: string;
  /** Where the role holds, where one is chosen: a line of the list, or the resource to search for. */
  readonly place?: string | { readonly resource: string };
}

/** Everything up to the review of a virtual machine in rg-web-prod, with a password. */
async function orderMachine(workbench: Workbench, name: string, { image, role, place }: Wishes): Promise<void> {
  await workbench.palette.run("Managed Identities: Create Virtual Machine with Identities...");
  await choose(workbench, /^Subscription/, "Contoso Production");
  await choose(workbench, /^Resource group/, "rg-web-prod");
  await choose(workbench, /^Region/, "West Europe");
  await choose(workbench, /^Image/, image);
  await workbench.quickInput.waitFor({ message: /Name of the new virtual machine/ });
  await workbench.quickInput.type("vm-web-bastion");
  await workbench.quickInput.waitFor({ message: /A machine with this name already exists/ });
  await workbench.quickInput.type("vm_web");
  await workbench.quickInput.waitFor({ message: /only letters, digits, and hyphens/ });
  await workbench.quickInput.type(name);
  await workbench.quickInput.accept();
  await choose(workbench, /^Size/, "Standard_B2s");
  await type(workbench, /Name of the administrator/, "azureuser");
  if (!image.startsWith("Windows")) {
    await choose(workbench, /How the administrator signs in/, "Password");
  }
  await workbench.quickInput.waitFor({ message: /Administrator password/ });
  await workbench.quickInput.type("simple");
  await workbench.quickInput.waitFor({ message: /Use three of these|at least 8 characters/ });
  expect(await workbench.page.locator(".quick-input-box input").getAttribute("type")).toBe("password");
  await workbench.quickInput.type(PASSWORD);
  await workbench.quickInput.accept();
  await type(workbench, /Enter the password again/, PASSWORD);
  await choose(workbench, /^Network/, "snet-frontend");
  await chooseIdentities(workbench, /^Initial identities/, "id-telemetry");
  await chooseRole(workbench, role, place);
  await workbench.quickInput.waitFor({ title: `Create ${name} in rg-web-prod` });
}

async function chooseRole(workbench: Workbench, role: string, place: Wishes["place"]): Promise<void> {
  await choose(workbench, /^Role of the system-assigned identity/, role);
  if (typeof place === "string") {
    await choose(workbench, /^Where the system-assigned identity gets the role/, place);
  } else if (place !== undefined) {
    await choose(workbench, /^Where the system-assigned identity gets the role/, "A Resource...");
    await choose(workbench, /^Type part of the resource's name/, place.resource);
  }
}

const LINUX: Wishes = { image: "Ubuntu Server 24.04 LTS", role: "No role for now" };

/** The role assignments of the system-assigned identity of a machine, by scope. */
function roleScopes(emulator: Emulator, machineId: string, scope: string): readonly unknown[] {
  const principalId = valueAt(emulator.control.resource(machineId), "identity", "principalId");
  const requests = emulator.control.requests().filter(({ method }) => method === "PUT");
  const name = /roleAssignments","apiVersion":"[^"]+","name":"([^"]+)"/.exec(JSON.stringify(requests))?.[1] ?? "";
  const made = emulator.control.resource(`${scope}/providers/Microsoft.Authorization/roleAssignments/${name}`);
  return valueAt(made, "properties", "principalId") === principalId ? [valueAt(made, "properties", "scope")] : [];
}

/** Everything up to the review of a Uniform scale set in rg-web-prod, with a role on the whole subscription. */
async function orderUniform(workbench: Workbench): Promise<void> {
  await workbench.palette.run("Managed Identities: Create Scale Set with Identities...");
  await choose(workbench, /^Subscription/, "Contoso Production");
  await choose(workbench, /^Resource group/, "rg-web-prod");
  await choose(workbench, /^Region/, "West Europe");
  await choose(workbench, /^Image/, "Ubuntu Server 22.04 LTS");
  await type(workbench, /Name of the new scale set/, "vmss-uniform");
  await workbench.quickInput.waitFor({ placeholder: "Size" });
  expect((await workbench.quickInput.item("Standard_D4s_v5")).description).toBe("4 vCPUs, 16 GiB memory");
  await workbench.quickInput.type("A100");
  await workbench.quickInput.item('No size that this region offers matches "A100"');
  await choose(workbench, /^Size/, "Standard_B2s");
  await choose(workbench, /^Orchestration mode/, "Uniform");
  await type(workbench, /Number of instances/, "1");
  await type(workbench, /Name of the administrator/, "azureuser");
  await choose(workbench, /How the administrator signs in/, "SSH public key");
  await choose(workbench, /^SSH public key/, "id_ed25519.pub");
  await choose(workbench, /^Network/, "snet-frontend");
  await chooseIdentities(workbench, /^Initial identities/, "id-telemetry");
  await chooseRole(workbench, "Reader", "The Whole Subscription");
  await workbench.quickInput.waitFor({ title: /^Create vmss-uniform in / });
}

test("what is missing for a Uniform scale set and its role on the subscription is said before, and by the same words after", async () => {
  const { workbench, emulator } = session();
  await openResources(workbench);
  mayOnlyRead(
    emulator,
    { scope: groupId(groups.web), roleName: "Virtual Machine Contributor" },
    { scope: identities.telemetry, roleName: "Managed Identity Operator" },
  );
  await orderUniform(workbench);
  const shown = await lines(workbench);
  const subscription = groups.web.subscriptionId;
  const ask = (role: string, scope: string): string => `Ask for the ${role} role on ${scope}.`;
  const [deployer, granter] = ["Virtual Machine Contributor", "User Access Administrator"];
  expect(shown).toContain(
    `You don't have permission to deploy to Contoso Production | ${ask(deployer, "Contoso Production")}`,
  );
  const access = "You don't have permission to change who has access to Contoso Production";
  expect(shown).toContain(`${access} | ${ask(granter, "Contoso Production")}`);
  expect(shown.filter((line) => line.startsWith("You don't have permission"))).toHaveLength(2);
  await workbench.screenshot("out/pictures/create-rights.png");
  await workbench.quickInput.choose(/Deploy$/);
  const refused = await workbench.notifications.waitFor(/^You don't have permission to do this\./);
  expect(refused.message).toContain(ask(deployer, subscription));
  const id = computeId(groups.web, "virtualMachineScaleSets", "vmss-uniform");
  expect(emulator.control.resource(id)).toBeUndefined();
  await workbench.notifications.dismiss(/^You don't have permission/);

  mayDoAll(emulator);
  emulator.control.clearRequests();
  await orderUniform(workbench);
  expect((await lines(workbench)).filter((line) => line.startsWith("You don't have permission"))).toEqual([]);
  await workbench.quickInput.choose(/Deploy$/);
  await workbench.notifications.waitFor("vmss-uniform was created with its identities (verified).");
  expect(emulator.control.resource(id)).toMatchObject({
    sku: { capacity: 1 },
    properties: { orchestrationMode: "Uniform" },
  });
  expect(roleScopes(emulator, id, `/subscriptions/${subscription}`)).toEqual([`/subscriptions/${subscription}`]);
});

test("a Windows machine is made with both kinds of identities and a role elsewhere; its password stays nowhere", async () => {
  const { workbench, emulator, workspaceFolder, server } = session();
  const tree = await openResources(workbench);
  const place = "rg-batch-prod";
  await orderMachine(workbench, "vm-made", { image: "Windows Server 2022", role: "Reader", place });
  const shown = await lines(workbench);
  expect(shown).toContain("vm-made | new, Microsoft.Compute/virtualMachines");
  expect(shown).toContain("Reader | resource group rg-batch-prod in Contoso Production");
  expect(shown.filter((line) => line.startsWith("You don't have permission"))).toEqual([]);
  expect(writes(emulator)).toEqual(["POST whatIf"]);
  await workbench.screenshot("out/pictures/create-review.png");
  const text = await workbench.editor.text();
  expect(text).toContain('"secureString"');
  emulator.control.clearRequests();

  await workbench.quickInput.choose(/Save the Template\.\.\.$/);
  await workbench.quickInput.waitUntil("the file's name", ({ value }) => value.endsWith("vm-made.json"));
  await workbench.quickInput.accept();
  await workbench.quickInput.waitFor({ title: /^Create vm-made in / });
  const made = path.join(workspaceFolder, "vm-made.json");
  await expect.poll(() => readFile(made, "utf8"), { timeout: defaultTimeoutMs }).toBe(text);
  expect(writes(emulator)).toEqual([]);

  await workbench.quickInput.choose(/Deploy$/);
  await workbench.notifications.waitFor("vm-made was created with its identities (verified).");
  const id = computeId(groups.web, "virtualMachines", "vm-made");
  expect(storedIdentity(emulator, id)).toEqual({
    type: "SystemAssigned, UserAssigned",
    userAssigned: ids(identities.telemetry),
  });
  expect(roleScopes(emulator, id, groupId(groups.batch))).toEqual([groupId(groups.batch)]);
  const [put] = emulator.control.requests().filter(({ method }) => method === "PUT");
  expect(valueAt(put?.body, "properties", "template")).toEqual(JSON.parse(text));
  expect(valueAt(put?.body, "properties", "parameters", "adminPassword", "value")).toBe(PASSWORD);
  await tree.rowWhere(machinePath("vm-made"), "the new machine being selected", ({ selected }) => selected);

  expect(JSON.stringify(emulator.control.resource(id))).not.toContain(PASSWORD);
  expect(text).not.toContain(PASSWORD);
  expect(await workbench.panel.output("Managed Identities")).not.toContain(PASSWORD);
  await workbench.panel.close();
  const kept = path.dirname(server.logsFolder);
  expect(await filesHolding(kept, emulator.url)).not.toEqual([]);
  expect(await filesHolding(kept, PASSWORD)).toEqual([]);
  expect(await filesHolding(workspaceFolder, PASSWORD)).toEqual([]);
});

test("the template can be edited instead, and nothing is made", async () => {
  const { workbench, emulator } = session();
  await openResources(workbench);
  emulator.control.clearRequests();
  await orderMachine(workbench, "vm-edited", { ...LINUX, role: "Reader", place: { resource: "vnet-web" } });
  await workbench.quickInput.choose(/Edit the Template Instead$/);
  await workbench.editor.waitForTab(/^Untitled/);
  const text = await workbench.editor.text();
  expect(JSON.parse(text)).toMatchObject({ parameters: { adminPassword: { type: "secureString" } } });
  expect(text).toContain('"scope": "Microsoft.Network/virtualNetworks/vnet-web"');
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
  emulator.control.inject({
    method: "GET",
    path: /Microsoft\.Compute\/skus/,
    status: 403,
    body: { error: { code: "AuthorizationFailed", message: "no" } },
  });
  await type(workbench, /Name of the new scale set/, "vmss-made");
  await choose(workbench, /^Size/, "Another size");
  await type(workbench, /^Size, such as/, "Standard_F2s_v2");
  emulator.control.clearInjections();
  await choose(workbench, /^Orchestration mode/, "Flexible");
  await type(workbench, /Number of instances/, "0");
  await type(workbench, /Name of the administrator/, "azureuser");
  await choose(workbench, /How the administrator signs in/, "SSH public key");
  await choose(workbench, /^SSH public key/, "Another key...");
  await workbench.quickInput.waitFor({ message: /SSH public key, on one line/ });
  await workbench.quickInput.type("-----BEGIN OPENSSH PRIVATE KEY-----");
  await workbench.quickInput.waitFor({ message: /This is a private key/ });
  await workbench.quickInput.type(PUBLIC_KEY);
  await workbench.quickInput.accept();
  await choose(workbench, /^Network/, "New network");
  await workbench.quickInput.waitFor({ placeholder: /a Flexible scale set supports only user-assigned identities/ });
  const offered = (await workbench.quickInput.now())?.items.map(({ label }) => label);
  expect(offered).not.toContain("System-assigned");
  await workbench.quickInput.tick("id-batch-worker");
  await workbench.quickInput.accept();
  await workbench.quickInput.waitFor({ title: /^Create vmss-made in / });
  const labels = (await workbench.quickInput.now())?.items.map(({ label }) => label.trim());
  expect(labels).toContain("Unknown until the new resource group exists");
  await workbench.quickInput.choose(/Deploy$/);
  await workbench.notifications.waitFor("vmss-made was created with its identities (verified).");
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
  await orderMachine(workbench, "vm-stopped", LINUX);
  emulator.control.setOperationDuration(600_000);
  await workbench.quickInput.choose(/Deploy$/);
  const running = /Deploying vm-stopped-/;
  await workbench.notifications.waitFor(/Running for \d+ s/);
  await workbench.notifications.press(running, "Cancel");
  const dialog = await workbench.dialog.waitFor();
  expect(dialog.detail).toContain("If you only stop waiting, it continues.");
  await workbench.dialog.press("Cancel the Deployment");
  await workbench.notifications.waitFor(/^The deployment of vm-stopped was canceled\./);
  emulator.control.setOperationDuration(0);
  emulator.control.finishOperations();
  expect(emulator.control.resource(computeId(groups.web, "virtualMachines", "vm-stopped"))).toBeUndefined();
});

test("a deployment that fails says what failed in it", async () => {
  const { workbench, emulator } = session();
  await openResources(workbench);
  await orderMachine(workbench, "vm-failed", LINUX);
  const failOperation = { code: "OperationNotAllowed", message: "There are no cores left in this region." };
  emulator.control.inject({ method: "PUT", path: /deployments\/vm-failed/, failOperation });
  await workbench.quickInput.choose(/Deploy$/);
  const notification = await workbench.notifications.waitFor(/Azure accepted the change, but it failed/);
  expect(notification.severity).toBe("error");
  expect(notification.message).toContain("There are no cores left in this region.");
});
