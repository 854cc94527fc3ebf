import { afterEach, beforeEach, expect, test } from "vitest";
import { machines } from "../emulator/src/estate/contosoMachines";
import { groupId, groups } from "../emulator/src/estate/groupSeeds";
import { orphanedAssignment } from "../emulator/src/estate/accessSeeds";
import { deletedIdentity, identities, idsOf, systemPrincipal } from "../emulator/src/estate/identitySeeds";
import { subscriptions } from "../emulator/src/estate/places";
import { useWorkbench } from "./harness/useWorkbench";
import { assignmentWrites, lineOf, lines } from "./support/access";
import { identityPath, openIdentities } from "./support/identityView";
import { writes } from "./support/identities";
import { APPLY, chooseChange, machinePath, openResources, REVIEW } from "./support/resources";

const session = useWorkbench({ emulator: { operationMs: 300 } });

const IMPACT = "Show What Depends on It...";
const TELEMETRY = identityPath("id-telemetry", "Contoso Shared Services");

beforeEach(() => {
  session().emulator.control.clearRequests();
});
afterEach(() => {
  session().emulator.control.clearInjections();
  session().emulator.control.setGraphAllowed(true);
});

test("a subscription that cannot be read is said, and hides none of the others", async () => {
  const { workbench, emulator } = session();
  emulator.control.inject({
    path: new RegExp(`${subscriptions.production}/providers/Microsoft.Authorization/roleAssignments`),
    status: 403,
    body: { error: { code: "AuthorizationFailed", message: "no" } },
  });
  await openResources(workbench);
  await workbench.palette.run(`Managed Identities: ${IMPACT}`);
  await workbench.quickInput.waitFor({ placeholder: "Select an identity" });
  await workbench.quickInput.type("id-telemetry");
  await workbench.quickInput.accept();
  await workbench.quickInput.waitFor({ title: "What depends on id-telemetry" });
  const shown = await lines(workbench);
  expect(shown).toContain("Couldn't read Contoso Production | You don't have permission to do this.");
  expect(shown).toContain("Storage Blob Data Contributor | resource group rg-shared in Contoso Shared Services");
  await workbench.quickInput.cancel();
});

test("what depends on an identity: its roles by name over all subscriptions, who uses it, and whose requests get it", async () => {
  const { workbench, emulator } = session();
  const view = await openIdentities(workbench);
  await view.tree.row(TELEMETRY);
  emulator.control.clearRequests();
  await view.tree.chooseFromMenu(TELEMETRY, IMPACT);
  await workbench.quickInput.waitFor({ title: "What depends on id-telemetry" });
  const shown = await lines(workbench);
  expect(shown).toContain("Reader | resource group rg-batch-prod in Contoso Production");
  expect(shown).toContain("Storage Blob Data Contributor | resource group rg-shared in Contoso Shared Services");
  expect(shown).toContain("12 resources that you can see use it.");
  expect(shown.find((line) => line.startsWith("vmss-web-frontend"))).not.toContain("It's the default identity");
  expect(shown.find((line) => line.startsWith("vm-dns-01"))).toContain("It's the default identity there");
  await workbench.screenshot("out/pictures/impact.png");
  const asked = emulator.control.requests().filter(({ path }) => path.endsWith("/roleAssignments"));
  expect(asked).toHaveLength(4);
  expect(new Set(asked.map(({ query }) => query["$filter"]))).toEqual(
    new Set([`principalId eq '${idsOf(identities.telemetry).principalId}'`]),
  );

  const text = await workbench.clipboard.after((copied) => workbench.quickInput.choose(/Copy as Text$/, copied));
  expect(text).toContain(groupId(groups.batch));
  expect(text).toContain(idsOf(identities.telemetry).principalId);
  await workbench.quickInput.cancel();
});

test("whether identities are safe to delete: the web app that alone uses one, and the verdicts of a subscription as a document", async () => {
  const { workbench } = session();
  const view = await openIdentities(workbench);
  await view.tree.chooseFromMenu(identityPath("id-storefront"), "Safe to Delete?");
  await workbench.quickInput.waitFor({ title: "Is id-storefront safe to delete?" });
  const shown = await lines(workbench);
  expect(shown[0]).toBe("Not safe: in use | Resources use it. They lose their access when it's deleted.");
  expect(shown).toContain("app-storefront (App Service or function app)");
  await workbench.screenshot("out/pictures/safe-to-delete.png");
  await workbench.quickInput.cancel();
  await view.tree.chooseFromMenu(
    [identityPath("id-storefront")[0] ?? ""],
    "Check Which Identities Are Safe to Delete...",
  );
  await workbench.quickInput.waitFor({ title: "Identities of Contoso Production that are safe to delete" });
  const all = await lines(workbench);
  expect(all.find((line) => line.includes("id-storefront"))).toContain("Other resources: 3");
  await workbench.quickInput.choose(/Open as Text$/);
  await workbench.quickInput.choose(/id-storefront$/);
  await workbench.quickInput.waitFor({ title: "Is id-storefront safe to delete?" });
  await workbench.quickInput.cancel();
});

test("which resources can act in privileged roles is listed, filtered, and leads to the resource", async () => {
  const { workbench } = session();
  const tree = await openResources(workbench);
  await workbench.palette.run("Managed Identities: List Privileged Resources...");
  await workbench.quickInput.waitFor({ placeholder: "Select the roles to look for" });
  await workbench.quickInput.choose("Privileged Roles");
  await workbench.quickInput.waitFor({ title: /^Resources with privileged roles/ });
  await workbench.quickInput.type("etl contributor");
  await workbench.quickInput.item(/vm-etl-01$/);
  const shown = await lines(workbench);
  expect(shown[0]).toContain("Contributor on resource group rg-data-prod in Contoso Production");
  await workbench.screenshot("out/pictures/reach.png");
  await workbench.quickInput.accept();
  await tree.row(machinePath("vm-etl-01"));
});

test("access is removed from the list, after a question that names it", async () => {
  const { workbench, emulator } = session();
  const view = await openIdentities(workbench);
  await view.tree.chooseFromMenu(identityPath("id-sql-backup"), IMPACT);
  await workbench.quickInput.waitFor({ title: "What depends on id-sql-backup" });
  await workbench.quickInput.choose(/Storage Blob Data Contributor$/);
  await workbench.quickInput.choose(/Remove Role Assignment\.\.\.$/);
  const dialog = await workbench.dialog.waitFor("Remove this access from id-sql-backup?");
  expect(dialog.detail).toContain("Storage Blob Data Contributor on resource group rg-data-prod in Contoso Production");
  await workbench.dialog.press("Remove");
  await workbench.notifications.waitFor("1 role assignment was removed.");
  await workbench.quickInput.waitFor({ title: "What depends on id-sql-backup" });
  expect(await lines(workbench)).toContain("No role assignments that you have access to");
  await workbench.quickInput.cancel();
  const [removed] = assignmentWrites(emulator);
  expect(removed).toMatchObject({ method: "DELETE", status: 200 });
  expect(emulator.control.resource(removed?.path ?? "")).toBeUndefined();
});

test("disabling a system-assigned identity shows the access that is lost with it, and the question counts it", async () => {
  const { workbench, emulator } = session();
  const tree = await openResources(workbench);
  await chooseChange(workbench, tree, machinePath("vm-etl-01"), "Disable System-Assigned Identity...");
  await workbench.quickInput.waitFor(REVIEW);
  await workbench.quickInput.item(/Contributor$/);
  const items = await workbench.quickInput.allItems();
  const lost = items.find(({ separator }) => separator === "Access that is lost");
  expect(lost?.label.trim()).toBe("Contributor");
  expect(items.find(({ focused }) => focused)?.label.trim()).toBe("Apply");
  expect(lost?.description).toBe("resource group rg-data-prod in Contoso Production");
  await workbench.screenshot("out/pictures/impact-preview.png");
  await workbench.quickInput.choose(APPLY);
  const dialog = await workbench.dialog.waitFor();
  expect(dialog.detail).toContain("1 role assignment will be orphaned.");
  await workbench.dialog.cancel();
  const asked = emulator.control.requests().filter(({ path }) => path.endsWith("/roleAssignments"));
  expect(asked.map(({ query }) => query["$filter"])).toContain(`principalId eq '${systemPrincipal(machines.both)}'`);
  expect(writes(emulator)).toEqual([]);
});

test("removing a user-assigned identity shows what the resource can no longer do, and who else uses it", async () => {
  const { workbench } = session();
  const tree = await openResources(workbench);
  await tree.chooseFromMenu([...machinePath("vm-sql-02"), "id-telemetry"], "Remove from This Resource...");
  await workbench.quickInput.waitFor(REVIEW);
  await workbench.quickInput.item(/Storage Blob Data Contributor$/);
  const shown = await lines(workbench);
  expect(shown).toContain("11 other resources use it.");
  await workbench.quickInput.cancel();
});

test("disabling several shows whose access is lost, grouped, and the question counts it", async () => {
  const { workbench, emulator } = session();
  const tree = await openResources(workbench);
  await tree.click(machinePath("vm-etl-01"));
  await tree.click(machinePath("vm-web-build"), "Control");
  await chooseChange(workbench, tree, machinePath("vm-web-build"), "Disable System-Assigned Identity...");
  await workbench.quickInput.waitFor(REVIEW);
  await workbench.quickInput.item(/Contributor$/);
  const items = await workbench.quickInput.allItems();
  const lost = items.find(({ separator }) => separator === "Access lost with 2 identities");
  expect(lost && lineOf(lost)).toBe(
    "Contributor | resource group rg-data-prod in Contoso Production | held by vm-etl-01",
  );
  await workbench.screenshot("out/pictures/impact-batch.png");
  await workbench.quickInput.choose(APPLY);
  const dialog = await workbench.dialog.waitFor();
  expect(dialog.detail).toContain("1 role assignment will be orphaned.");
  await workbench.dialog.cancel();
  expect(writes(emulator)).toEqual([]);
});

test("removing an identity from several shows what they had through it, and how many others use it", async () => {
  const { workbench } = session();
  const tree = await openResources(workbench);
  await tree.click(machinePath("vm-sql-01"));
  await tree.click(machinePath("vm-sql-02"), "Control");
  await chooseChange(workbench, tree, machinePath("vm-sql-02"), "Remove User-Assigned Identities...", "id-telemetry");
  await workbench.quickInput.waitFor(REVIEW);
  await workbench.quickInput.item(/Storage Blob Data Contributor$/);
  const shown = await lines(workbench);
  expect(shown.some((line) => / other resources use it\.$/.test(line))).toBe(true);
  await workbench.quickInput.cancel();
});

test("orphaned role assignments are found by the directory's word, named, and removed", async () => {
  const { workbench, emulator } = session();
  await workbench.palette.run("Notifications: Clear All Notifications");
  await openResources(workbench);
  await workbench.palette.run("Managed Identities: List Orphaned Role Assignments...");
  await workbench.quickInput.waitFor({ placeholder: /^Their identities no longer exist/ });
  const { principalId } = idsOf(deletedIdentity);
  expect(await lines(workbench)).toContain(
    `Reader | resource group rg-data-prod in Contoso Production | Principal ${principalId} no longer exists`,
  );
  await workbench.screenshot("out/pictures/orphaned.png");
  await workbench.quickInput.tick(/Reader$/);
  await workbench.quickInput.accept();
  const dialog = await workbench.dialog.waitFor("Remove these role assignments of deleted identities?");
  expect(dialog.detail).toContain("Reader on resource group rg-data-prod in Contoso Production");
  await workbench.dialog.press("Remove");
  await workbench.notifications.waitFor("1 role assignment was removed.");
  expect(assignmentWrites(emulator)).toMatchObject([{ method: "DELETE", status: 200 }]);
  expect(emulator.control.resource(orphanedAssignment.id)).toBeUndefined();
});

test("where the directory says nothing, nothing is called orphaned", async () => {
  const { workbench, emulator } = session();
  emulator.control.setGraphAllowed(false);
  await openResources(workbench);
  await workbench.palette.run("Managed Identities: List Orphaned Role Assignments...");
  const said = await workbench.notifications.waitFor(
    /^Couldn't determine which role assignments in Contoso are orphaned\./,
  );
  expect(said.message).toContain("Microsoft Entra ID doesn't allow this.");
  expect(await workbench.quickInput.now()).toBeUndefined();
  expect(assignmentWrites(emulator)).toEqual([]);
});

test("who changed the identities of a machine, and when", async () => {
  const { workbench, emulator } = session();
  emulator.control.patchAsThirdParty(machines.both, {
    identity: { type: "SystemAssigned, UserAssigned", userAssignedIdentities: { [identities.webApi]: {} } },
  });
  const tree = await openResources(workbench);
  await tree.chooseFromMenu(machinePath("vm-etl-01"), "Show Identity History...");
  await workbench.quickInput.waitFor({ title: "Identity history of vm-etl-01" });
  const [first] = await lines(workbench);
  expect(first).toContain("assigned id-web-api");
  expect(first).toContain("by deploy@contoso.example with Azure Portal");
  await workbench.screenshot("out/pictures/identity-history.png");
  await workbench.quickInput.cancel();
});
