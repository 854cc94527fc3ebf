import { beforeAll, expect, test } from "vitest";
import { groupId, groups } from "../emulator/src/estate/groupSeeds";
import { subscriptions } from "../emulator/src/estate/places";
import type { RowMatch } from "../host/driver/treeView";
import type { ViewPane } from "../host/driver/viewPane";
import { useWorkbench } from "./harness/useWorkbench";
import { assignmentWrites } from "./support/access";
import { writes } from "./support/identities";
import { identityPath, openIdentities } from "./support/identityView";

const session = useWorkbench({ emulator: { operationMs: 300 } });
let view: ViewPane;
beforeAll(async () => {
  view = await openIdentities(session().workbench);
});

const NAME = "id-acts";
const IDENTITY = `/subscriptions/${subscriptions.production}/resourceGroups/rg-web-prod/providers/Microsoft.ManagedIdentity/userAssignedIdentities/${NAME}`;
const CREDENTIAL = `${IDENTITY}/federatedIdentityCredentials/github-acts`;
const CREATED = { description: /^Create user-assigned identity, / };
const GRANTED = { description: /^Grant access, / };
const ADDED = { description: /^Add federated credential github-acts, / };

async function createIdentity(): Promise<void> {
  const { workbench } = session();
  const { quickInput } = workbench;
  await view.tree.chooseFromMenu(["Contoso Production"], "Create User-Assigned Identity...");
  await quickInput.waitFor({ placeholder: /Resource group/i });
  await quickInput.choose("rg-web-prod");
  await quickInput.waitFor({ message: /Name of the new user-assigned identity/ });
  await quickInput.type(NAME);
  await quickInput.accept();
  await quickInput.waitFor({ placeholder: "Region of the new identity" });
  await quickInput.choose("North Europe");
  await quickInput.choose("Any region");
  await quickInput.waitFor({ message: /^Tags of the new identity/ });
  await quickInput.accept();
  await quickInput.waitFor({ title: new RegExp(`^Create ${NAME} in `) });
  await quickInput.choose(/^\W*Create$/);
  await workbench.notifications.waitFor(/^Created the user-assigned identity id-acts/);
}

async function grantReader(): Promise<void> {
  const { workbench } = session();
  const { quickInput } = workbench;
  await view.tree.chooseFromMenu(identityPath(NAME), "Grant Access...");
  await quickInput.waitFor({ placeholder: /^Subscription in which/ });
  await quickInput.choose("Contoso Production");
  await quickInput.waitFor({ placeholder: /^Where / });
  await quickInput.choose(/rg-batch-prod$/);
  await quickInput.waitFor({ placeholder: /^Role of/ });
  await quickInput.type("Reader");
  await quickInput.accept();
  await quickInput.waitFor({ title: /^Grant .* the role / });
  await quickInput.choose(/^\s*Grant Access$/);
  await workbench.notifications.waitFor(/^Granted: id-acts now has Reader/);
}

async function trustBranch(): Promise<void> {
  const { workbench } = session();
  const { quickInput } = workbench;
  await view.tree.chooseFromMenu(identityPath(NAME), "Add Federated Credential...");
  await quickInput.waitFor({ placeholder: "Who can act as the identity" });
  await quickInput.choose(/GitHub Actions/);
  await quickInput.waitFor({ message: /GitHub repository/ });
  await quickInput.type("contoso/web");
  await quickInput.accept();
  await quickInput.choose("Branch");
  await quickInput.waitFor({ message: /Name of the branch/ });
  await quickInput.type("main");
  await quickInput.accept();
  await quickInput.waitFor({ message: /Name of the federated credential/ });
  await quickInput.type("github-acts");
  await quickInput.accept();
  await quickInput.waitFor({ message: /^Audience/ });
  await quickInput.accept();
  await quickInput.waitFor({ placeholder: /will be able to act as id-acts/ });
  await quickInput.choose(/Add$/);
  await workbench.notifications.waitFor(/^id-acts now trusts/);
}

/** Chooses to take an entry back in the view of changes, and agrees to what is done for it. */
async function undo(entry: RowMatch, what: string, inverse: string): Promise<void> {
  const { workbench } = session();
  await workbench.palette.run("Notifications: Clear All Notifications");
  await workbench.view("Changes").tree.chooseFromMenu([entry], "Undo Change");
  const { detail } = await workbench.dialog.waitFor(`Undo "${what}"?`);
  expect(detail).toBe(inverse);
  await workbench.dialog.press("Undo");
}

async function isCalledUndone(entry: RowMatch): Promise<void> {
  const { tree } = session().workbench.view("Changes");
  await tree.rowWhere([entry], "undone", ({ description }) => description.includes("undone"));
}

test("an identity that is created, access that is granted and a credential that is added are in the list of changes", async () => {
  const { workbench } = session();
  await createIdentity();
  await grantReader();
  await trustBranch();
  const rows = await workbench.screen.until("the three changes being done", async () => {
    const found = await workbench.view("Changes").tree.children();
    return found.length === 3 && found.every(({ description }) => description.includes("done")) ? found : undefined;
  });
  expect(rows.map(({ label }) => label)).toEqual(["id-acts", "rg-batch-prod", "id-acts"]);
  const [added, granted, created] = rows;
  expect(added?.description).toMatch(/^Add federated credential github-acts, done, /);
  expect(granted?.description).toMatch(/^Grant access, done, /);
  expect(created?.description).toMatch(/^Create user-assigned identity, done, /);
  expect(await workbench.view("Changes").tree.tooltip([GRANTED])).toContain(groupId(groups.batch));
  await workbench.screenshot("out/pictures/changes-acts.png");
});

test("what others rest on is not taken back: an identity that was granted access since stays", async () => {
  const { workbench, emulator } = session();
  emulator.control.clearRequests();
  await undo(CREATED, "Create user-assigned identity: id-acts", "Delete user-assigned identity: id-acts");
  await workbench.notifications.waitFor(/^The identity is in use/);
  expect(writes(emulator)).toEqual([]);
  expect(emulator.control.resource(IDENTITY)).toBeDefined();
});

test("granted access, the credential and then the identity itself are taken back, each with an entry of its own", async () => {
  const { workbench, emulator } = session();
  emulator.control.clearRequests();
  await undo(GRANTED, "Grant access: rg-batch-prod", "Remove access: rg-batch-prod");
  await workbench.notifications.waitFor("Undone: Grant access: rg-batch-prod.");
  const [removed] = assignmentWrites(emulator);
  expect(removed).toMatchObject({ method: "DELETE", status: 200 });
  expect(removed?.path.startsWith(groupId(groups.batch))).toBe(true);
  expect(emulator.control.resource(removed?.path ?? "")).toBeUndefined();
  await isCalledUndone(GRANTED);

  await undo(
    ADDED,
    "Add federated credential github-acts: id-acts",
    "Remove federated credential github-acts: id-acts",
  );
  await workbench.notifications.waitFor("Undone: Add federated credential github-acts: id-acts.");
  expect(emulator.control.resource(CREDENTIAL)).toBeUndefined();
  expect(emulator.control.resource(IDENTITY)).toBeDefined();
  await isCalledUndone(ADDED);

  await undo(CREATED, "Create user-assigned identity: id-acts", "Delete user-assigned identity: id-acts");
  await workbench.notifications.waitFor("Undone: Create user-assigned identity: id-acts.");
  expect(emulator.control.resource(IDENTITY)).toBeUndefined();
  await view.tree.gone(identityPath(NAME));
  await isCalledUndone(CREATED);
  const acts = (await workbench.view("Changes").tree.children()).map(({ description }) => description);
  expect(acts.slice(0, 3).map((act) => act.split(", ")[0])).toEqual([
    'Undo "Create user-assigned identity"',
    'Undo "Add federated credential github-acts"',
    'Undo "Grant access"',
  ]);
});
