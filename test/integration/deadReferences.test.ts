import { beforeAll, expect, test } from "vitest";
import type { ViewPane } from "../host/driver/viewPane";
import { machines } from "../emulator/src/estate/contosoMachines";
import { deletedIdentity, identities } from "../emulator/src/estate/identitySeeds";
import { subscriptions } from "../emulator/src/estate/places";
import { useWorkbench } from "./harness/useWorkbench";
import { ids, storedIdentity, writes } from "./support/identities";
import { identityPath, labelsBelow, openIdentities } from "./support/identityView";
import { apply, machinePath, openResources, verified } from "./support/resources";

const session = useWorkbench({ emulator: { operationMs: 300 } });
let view: ViewPane;
beforeAll(async () => {
  view = await openIdentities(session().workbench);
});

const REPAIR = "Find and Repair Dead References...";
const machine = `/subscriptions/${subscriptions.production}/resourceGroups/rg-data-prod/providers/Microsoft.Compute/virtualMachines/vm-reports-01`;

test("a deleted identity is marked where a resource lists it, and in the view of identities", async () => {
  const { workbench, emulator } = session();
  const tree = await openResources(workbench);
  const path = machinePath("vm-reports-01");
  const row = await tree.rowWhere(path, "marked", ({ description }) => description.includes("deleted"));
  expect(row.description).toBe("1 deleted identity, 2 user-assigned");
  expect(row.ariaLabel).toContain("1 deleted identity");
  const dead = await tree.row([...path, "id-reports-old"]);
  expect(dead.description).toBe("deleted, rg-data-prod");
  expect(dead.icon).toContain("warning");
  expect(dead.ariaLabel).toContain("deleted");
  expect(await tree.tooltip([...path, "id-reports-old"])).toContain(
    "This identity no longer exists, but the resource still lists it.",
  );
  expect((await tree.row([...path, "id-telemetry"])).description).not.toContain("deleted");
  const gone = await view.tree.row(identityPath("id-reports-old"));
  expect(gone.description).toBe("deleted, 1 resource, rg-data-prod");
  expect(await labelsBelow(workbench, view, identityPath("id-reports-old"), "vm-reports-01")).toEqual([
    "vm-reports-01",
  ]);
  const asked = emulator.control.requests().filter(({ path: asked }) => /id-reports-old$/i.test(asked));
  expect(asked.map(({ method, status }) => `${method} ${String(status)}`)).toEqual(["GET 404"]);
});

test("one command takes exactly the dead reference off the resource that was clicked", async () => {
  const { workbench, emulator } = session();
  const tree = await openResources(workbench);
  const path = machinePath("vm-reports-01");
  emulator.control.clearRequests();
  await tree.chooseFromMenu(path, REPAIR);
  await apply(workbench, "Remove");
  await verified(workbench, "vm-reports-01");
  expect(storedIdentity(emulator, machine)).toEqual({
    type: "UserAssigned",
    userAssigned: ids(identities.telemetry),
  });
  expect(writes(emulator)).toEqual(["PATCH vm-reports-01"]);
  await tree.rowWhere(path, "not marked", ({ description }) => description === "1 user-assigned");
  await view.tree.gone(identityPath("id-reports-old"));
  const [repair] = await workbench.view("Changes").tree.children();
  expect(repair).toMatchObject({ label: "vm-reports-01" });
  expect(repair?.description).toMatch(/^Remove id-reports-old \(repair\), changed and verified, /);
});

test("over everything, from the palette: an identity deleted elsewhere is found on each resource and taken off", async () => {
  const { workbench, emulator } = session();
  const { quickInput } = workbench;
  emulator.control.remove(identities.batch);
  emulator.control.patchAsThirdParty(machine, {
    identity: { type: "UserAssigned", userAssignedIdentities: { [deletedIdentity]: {} } },
  });
  await workbench.palette.run("Managed Identities: Refresh");
  await view.tree.rowWhere(identityPath("id-batch-worker"), "deleted", ({ description }) =>
    description.startsWith("deleted"),
  );
  const uses = await labelsBelow(workbench, view, identityPath("id-batch-worker"), "vmss-batch-workers");
  expect(uses.length).toBeGreaterThan(1);
  emulator.control.clearRequests();
  await workbench.palette.run(`Managed Identities: ${REPAIR}`);
  await quickInput.waitFor({ placeholder: /Resources to remove deleted identities from/ });
  const items = await quickInput.allItems();
  expect(items.map(({ label }) => label).sort()).toEqual([...uses, "vm-reports-01"].sort());
  expect(items.every(({ ticked }) => ticked)).toBe(true);
  await quickInput.accept();
  await apply(workbench, "Remove");
  await view.tree.gone(identityPath("id-batch-worker"), 60_000);
  await view.tree.gone(identityPath("id-reports-old"), 60_000);
  expect([...writes(emulator)].sort()).toEqual([...uses, "vm-reports-01"].map((name) => `PATCH ${name}`).sort());
  expect(storedIdentity(emulator, machine).userAssigned).toEqual(ids(identities.telemetry));
});

test("the message that an identity was deleted while resources still refer to it leads to their repair", async () => {
  const { workbench, emulator } = session();
  const { quickInput } = workbench;
  await view.tree.chooseFromMenu(identityPath("id-datalake-reader"), "Delete User-Assigned Identity...");
  await quickInput.waitFor({ title: "Delete id-datalake-reader: review what depends on it" });
  await quickInput.choose(/Delete Only$/);
  await workbench.dialog.waitFor();
  await workbench.dialog.press("Delete");
  await workbench.notifications.press(
    /^Deleted the user-assigned identity id-datalake-reader\. \d+ resources? still refers? to it\.$/,
    "Repair Dead References...",
  );
  await quickInput.waitFor({ placeholder: /Resources to remove deleted identities from/ });
  await quickInput.accept();
  await apply(workbench, "Remove");
  await view.tree.gone(identityPath("id-datalake-reader"), 60_000);
  expect(emulator.control.resource(identities.dataLake)).toBeUndefined();
});

test("an identity that was created again under its name is marked, and is removed and assigned again", async () => {
  const { workbench, emulator } = session();
  const tree = await openResources(workbench);
  const path = machinePath("vm-sql-01");
  const [id = ""] = storedIdentity(emulator, machines.oneUser).userAssigned;
  const name = id.slice(id.lastIndexOf("/") + 1);
  const before = emulator.control.resource(id);
  emulator.control.remove(id);
  const principalId = "99999999-9999-4999-8999-999999999999";
  emulator.control.put(id, { ...before, properties: { ...(before?.["properties"] as object), principalId } });
  await workbench.palette.run("Managed Identities: Refresh");
  const row = await tree.rowWhere(path, "marked", ({ description }) => description.includes("to reassign"));
  expect(row.description).toContain("1 identity to reassign");
  emulator.control.clearRequests();
  await tree.chooseFromMenu(path, "Remove and Assign Again...");
  await workbench.quickInput.waitFor({ title: `Remove ${name} from vm-sql-01` });
  await apply(workbench, "Remove");
  await workbench.quickInput.waitFor({ title: `Assign ${name} to vm-sql-01` });
  await apply(workbench);
  await tree.rowWhere(path, "not marked", ({ description }) => description === "1 user-assigned");
  expect(writes(emulator)).toEqual(["PATCH vm-sql-01", "PATCH vm-sql-01"]);
});

test("what may not be read is not called deleted, and is not repaired", async () => {
  const { workbench, emulator } = session();
  emulator.control.patchAsThirdParty(machine, {
    identity: { type: "UserAssigned", userAssignedIdentities: { [deletedIdentity]: {} } },
  });
  emulator.control.inject({
    path: /id-reports-old\?/i,
    status: 403,
    body: { error: { code: "AuthorizationFailed", message: "no" } },
    times: 9,
  });
  await workbench.palette.run("Managed Identities: Refresh");
  const tree = await openResources(workbench);
  const path = [...machinePath("vm-reports-01"), "id-reports-old"];
  const row = await tree.rowWhere(path, "doubtful", ({ description }) => description.startsWith("existence unknown"));
  expect(row.icon).toContain("question");
  const menu = await tree.contextMenu(machinePath("vm-reports-01"));
  expect((await menu.items()).map(({ label }) => label)).not.toContain(REPAIR);
  await menu.dismiss();
  await workbench.palette.run(`Managed Identities: ${REPAIR}`);
  await workbench.notifications.waitFor(
    /^No resource refers to an identity that's known to be deleted\. Couldn't check whether id-reports-old/,
  );
  emulator.control.clearInjections();
});
