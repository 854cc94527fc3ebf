import { afterEach, beforeEach, expect, test } from "vitest";
import { machines } from "../emulator/src/estate/contosoMachines";
import { groupId, groups } from "../emulator/src/estate/groupSeeds";
import { identities, idsOf } from "../emulator/src/estate/identitySeeds";
import { subscriptions } from "../emulator/src/estate/places";
import { useWorkbench } from "./harness/useWorkbench";
import { assignmentWrites, lines, mayDoAll, mayOnlyRead } from "./support/access";
import { identityPath, openIdentities } from "./support/identityView";
import { apply, chooseChange, machinePath, openResources, verified } from "./support/resources";

const session = useWorkbench({ emulator: { operationMs: 300 } });

const GRANT = "Grant Access...";
const GRANT_LINE = /^\s*Grant Access$/;
const READER = /acdd72a7-3385-48ef-bd42-f606fba81ae7$/;

beforeEach(() => {
  session().emulator.control.clearRequests();
});
afterEach(() => {
  mayDoAll(session().emulator);
  session().emulator.control.setReplication({ tries: 2, skippedByPrincipalType: true });
});

/** Answers the steps after the identity has been chosen: subscription, place, role. */
async function chooseAccess(place: RegExp | string, role: string, resource?: string): Promise<void> {
  const { quickInput } = session().workbench;
  await quickInput.waitFor({ placeholder: /^Subscription in which/ });
  await quickInput.choose("Contoso Production");
  await quickInput.waitFor({ placeholder: /^Where / });
  await quickInput.choose(place);
  if (resource !== undefined) {
    await quickInput.waitFor({ placeholder: /^Type part of the resource's name/ });
    await quickInput.type(resource);
    await quickInput.accept();
  }
  await quickInput.waitFor({ placeholder: /^Role of/ });
  await quickInput.type(role);
  await quickInput.accept();
  await quickInput.waitFor({ title: /^Grant .* the role / });
}

test("grant a role on a resource that is searched for, to a system-assigned identity, from the palette", async () => {
  const { workbench, emulator } = session();
  await openResources(workbench);
  await workbench.palette.run(`Managed Identities: ${GRANT}`);
  await workbench.quickInput.waitFor({ placeholder: "Select an identity" });
  await workbench.quickInput.type("vm-etl-01");
  await workbench.quickInput.accept();
  await chooseAccess(/A Resource\.\.\.$/, "Network Contributor", "vnet-web");
  await workbench.quickInput.choose(GRANT_LINE);
  await workbench.notifications.waitFor(
    /^Granted: the system-assigned identity of vm-etl-01 now has Network Contributor on vnet-web in rg-web-prod\./,
  );
  const [write] = assignmentWrites(emulator);
  expect(write?.path).toMatch(/\/virtualNetworks\/vnet-web\/providers\/Microsoft\.Authorization\/roleAssignments\//);
  const identity = emulator.control.resource(machines.both)?.["identity"];
  expect(write?.body).toMatchObject({ properties: { principalId: (identity as { principalId: string }).principalId } });
});

test("the message of a change leads to what is mostly done next: granting access, and copying the principal ID", async () => {
  const { workbench, emulator } = session();
  const { notifications } = workbench;
  const tree = await openResources(workbench);
  await tree.chooseFromMenu(machinePath("vm-sql-02"), "Enable System-Assigned Identity...");
  await apply(workbench);
  const enabled = "vm-sql-02 now has a system-assigned identity and 2 user-assigned identities (verified).";
  expect((await notifications.waitFor(enabled)).buttons).toEqual(["Undo", "Grant Access...", "Copy Principal ID"]);
  const copied = await workbench.clipboard.after(() => notifications.press(enabled, "Copy Principal ID"));
  expect(copied).toBe(
    (emulator.control.resource(machines.twoUsers)?.["identity"] as { principalId: string }).principalId,
  );
  await workbench.palette.run("Notifications: Clear All Notifications");

  await chooseChange(workbench, tree, machinePath("vm-sql-02"), "Assign User-Assigned Identities...", "id-web-api");
  await apply(workbench);
  await notifications.press(/^vm-sql-02 now has .* 3 user-assigned identities \(verified\)\.$/, "Grant Access...");
  await workbench.quickInput.waitFor({ placeholder: /^Subscription in which/ });
  await workbench.quickInput.cancel();
});

test("a resource is found by its name in all subscriptions; where none matches, that is said", async () => {
  const { workbench } = session();
  const { quickInput } = workbench;
  const view = await openIdentities(workbench);
  await view.tree.chooseFromMenu(identityPath("id-unused", "Contoso Shared Services"), GRANT);
  await quickInput.waitFor({ placeholder: /^Subscription in which/ });
  await quickInput.choose(/Search All Subscriptions/);
  await quickInput.waitFor({ placeholder: /^Type part of the resource's name/ });
  await quickInput.type("nothing-of-this-name");
  await quickInput.item('No resource matches "nothing-of-this-name"');
  await quickInput.type("vnet web");
  const found = await quickInput.item(/vnet-web$/);
  expect(found.description).toBe("Virtual network in rg-web-prod, Contoso Production");
  await workbench.screenshot("out/pictures/search-resource.png");
  await quickInput.choose(/vnet-web$/);
  await quickInput.waitFor({ placeholder: /^Role of/ });
  await quickInput.type("Reader");
  await quickInput.choose("Reader");
  await quickInput.waitFor({ title: "Grant id-unused the role Reader on vnet-web in rg-web-prod" });
  await quickInput.cancel();
});

test("grant a role on a resource group, from the identity's menu, with a stable id and the principal's type", async () => {
  const { workbench, emulator } = session();
  const view = await openIdentities(workbench);
  await view.tree.chooseFromMenu(identityPath("id-unused", "Contoso Shared Services"), GRANT);
  await chooseAccess(/rg-batch-prod$/, "Reader");
  await workbench.screenshot("out/pictures/grant-access.png");
  const shown = await lines(workbench);
  const { principalId } = idsOf(identities.unused);
  expect(shown).toContain(`id-unused | ${principalId}`);
  expect(assignmentWrites(emulator)).toEqual([]);
  await workbench.quickInput.choose(GRANT_LINE);
  await workbench.notifications.waitFor(
    /^Granted: id-unused now has Reader on resource group rg-batch-prod in Contoso Production\./,
  );
  const [write] = assignmentWrites(emulator);
  expect(write).toMatchObject({
    method: "PUT",
    status: 201,
    body: {
      properties: { principalId, principalType: "ServicePrincipal", roleDefinitionId: expect.stringMatching(READER) },
    },
  });
  const name = write?.path.split("/").at(-1) ?? "";
  expect(name).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-/);
  const id = `${groupId(groups.batch)}/providers/Microsoft.Authorization/roleAssignments/${name}`;
  expect(emulator.control.resource(id)).toMatchObject({ properties: { principalId, scope: groupId(groups.batch) } });

  await view.tree.chooseFromMenu(identityPath("id-unused", "Contoso Shared Services"), GRANT);
  await chooseAccess(/rg-batch-prod$/, "Reader");
  await workbench.quickInput.choose(GRANT_LINE);
  await workbench.notifications.waitFor(/^No changes needed: id-unused already has Reader/);
});

test("grant a role on a whole subscription", async () => {
  const { workbench, emulator } = session();
  const view = await openIdentities(workbench);
  await view.tree.chooseFromMenu(identityPath("id-unused", "Contoso Shared Services"), GRANT);
  await chooseAccess(/The Whole Subscription$/, "Reader");
  await workbench.quickInput.choose(GRANT_LINE);
  await workbench.notifications.waitFor(/^Granted: id-unused now has Reader on subscription Contoso Production\./);
  const [write] = assignmentWrites(emulator);
  expect(write?.path.split("/providers/")[0]).toBe(`/subscriptions/${subscriptions.production}`);
  expect(write?.status).toBe(201);
});

test("an identity that was made a moment ago is waited for, and the waiting can be stopped", async () => {
  const { workbench, emulator } = session();
  emulator.control.setReplication({ tries: 1, skippedByPrincipalType: false });
  const tree = await openResources(workbench);
  await chooseChange(workbench, tree, machinePath("vm-web-bastion"), "Enable System-Assigned Identity...");
  await apply(workbench);
  await verified(workbench, "vm-web-bastion");
  await tree.chooseFromMenu([...machinePath("vm-web-bastion"), "System-assigned"], GRANT);
  await chooseAccess(/rg-web-prod$/, "Reader");
  await workbench.quickInput.choose(GRANT_LINE);
  await workbench.notifications.waitFor(/doesn't know this identity yet\. Trying again in 2 s/);
  await workbench.notifications.waitFor(/^Granted: the system-assigned identity of vm-web-bastion now has Reader/);
  expect(assignmentWrites(emulator).map(({ status }) => status)).toEqual([400, 201]);
  expect(new Set(assignmentWrites(emulator).map(({ path }) => path)).size).toBe(1);

  emulator.control.clearRequests();
  emulator.control.setReplication({ tries: 9, skippedByPrincipalType: false });
  await chooseChange(workbench, tree, machinePath("vm-legacy-02"), "Enable System-Assigned Identity...");
  await apply(workbench);
  await verified(workbench, "vm-legacy-02");
  await tree.chooseFromMenu([...machinePath("vm-legacy-02"), "System-assigned"], GRANT);
  await chooseAccess(/rg-web-prod$/, "Reader");
  await workbench.quickInput.choose(GRANT_LINE);
  await workbench.notifications.press(/doesn't know this identity yet/, "Cancel");
  await workbench.notifications.gone(/doesn't know this identity yet/);
  const sent = assignmentWrites(emulator).length;
  expect(sent).toBeLessThan(4);
  expect(assignmentWrites(emulator).every(({ status }) => status === 400)).toBe(true);
});

test("who may not grant access is told the role that allows it", async () => {
  const { workbench, emulator } = session();
  mayOnlyRead(emulator, { scope: groupId(groups.legacy), roleName: "Contributor" });
  const view = await openIdentities(workbench);
  await view.tree.chooseFromMenu(identityPath("id-web-api"), GRANT);
  await chooseAccess(/rg-legacy$/, "Reader");
  expect(await lines(workbench)).toContain(
    "You don't have permission to change who has access to rg-legacy | Ask for the User Access Administrator role on rg-legacy.",
  );
  await workbench.quickInput.choose(GRANT_LINE);
  const refused = await workbench.notifications.waitFor(/^You don't have permission to do this\./);
  expect(refused.message).toContain("Ask for the User Access Administrator role on rg-legacy.");
});

test("remove access from the palette: those that one ticks, named in the question", async () => {
  const { workbench, emulator } = session();
  await openResources(workbench);
  await workbench.palette.run("Managed Identities: Remove Role Assignments...");
  await workbench.quickInput.type("id-telemetry");
  await workbench.quickInput.accept();
  await workbench.quickInput.waitFor({ placeholder: /^Role assignments to remove from id-telemetry/ });
  await workbench.quickInput.tick(/Reader$/);
  await workbench.quickInput.accept();
  const dialog = await workbench.dialog.waitFor("Remove this access from id-telemetry?");
  expect(dialog.detail).toContain("Reader on resource group rg-batch-prod in Contoso Production");
  expect(dialog.detail).not.toContain("Storage");
  expect(assignmentWrites(emulator)).toEqual([]);
  await workbench.dialog.press("Remove");
  await workbench.notifications.waitFor("1 role assignment was removed.");
  const [removed] = assignmentWrites(emulator);
  expect(removed).toMatchObject({ method: "DELETE", status: 200 });
  expect(emulator.control.resource(removed?.path ?? "")).toBeUndefined();
});
