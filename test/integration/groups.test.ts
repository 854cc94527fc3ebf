import { afterEach, beforeEach, expect, test } from "vitest";
import { machines } from "../emulator/src/estate/contosoMachines";
import { entraGroups } from "../emulator/src/estate/entraGroups";
import { identities, idsOf, systemPrincipal } from "../emulator/src/estate/identitySeeds";
import { useWorkbench } from "./harness/useWorkbench";
import { lines } from "./support/access";
import { identityPath, openIdentities } from "./support/identityView";
import { machinePath, openResources } from "./support/resources";

const session = useWorkbench();

const ADD = "Add to a Microsoft Entra Group...";

beforeEach(() => {
  session().emulator.control.clearRequests();
});
afterEach(() => {
  session().emulator.control.setGraphAllowed(true);
});

test("the directory's own token is asked for only when groups are", async () => {
  const { workbench, emulator } = session();
  await openResources(workbench);
  const scopes = () =>
    emulator.control
      .requests()
      .filter(({ path }) => path.endsWith("/token"))
      .map(({ body }) => new URLSearchParams(String(body)).get("scope")?.split(" ")[0]);
  await workbench.palette.run("Managed Identities: Show Groups");
  await workbench.quickInput.waitFor({ placeholder: "Select an identity" });
  expect(scopes()).not.toContain(`${emulator.graphUrl}/.default`);
  await workbench.quickInput.type("id-datalake");
  await workbench.quickInput.accept();
  await workbench.quickInput.waitFor({ title: "Groups of id-datalake-reader" });
  expect(scopes()).toContain(`${emulator.graphUrl}/.default`);
  const shown = await lines(workbench);
  expect(shown).toContain(`sg-sql-readers | May read the data warehouse | ${entraGroups.sqlReaders}`);
  expect(shown.filter((line) => line.startsWith("sg-"))).toHaveLength(2);
  await workbench.screenshot("out/pictures/groups.png");
  const copied = await workbench.clipboard.after((isCopied) =>
    workbench.quickInput.choose(/sg-sql-readers$/, isCopied),
  );
  expect(copied).toBe(entraGroups.sqlReaders);
  await workbench.quickInput.cancel();
});

test("a system-assigned identity is added to a group that is searched for by name, after a question", async () => {
  const { workbench, emulator } = session();
  const tree = await openResources(workbench);
  await tree.chooseFromMenu([...machinePath("vm-etl-01"), "System-assigned"], ADD);
  await workbench.quickInput.waitFor({ message: /Part of the group's name/ });
  await workbench.quickInput.type("sql");
  await workbench.quickInput.accept();
  await workbench.quickInput.waitFor({ placeholder: /^Group for/ });
  expect((await workbench.quickInput.allItems()).map(({ label }) => label)).toEqual([
    "sg-sql-readers",
    "sg-sql-writers",
  ]);
  await workbench.quickInput.choose("sg-sql-writers");
  const dialog = await workbench.dialog.waitFor("Add the system-assigned identity of vm-etl-01 to sg-sql-writers?");
  expect(dialog.detail).toContain("all permissions of the group");
  expect(emulator.control.groupMembers(entraGroups.sqlWriters)).toEqual([]);
  await workbench.dialog.press("Add");
  await workbench.notifications.waitFor(/^Added: the system-assigned identity of vm-etl-01 is now in sg-sql-writers\./);
  expect(emulator.control.groupMembers(entraGroups.sqlWriters)).toEqual([systemPrincipal(machines.both)]);
});

test("an identity that is in the group already is not added again", async () => {
  const { workbench, emulator } = session();
  const before = emulator.control.groupMembers(entraGroups.sqlReaders);
  expect(before).toEqual([idsOf(identities.dataLake).principalId]);
  await openResources(workbench);
  await workbench.palette.run(`Managed Identities: ${ADD}`);
  await workbench.quickInput.waitFor({ placeholder: "Select an identity" });
  await workbench.quickInput.type("id-datalake");
  await workbench.quickInput.accept();
  await workbench.quickInput.waitFor({ message: /Part of the group's name/ });
  await workbench.quickInput.type("readers");
  await workbench.quickInput.accept();
  await workbench.quickInput.waitFor({ placeholder: /^Group for/ });
  await workbench.quickInput.choose("sg-sql-readers");
  await workbench.notifications.waitFor("No changes needed: id-datalake-reader is already in sg-sql-readers.");
  expect(emulator.control.groupMembers(entraGroups.sqlReaders)).toEqual(before);
});

test("a directory that does not allow it says so in clear words", async () => {
  const { workbench, emulator } = session();
  emulator.control.setGraphAllowed(false);
  const view = await openIdentities(workbench);
  await view.tree.chooseFromMenu(identityPath("id-datalake-reader"), "Show Groups");
  const refused = await workbench.notifications.waitFor(/^Microsoft Entra ID doesn't allow this\./);
  expect(refused.message).toContain("Ask a Microsoft Entra ID administrator");
});
