import { expect, test } from "vitest";
import { machines, scaleSets } from "../emulator/src/estate/contosoMachines";
import { identities } from "../emulator/src/estate/identitySeeds";
import { useWorkbench } from "./harness/useWorkbench";
import { ids, storedIdentity, writes } from "./support/identities";
import {
  apply,
  APPLY,
  chooseChange,
  machinePath,
  openResources,
  REVIEW,
  scaleSetPath,
  verified,
} from "./support/resources";

const session = useWorkbench({ emulator: { operationMs: 200 } });

const ENABLE = "Enable System-Assigned Identity...";
const ASSIGN = "Assign User-Assigned Identities...";

test("a refusal by Azure says what happened, what it means and what to do, with the service's own words at hand", async () => {
  const { workbench, emulator } = session();
  const tree = await openResources(workbench);
  const error = {
    code: "AuthorizationFailed",
    message: `The client 'c' with object id 'o' does not have authorization to perform action 'Microsoft.Compute/virtualMachines/write' over scope '${machines.plain}' or the scope is invalid. If access was recently granted, please refresh your credentials.`,
  };
  emulator.control.inject({ method: "PATCH", path: /vm-web-bastion/, status: 403, body: { error } });
  await chooseChange(workbench, tree, machinePath("vm-web-bastion"), ENABLE);
  await apply(workbench);
  const notification = await workbench.notifications.waitFor(/have permission/);
  expect(notification.severity).toBe("error");
  expect(notification.message).toContain("Microsoft.Compute/virtualMachines/write");
  expect(notification.message).toContain("Virtual Machine Contributor");
  expect(notification.buttons).toContain("Show Details");
  expect(storedIdentity(emulator, machines.plain).type).toBe("None");
  await workbench.palette.run("Notifications: Clear All Notifications");
});

test("the refused change of one resource stays in the list, says that nothing was written, and can be tried again", async () => {
  const { workbench } = session();
  const tree = await openResources(workbench);
  const changes = workbench.view("Changes").tree;
  const [refused] = await changes.children();
  expect(refused?.label).toBe("vm-web-bastion");
  expect(refused?.description).toContain("failed, nothing was written");
  const entry = ["vm-web-bastion"];
  const menu = await changes.contextMenu(entry);
  const labels = (await menu.items()).map(({ label }) => label);
  await menu.dismiss();
  expect(labels).toEqual(
    expect.arrayContaining([
      "Retry Failed Changes",
      "Copy Access Request for an Administrator...",
      "Show in Resources",
      "Open in Azure Portal",
    ]),
  );
  expect(labels).not.toContain("Undo Change");
  await workbench.palette.run("Managed Identities: Undo Last Identity Change");
  await workbench.notifications.waitFor("There are no changes to undo.");
  await changes.inlineAction(entry, "Retry Failed Changes");
  await apply(workbench);
  await verified(workbench, "vm-web-bastion");
  expect((await changes.children())[0]?.description).toMatch(/^Retry "Enable the system-assigned identity", /);
  await chooseChange(workbench, tree, machinePath("vm-web-bastion"), "Disable System-Assigned Identity...");
  await apply(workbench, "Disable");
  await verified(workbench, "vm-web-bastion");
});

test("a failed line of the changes leads to its resource, to an access request and to another attempt", async () => {
  const { workbench, emulator } = session();
  const tree = await openResources(workbench);
  const error = { code: "AuthorizationFailed", message: "no" };
  emulator.control.inject({ method: "PATCH", path: /vm-web-bastion/, status: 403, body: { error } });
  await tree.click(machinePath("vm-web-bastion"));
  await tree.click(machinePath("vm-web-cache-01"), "Control");
  await chooseChange(workbench, tree, machinePath("vm-web-cache-01"), ENABLE);
  await apply(workbench);
  const changes = workbench.view("Changes").tree;
  const failed = ["2 resources", "vm-web-bastion"];
  await changes.rowWhere(failed, "a failure", ({ description }) =>
    description.startsWith("failed, nothing was written: "),
  );
  const request = await workbench.clipboard.after(() =>
    changes.chooseFromMenu(failed, "Copy Access Request for an Administrator..."),
  );
  expect(request).toContain("Virtual Machine Contributor");
  await changes.chooseFromMenu(failed, "Show in Resources");
  await workbench.screen.untilTrue("vm-web-bastion being selected in the resources", async () =>
    (await tree.visibleRows()).some(({ label, selected }) => label === "vm-web-bastion" && selected),
  );
  const menu = await changes.contextMenu(failed);
  expect((await menu.items()).map(({ label }) => label)).toContain("Open in Azure Portal");
  await menu.dismiss();
  await changes.inlineAction(failed, "Retry Failed Changes");
  await apply(workbench);
  await verified(workbench, "vm-web-bastion");
  expect(storedIdentity(emulator, machines.plain).type).toBe("SystemAssigned");
});

test("a lock is explained and nothing is changed", async () => {
  const { workbench, emulator } = session();
  const tree = await openResources(workbench);
  const before = storedIdentity(emulator, machines.locked);
  await chooseChange(workbench, tree, machinePath("vm-payments-01"), ASSIGN, "id-web-api");
  await apply(workbench);
  expect((await workbench.notifications.waitFor(/lock/)).severity).toBe("error");
  expect(storedIdentity(emulator, machines.locked)).toEqual(before);
  await workbench.palette.run("Notifications: Clear All Notifications");
});

test("a third party's change between preview and write is kept, and asked about where the outcome is another", async () => {
  const { workbench, emulator } = session();
  const tree = await openResources(workbench);
  await chooseChange(workbench, tree, machinePath("vm-sql-01"), ENABLE);
  await workbench.quickInput.waitFor(REVIEW);
  const theirs = { type: "UserAssigned", userAssignedIdentities: { [identities.dataLake]: {} } };
  emulator.control.patchAsThirdParty(machines.oneUser, { identity: theirs });
  emulator.control.clearRequests();
  await workbench.quickInput.choose(APPLY);
  await workbench.quickInput.waitFor({ title: /^Changed by someone else, review again: / });
  await workbench.quickInput.choose(APPLY);
  await verified(workbench, "vm-sql-01");
  expect(storedIdentity(emulator, machines.oneUser)).toMatchObject({ type: "SystemAssigned, UserAssigned" });
  expect(storedIdentity(emulator, machines.oneUser).userAssigned).toContain(identities.dataLake.toLowerCase());
  expect(writes(emulator)).toEqual(["PATCH vm-sql-01", "PATCH vm-sql-01"]);
});

test("a connection that closes after the write is settled by reading, and nothing is written twice", async () => {
  const { workbench, emulator } = session();
  const tree = await openResources(workbench);
  emulator.control.inject({ method: "PATCH", path: /vmss-web-canary/, close: "after" });
  emulator.control.clearRequests();
  await chooseChange(workbench, tree, scaleSetPath("vmss-web-canary"), ASSIGN, "id-web-api");
  await apply(workbench);
  await verified(workbench, "vmss-web-canary");
  expect(storedIdentity(emulator, scaleSets.webCanary).userAssigned).toEqual(ids(identities.webApi));
  expect(writes(emulator)).toEqual(["PATCH vmss-web-canary"]);
});

test("cancelling while Azure works says that the change goes on there", async () => {
  const { workbench, emulator } = session();
  const tree = await openResources(workbench);
  emulator.control.setOperationDuration(600_000);
  emulator.control.clearRequests();
  await chooseChange(workbench, tree, machinePath("vm-sql-02"), ENABLE);
  await apply(workbench);
  const running = /vm-sql-02: enable the system-assigned identity/;
  await workbench.notifications.waitFor(running);
  // The progress shows before the request has left.
  await workbench.screen.untilTrue("the change being sent", () =>
    Promise.resolve(writes(emulator).includes("PATCH vm-sql-02")),
  );
  await workbench.notifications.press(running, "Cancel");
  const notification = await workbench.notifications.waitFor(/You stopped waiting/);
  expect(notification.message).toContain("already sent. The change might have been made.");
  emulator.control.finishOperations();
  emulator.control.setOperationDuration(200);
  expect(storedIdentity(emulator, machines.twoUsers).type).toBe("SystemAssigned, UserAssigned");
  await workbench.palette.run("Notifications: Clear All Notifications");
});

test("an expired sign-in is renewed without a word", async () => {
  const { workbench, emulator } = session();
  const tree = await openResources(workbench);
  emulator.control.expireTokens();
  await chooseChange(workbench, tree, machinePath("vm-web-bastion"), ASSIGN, "id-web-api");
  await apply(workbench);
  await verified(workbench, "vm-web-bastion");
  expect(storedIdentity(emulator, machines.plain).userAssigned).toEqual(ids(identities.webApi));
});
