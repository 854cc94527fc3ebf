import { expect, test } from "vitest";
import { machines } from "../emulator/src/estate/contosoMachines";
import { identities } from "../emulator/src/estate/identitySeeds";
import { useWorkbench } from "./harness/useWorkbench";
import { ids, storedIdentity, writes } from "./support/identities";
import { apply, chooseChange, machinePath, openResources, REVIEW, verified } from "./support/resources";

const session = useWorkbench({ emulator: { operationMs: 300 } });

const PLAIN = machinePath("vm-web-bastion");
const ASSIGN = "Assign User-Assigned Identities...";
const UNDO_LAST = "Managed Identities: Undo Last Identity Change";

test("undo after a third party's change keeps the third party's change", async () => {
  const { workbench, emulator } = session();
  const tree = await openResources(workbench);
  await chooseChange(workbench, tree, PLAIN, ASSIGN, "id-web-api");
  await apply(workbench);
  await verified(workbench, "vm-web-bastion");
  emulator.control.patchAsThirdParty(machines.plain, {
    identity: { type: "UserAssigned", userAssignedIdentities: { [identities.telemetry]: {} } },
  });
  emulator.control.clearRequests();

  await workbench.palette.run(UNDO_LAST);
  await apply(workbench, "Remove");
  await verified(workbench, "vm-web-bastion");
  expect(storedIdentity(emulator, machines.plain).userAssigned).toEqual(ids(identities.telemetry));
  expect(writes(emulator)).toEqual(["PATCH vm-web-bastion"]);

  const changes = workbench.view("Changes").tree;
  const [undo, first] = await changes.children();
  expect(undo?.label).toBe("vm-web-bastion");
  expect(undo?.description).toMatch(/^Undo "Assign id-web-api", /);
  expect(first?.description).toContain("undone");
});

test("what cannot be undone says so before the first change, in the list, and when one asks for it", async () => {
  const { workbench, emulator } = session();
  const tree = await openResources(workbench);
  await tree.chooseFromMenu(machinePath("vm-web-build"), "Disable System-Assigned Identity...");
  await workbench.quickInput.waitFor(REVIEW);
  const labels = (await workbench.quickInput.now())?.items.map(({ label }) => label.trim());
  expect(labels).toContain("Disabling the system-assigned identity can't be undone");
  await apply(workbench, "Disable");
  await verified(workbench, "vm-web-build");
  emulator.control.clearRequests();

  const changes = workbench.view("Changes").tree;
  expect(await changes.tooltip([{ description: /^Disable the system-assigned/ }])).toContain("Can't be undone");
  await workbench.palette.run(UNDO_LAST);
  await workbench.notifications.waitFor(
    /^This can't be undone\. The system-assigned identity of vm-web-build no longer exists/,
  );
  expect(writes(emulator)).toEqual([]);
});

test("the journal stays when the window is loaded again, with what was there before and after", async () => {
  const { workbench, emulator } = session();
  await workbench.reload();
  await openResources(workbench);
  const changes = workbench.view("Changes").tree;
  const entry = [{ description: /^Assign id-web-api/ }];
  await changes.row([...entry, "Before"]);
  const lines = await changes.children(entry);
  expect(lines.map(({ label, description }) => `${label}: ${description}`)).toEqual([
    "Before: no identity",
    "After: id-web-api",
    "Where: resource group rg-web-prod",
  ]);
  emulator.control.clearRequests();
  await changes.chooseFromMenu([{ description: /^Undo "Assign id-web-api"/ }], "Undo Change");
  await apply(workbench, "Assign");
  await verified(workbench, "vm-web-bastion");
  expect(storedIdentity(emulator, machines.plain).userAssigned).toEqual(ids(identities.telemetry, identities.webApi));
});

test("the message that a change has arrived is whole, and takes it back by one click", async () => {
  const { workbench, emulator } = session();
  const tree = await openResources(workbench);
  const before = storedIdentity(emulator, machines.oneUser);
  await chooseChange(workbench, tree, machinePath("vm-sql-01"), ASSIGN, "id-web-api");
  await apply(workbench, "Assign");
  const { message, buttons } = await workbench.notifications.waitFor(/^vm-sql-01 now has .*\(verified\)/);
  expect(message).toMatch(/2 user-assigned/);
  expect(buttons).toEqual(["Undo", "Grant Access..."]);
  await workbench.screenshot("out/pictures/verified.png");
  await workbench.notifications.press(/^vm-sql-01 now has .*\(verified\)/, "Undo");
  await workbench.quickInput.waitFor({ title: "Remove id-web-api from vm-sql-01" });
  await apply(workbench, "Remove");
  await verified(workbench, "vm-sql-01");
  expect(storedIdentity(emulator, machines.oneUser)).toEqual(before);
});

test("an undo leaves alone a system-assigned identity that somebody has enabled anew, and older changes stay within reach", async () => {
  const { workbench, emulator } = session();
  const tree = await openResources(workbench);
  await tree.chooseFromMenu(PLAIN, "Enable System-Assigned Identity...");
  await apply(workbench);
  await verified(workbench, "vm-web-bastion");
  emulator.control.patchAsThirdParty(machines.plain, { identity: { type: "UserAssigned" } });
  emulator.control.patchAsThirdParty(machines.plain, { identity: { type: "SystemAssigned, UserAssigned" } });
  const theirs = emulator.control.resource(machines.plain)?.["identity"];
  emulator.control.clearRequests();

  await workbench.palette.run(UNDO_LAST);
  const { message } = await workbench.notifications.waitFor(/^No changes needed: vm-web-bastion/);
  expect(message).toContain("was replaced and stays");
  expect(writes(emulator)).toEqual([]);
  expect(emulator.control.resource(machines.plain)?.["identity"]).toEqual(theirs);
  const changes = workbench.view("Changes").tree;
  await changes.row([{ description: /^Undo "Enable the system-assigned identity", / }]);
  const [, enabled] = await changes.children();
  expect(enabled?.description).toContain("undone");
  await workbench.palette.run("Notifications: Clear All Notifications");

  await workbench.palette.run(UNDO_LAST);
  const { buttons } = await workbench.notifications.waitFor(
    /^This can't be undone\. .* of vm-web-build no longer exists/,
  );
  expect(buttons).toEqual(["Undo Another Change..."]);
  await workbench.palette.run("Notifications: Clear All Notifications");
});

test("an undo says before its preview which identities are gone or made anew, and brings back the others", async () => {
  const { workbench, emulator } = session();
  const tree = await openResources(workbench);
  await chooseChange(workbench, tree, PLAIN, "Remove User-Assigned Identities...", "id-web-api", "id-telemetry");
  await apply(workbench, "Remove");
  await verified(workbench, "vm-web-bastion");
  const telemetry = emulator.control.resource(identities.telemetry);
  emulator.control.remove(identities.telemetry);

  await workbench.palette.run(UNDO_LAST);
  const gone = await workbench.dialog.waitFor();
  expect(gone.message).toBe("Not everything can be restored. Undo the rest?");
  expect(gone.detail).toContain("id-telemetry no longer exists and can't be assigned again.");
  await workbench.dialog.cancel();

  const principalId = "99999999-9999-4999-8999-999999999999";
  const properties = { ...(telemetry?.["properties"] as object), principalId };
  emulator.control.put(identities.telemetry, { ...telemetry, properties });
  await workbench.palette.run(UNDO_LAST);
  expect((await workbench.dialog.waitFor()).detail).toContain("id-telemetry was deleted and created again.");
  await workbench.dialog.press("Undo the Rest");
  await apply(workbench);
  await verified(workbench, "vm-web-bastion");
  expect(storedIdentity(emulator, machines.plain).userAssigned).toEqual(ids(identities.webApi));
});
