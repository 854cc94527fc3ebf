import { beforeAll, expect, test } from "vitest";
import type { TreePath } from "../host/driver/treeView";
import type { Workbench } from "../host/workbench";
import type { ViewPane } from "../host/driver/viewPane";
import { identities, idsOf } from "../emulator/src/estate/identitySeeds";
import { subscriptions } from "../emulator/src/estate/places";
import { useWorkbench } from "./harness/useWorkbench";
import { groupId, groups } from "../emulator/src/estate/groupSeeds";
import { lines, mayDoAll, mayOnlyRead } from "./support/access";
import { storedIdentity, writes } from "./support/identities";
import { identityPath, openIdentities } from "./support/identityView";
import { apply, openResources, showExactRequest, verified } from "./support/resources";

const session = useWorkbench({ emulator: { operationMs: 300 } });
let view: ViewPane;
beforeAll(async () => {
  view = await openIdentities(session().workbench);
});

const IDENTITY_TYPE = "providers/Microsoft.ManagedIdentity/userAssignedIdentities";
const CREATE = /^\W*Create$/;
const SHARED = "Contoso Shared Services";

/** The names of what uses an identity. What comes in late has the tree drawn again, and its rows are gone for a moment. */
function usesBelow(path: TreePath): Promise<readonly string[]> {
  return session().workbench.screen.until("the rows of what uses an identity", async () => {
    const rows = await view.tree.children([...path, "Used by"]);
    return rows.length > 0 ? rows.map(({ label }) => label) : undefined;
  });
}

test("each identity stands in its subscription, with who uses it over all subscriptions", async () => {
  const { emulator } = session();
  const path = identityPath("id-telemetry", SHARED);
  const row = await view.tree.row(path);
  expect(row.description).toMatch(/^\d+ resources, rg-identities$/);
  const uses = await usesBelow(path);
  expect(uses.length).toBe(Number.parseInt(row.description, 10));
  expect(uses).toEqual(expect.arrayContaining(["vm-dns-01", "vm-app-monitor", "vmss-web-frontend"]));
  const asked = emulator.control
    .requests()
    .filter(({ path: at }) => /id-telemetry|vm-dns-01|vmss-web-frontend/i.test(at));
  expect(asked).toEqual([]);
  expect((await view.tree.row([...path, "Used by", "vmss-web-frontend"])).description).toBe(
    "rg-web-prod, Contoso Production",
  );
  const tooltip = await view.tree.tooltip(path);
  expect(tooltip).toContain(idsOf(identities.telemetry).clientId);
  expect(tooltip).toContain(idsOf(identities.telemetry).principalId);
  const unused = await view.tree.row(identityPath("id-unused", SHARED));
  expect(unused.description).toBe("no use found, rg-identities");
  expect(unused.ariaLabel).toContain("No use has been found. Federated credentials weren't checked.");
});

test("an identity that only other kinds of resources use is not called unused, and its deletion names them", async () => {
  const { workbench, emulator } = session();
  const path = identityPath("id-storefront");
  expect((await view.tree.row(path)).description).toBe("3 resources, rg-apps-prod");
  expect(await usesBelow(path)).toEqual(["app-storefront", "ca-catalog", "func-orders"]);
  expect((await view.tree.row([...path, "Used by", "app-storefront"])).description).toBe(
    "App Service or function app, rg-apps-prod",
  );
  await workbench.screenshot("out/pictures/other-uses.png");
  const shown = await beginDeletion(workbench, "id-storefront");
  expect(shown).toContain("Delete Anyway | Resources that use it lose it: app-storefront, ca-catalog and func-orders");
  expect(shown).toContain("app-storefront | App Service or function app in rg-apps-prod");
  await workbench.quickInput.choose(/Delete Anyway/);
  const question = await workbench.dialog.waitFor("Permanently delete the user-assigned identity id-storefront?");
  expect(question.detail).toContain("Other resources that use it lose it: app-storefront, ca-catalog and func-orders.");
  await workbench.dialog.press("Cancel");
  expect(emulator.control.resource(identities.storefront)).toBeDefined();
});

test("below an identity are its users, its role assignments and its federated credentials; a click on a user shows it in the resources", async () => {
  const { workbench } = session();
  const path = identityPath("id-telemetry", SHARED);
  expect((await view.tree.children(path)).map(({ label }) => label)).toEqual([
    "Used by",
    "Role assignments",
    "Federated credentials",
  ]);
  const roles = await view.tree.children([...path, "Role assignments"]);
  expect(roles.map(({ label, description }) => `${label} on ${description}`)).toEqual(
    expect.arrayContaining([
      "Reader on resource group rg-batch-prod in Contoso Production",
      "Storage Blob Data Contributor on resource group rg-shared in Contoso Shared Services",
    ]),
  );
  expect((await view.tree.row([...path, "Role assignments"])).description).toBe(String(roles.length));
  await view.tree.click([...path, "Used by", "vmss-web-frontend"]);
  const resources = workbench.view("Resources").tree;
  await workbench.screen.untilTrue("vmss-web-frontend being selected in the resources", async () =>
    (await resources.visibleRows()).some(({ label, selected }) => label === "vmss-web-frontend" && selected),
  );
});

test("a new identity, in a new resource group, with its own region and tags", async () => {
  const { workbench, emulator } = session();
  const { quickInput } = workbench;
  emulator.control.clearRequests();
  await view.titleAction("Create User-Assigned Identity...");
  await quickInput.waitFor({ placeholder: "Subscription" });
  await quickInput.choose("Contoso Production");
  await quickInput.choose(/New resource group/);
  await quickInput.waitFor({ message: /Name of the new resource group/ });
  await quickInput.type("RG-web-prod");
  await quickInput.waitFor({ message: /^A resource group with this name already exists/ });
  await quickInput.type("rg-bad.");
  await quickInput.waitFor({ message: /can't end with a period/ });
  await quickInput.type("rg-new");
  await quickInput.accept();
  await quickInput.waitFor({ message: /Name of the new user-assigned identity/ });
  await quickInput.type("id");
  await quickInput.waitFor({ message: /^Enter at least 3 characters/ });
  await quickInput.type("id new");
  await quickInput.waitFor({ message: /only letters, digits, hyphens, and underscores/ });
  await quickInput.type("id-new");
  await quickInput.accept();
  await quickInput.waitFor({ placeholder: "Region of the new identity" });
  await quickInput.choose("North Europe");
  await quickInput.choose(/^Its region only/);
  await quickInput.waitFor({ message: /^Tags of the new identity/ });
  await quickInput.type("team");
  await quickInput.waitFor({ message: /^Enter team as name=value/ });
  await quickInput.type("team=web, cost=42");
  await quickInput.accept();
  await quickInput.waitFor({ title: "Create id-new in rg-new" });
  const shown = await lines(workbench);
  for (const line of [
    "id-new | northeurope",
    "rg-new | new, in Contoso Production",
    "Only for resources in its region",
    "cost | 42",
  ]) {
    expect(shown).toContain(line);
  }
  await workbench.screenshot("out/pictures/create-identity.png");
  const script = await workbench.clipboard.after(async () => {
    await quickInput.pressButton("Copy as...");
    await quickInput.waitFor({ title: "Copy as..." });
    await quickInput.choose("Azure CLI (bash)");
  });
  const group = `az group create --subscription ${subscriptions.production} --name rg-new --location northeurope`;
  expect(script.split("\n")[0]).toBe(group);
  expect(script).toContain('"isolationScope":"Regional"');
  await quickInput.waitFor({ title: "Create id-new in rg-new" });
  await showExactRequest(workbench, /id-new/);
  const request = await workbench.editor.text();
  expect(writes(emulator)).toEqual([]);
  await quickInput.choose(CREATE);
  await workbench.notifications.waitFor("Created the user-assigned identity id-new (rg-new, northeurope).");
  const id = `/subscriptions/${subscriptions.production}/resourcegroups/rg-new/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-new`;
  expect(emulator.control.resource(id)).toMatchObject({
    location: "northeurope",
    tags: { team: "web", cost: "42" },
    properties: { isolationScope: "Regional" },
  });
  expect(writes(emulator)).toEqual(["PUT rg-new", "PUT id-new"]);
  const bodies = request
    .split(/^### /m)
    .slice(1)
    .map((each): unknown => JSON.parse(each.slice(each.indexOf("\n\n"))));
  const puts = emulator.control.requests().filter(({ method }) => method === "PUT");
  expect(puts.map(({ body }) => body)).toEqual(bodies);
  expect((await view.tree.row(identityPath("id-new"))).description).toBe("no use found, rg-new");
  await workbench.notifications.dismiss(/^Created/);
});

test("its ids are copied, its properties shown as Azure has them, from its own node", async () => {
  const { workbench, emulator } = session();
  const path = identityPath("id-web-api");
  const { clientId, principalId } = idsOf(identities.webApi);
  for (const [command, copied] of [
    ["Copy Client ID", clientId],
    ["Copy Principal ID", principalId],
    ["Copy Resource ID", identities.webApi],
  ] as const) {
    expect(await workbench.clipboard.after(() => view.tree.chooseFromMenu(path, command))).toBe(copied);
  }
  await view.tree.chooseFromMenu(path, "Show Properties");
  await workbench.editor.waitForTab(/id-web-api/);
  const properties: unknown = JSON.parse(await workbench.editor.text());
  expect(properties).toMatchObject(emulator.control.resource(identities.webApi) ?? {});
});

test("where it is used is shown in the view, from the palette", async () => {
  const { workbench } = session();
  const { quickInput } = workbench;
  await workbench.palette.run("Managed Identities: Show Where Used...");
  await quickInput.waitFor({ placeholder: "Select a user-assigned identity" });
  await quickInput.choose("id-batch-worker");
  const batch = identityPath("id-batch-worker");
  await view.tree.rowWhere(
    batch,
    "the identity being chosen and open",
    (row) => row.selected && row.expansion === "expanded",
  );
  expect((await usesBelow(batch)).length).toBeGreaterThan(1);
});

test("it is taken off a resource from the view of identities", async () => {
  const { workbench, emulator } = session();
  const path = identityPath("id-datalake-reader");
  const [name = "", ...others] = await usesBelow(path);
  emulator.control.clearRequests();
  await view.tree.chooseFromMenu([...path, "Used by", name], "Remove from This Resource...");
  await apply(workbench, "Remove");
  await verified(workbench, name);
  await view.tree.gone([...path, "Used by", name]);
  expect(await usesBelow(path)).toEqual(others);
  expect(writes(emulator)).toEqual([`PATCH ${name}`]);
});

test("deleting a shared identity takes it off every resource first, and leaves no dead reference", async () => {
  const { workbench, emulator } = session();
  const { quickInput } = workbench;
  const path = identityPath("id-telemetry", SHARED);
  const uses = await usesBelow(path);
  expect(uses.length).toBeGreaterThan(5);
  emulator.control.clearRequests();
  await view.tree.chooseFromMenu(path, "Delete User-Assigned Identity...");
  await quickInput.waitFor({ title: "Delete id-telemetry: review what depends on it" });
  const lines = (await quickInput.allItems()).map(({ label }) => label.trim());
  expect(lines).toEqual(expect.arrayContaining([...uses]));
  await quickInput.choose(/Remove It from \d+ Resources, Then Delete/);
  const question = await workbench.dialog.waitFor("Permanently delete the user-assigned identity id-telemetry?");
  // It is not taken off other kinds of resources: they are named.
  const machines = uses.filter((label) => label.startsWith("vm"));
  expect(question.detail).toContain(`First it's removed from ${machines.length} resources`);
  expect(question.detail).toContain("Other resources that use it lose it: AzureMonitorLinuxAgent and ci-reporting.");
  expect(question.detail).toMatch(/\d role assignments? will be orphaned/);
  expect(question.detail).toContain("This can't be undone");
  await workbench.dialog.press("Delete");
  await apply(workbench, "Remove");
  await workbench.notifications.waitFor("Deleted the user-assigned identity id-telemetry.");
  expect(emulator.control.resource(identities.telemetry)).toBeUndefined();
  const sent = writes(emulator);
  expect(sent.filter((write) => write.startsWith("PATCH"))).toHaveLength(machines.length);
  expect(sent.at(-1)).toBe("DELETE id-telemetry");
  await view.tree.gone(path);
  const resources = await openResources(workbench);
  await resources.rowWhere(
    ["Contoso Production", "Scale sets", "vmss-web-frontend"],
    "without a deleted identity",
    ({ description }) => !description.includes("deleted"),
  );
  const frontend = `/subscriptions/${subscriptions.production}/resourceGroups/rg-web-prod/providers/Microsoft.Compute/virtualMachineScaleSets/vmss-web-frontend`;
  expect(storedIdentity(emulator, frontend).userAssigned).toEqual([identities.webFrontend.toLowerCase()]);
});

test("nothing is deleted where a resource cannot be freed of it, or where the user changes their mind", async () => {
  const { workbench, emulator } = session();
  const { quickInput } = workbench;
  const path = identityPath("id-keyvault-reader", SHARED);
  await view.tree.chooseFromMenu(path, "Delete User-Assigned Identity...");
  await quickInput.waitFor({ title: /review what depends on it/ });
  // Typing makes sure that the keys go to the list of what depends on it.
  await quickInput.type("vm-");
  await quickInput.cancel();
  const [name = ""] = await usesBelow(path);
  const error = { code: "ScopeLocked", message: "The scope cannot perform write operation because of a lock: '/x'." };
  emulator.control.inject({ method: "PATCH", path: new RegExp(`/${name}\\?`), status: 409, body: { error }, times: 9 });
  await view.tree.chooseFromMenu(path, "Delete User-Assigned Identity...");
  await quickInput.choose(/Then Delete/);
  await workbench.dialog.waitFor();
  await workbench.dialog.press("Delete");
  await apply(workbench, "Remove");
  await workbench.notifications.waitFor(new RegExp(`^id-keyvault-reader wasn't deleted: ${name} might still use it`));
  expect(emulator.control.resource(identities.secrets)).toBeDefined();
  expect(writes(emulator)).not.toContain("DELETE id-keyvault-reader");
  emulator.control.clearInjections();
});

/** Calls the command from the palette and picks the identity: its list waits for the listing to end. */
async function beginDeletion(workbench: Workbench, name: string): Promise<readonly string[]> {
  const { quickInput } = workbench;
  await workbench.palette.run("Managed Identities: Delete User-Assigned Identity...");
  await quickInput.waitFor({ placeholder: "Select a user-assigned identity" });
  await quickInput.type(name);
  await quickInput.waitUntil(`${name} alone`, ({ items }) => items.filter(({ label }) => label !== "").length === 1);
  await quickInput.accept();
  await quickInput.waitFor({ title: `Delete ${name}: review what depends on it` });
  return await lines(workbench);
}

test("what is missing for making and deleting an identity is said before, and by the same words after", async () => {
  const { workbench, emulator } = session();
  const { quickInput } = workbench;
  mayOnlyRead(emulator);
  await workbench.palette.run("Managed Identities: Create User-Assigned Identity...");
  await quickInput.waitFor({ placeholder: "Subscription" });
  await quickInput.choose("Contoso Production");
  await quickInput.choose("rg-web-prod");
  await quickInput.waitFor({ message: /Name of the new user-assigned identity/ });
  await quickInput.type("id-refused");
  await quickInput.accept();
  await quickInput.waitFor({ placeholder: "Region of the new identity" });
  await quickInput.choose("West Europe");
  await quickInput.choose(/^Any region/);
  await quickInput.waitFor({ message: /^Tags of the new identity/ });
  await quickInput.accept();
  await quickInput.waitFor({ title: "Create id-refused in rg-web-prod" });
  const advice = "Ask for the Managed Identity Contributor role on rg-web-prod.";
  expect(await lines(workbench)).toContain(`You don't have permission to create identities in rg-web-prod | ${advice}`);
  await quickInput.choose(CREATE);
  const refused = await workbench.notifications.waitFor(/^You don't have permission to do this\./);
  expect(refused.message).toContain(advice);
  expect(emulator.control.resource(`${groupId(groups.web)}/${IDENTITY_TYPE}/id-refused`)).toBeUndefined();
  await workbench.notifications.dismiss(/^You don't have permission/);

  const shown = await beginDeletion(workbench, "id-payments");
  expect(shown).toContain(
    "You don't have permission to delete or change id-payments | Ask for the Managed Identity Contributor role on id-payments.",
  );
  expect(shown.some((line) => line.startsWith("A lock on rg-payments-prod prevents this"))).toBe(true);
  await workbench.screenshot("out/pictures/delete-rights.png");
  await quickInput.cancel();
  mayDoAll(emulator);
});

test("an identity is not called unused where not all is listed: that is said, listed again, and only then deleted", async () => {
  const { workbench, emulator } = session();
  const { quickInput } = workbench;
  const listing = new RegExp(`${subscriptions.production}/providers/Microsoft.Compute/virtualMachines\\?`);
  const body = { error: { code: "AuthorizationFailed", message: "no" } };
  emulator.control.inject({ path: listing, status: 403, body, times: 3 });
  await workbench.palette.run("Managed Identities: Refresh");
  const gap = "Virtual machines of Contoso Production | You don't have permission to do this.";
  const partial = await beginDeletion(workbench, "id-unused");
  expect(partial).toContain(gap);
  expect(partial).not.toContain("Delete");
  expect(partial.join("\n")).not.toContain("uses it");
  await workbench.screenshot("out/pictures/delete-incomplete.png");
  await quickInput.choose(/Delete Without Knowing Who Uses It$/);
  const question = await workbench.dialog.waitFor("Permanently delete the user-assigned identity id-unused?");
  expect(question.detail).toContain("Not everything that could use it was checked");
  await workbench.dialog.press("Cancel");

  await beginDeletion(workbench, "id-unused");
  emulator.control.clearInjections();
  emulator.control.inject({ path: listing, delayMs: 600_000 });
  await quickInput.choose(/Retry What Couldn't Be Listed$/);
  const waiting = /Listing your resources: \d of \d+ subscriptions/;
  await workbench.notifications.waitFor(waiting);
  await workbench.notifications.press(waiting, "Cancel");
  await workbench.notifications.gone(waiting);
  expect(await quickInput.now()).toBeUndefined();
  expect(emulator.control.resource(identities.unused)).toBeDefined();

  await workbench.palette.run("Managed Identities: Refresh");
  const whole = await beginDeletion(workbench, "id-unused");
  expect(whole).not.toContain(gap);
  expect(whole).toContain(
    "No resource that you can see uses it, and it has no role assignments or federated credentials.",
  );
  await quickInput.choose(/^\W*Delete$/);
  await workbench.dialog.waitFor("Permanently delete the user-assigned identity id-unused?");
  await workbench.dialog.press("Delete");
  await workbench.notifications.waitFor("Deleted the user-assigned identity id-unused.");
  expect(emulator.control.resource(identities.unused)).toBeUndefined();
});
