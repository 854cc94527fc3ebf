import { afterEach, expect, test } from "vitest";
import { largeEstate } from "../emulator/src/estate/largeEstate";
import type { RowMatch } from "../host/driver/treeView";
import { useWorkbench } from "./harness/useWorkbench";
import { apply, chooseChange, openResources } from "./support/resources";

const estate = largeEstate({ subscriptions: 1, machines: 6, scaleSets: 0 });
const session = useWorkbench({ emulator: { operationMs: 2_500, seed: estate } });

const GROUP = ["Large 001", "Virtual machines"];
/** The entries of the batches: an entry is called by what it changed, and what was done stands beside it. */
const ENABLE = { description: /^Enable the system-assigned identity/ };
const THREE = { description: /^Assign id-three/ };
const TWO = { description: /^Assign id-two/ };
const ONE = { description: /^Assign id-one/ };

/** Waits until the entry of a batch is open, without opening anything itself. */
async function expectOpen(entry: RowMatch): Promise<void> {
  const { tree } = session().workbench.view("Changes");
  await tree.rowWhere([entry], "its resources open", ({ expansion }) => expansion === "expanded");
}

afterEach(async () => {
  const { workbench, emulator } = session();
  emulator.control.clearInjections();
  await workbench.palette.run("Notifications: Clear All Notifications");
});

test("the entry of a batch opens by itself in the list that was empty before", async () => {
  const { workbench } = session();
  const tree = await openResources(workbench);
  await workbench.view("Changes").welcome();
  await chooseChange(workbench, tree, GROUP, "Enable System-Assigned Identity...");
  await apply(workbench);
  await expectOpen(ENABLE);
  await workbench.notifications.waitFor(/^Enable the system-assigned identity: .*changed/);
  await expectOpen(ENABLE);
});

test("so does the entry of the next one, beside those that are there", async () => {
  const { workbench } = session();
  const tree = await openResources(workbench);
  await chooseChange(workbench, tree, GROUP, "Assign User-Assigned Identities...", "id-three");
  await apply(workbench);
  await expectOpen(THREE);
  await workbench.view("Changes").tree.rowWhere([THREE], "it selected", ({ selected }) => selected);
  await workbench.notifications.waitFor(/^Assign id-three: .*changed/);
  await expectOpen(THREE);
});

test("it comes forward where the list is not on the screen, and stays closed where the user closes it", async () => {
  const { workbench } = session();
  await workbench.openContainer("Explorer");
  await workbench.palette.run("Managed Identities: Change Identities of All Shown Resources...");
  await workbench.quickInput.choose("Assign user-assigned identities");
  await workbench.quickInput.waitFor({ placeholder: /^Identities for 6 resources/ });
  await workbench.quickInput.tick("id-two");
  await workbench.quickInput.accept();
  await apply(workbench);
  await expectOpen(TWO);
  const changes = workbench.view("Changes").tree;
  await changes.collapse([TWO]);
  await workbench.notifications.waitFor(/^Assign id-two: .*changed/);
  expect((await changes.row([TWO])).expansion).toBe("collapsed");
});

test("the message of a batch that failed opens its entry again", async () => {
  const { workbench, emulator } = session();
  const tree = await openResources(workbench);
  emulator.control.inject({
    method: "PATCH",
    path: /virtualMachines/,
    status: 400,
    body: { error: { code: "InvalidParameter", message: "No." } },
  });
  await chooseChange(workbench, tree, GROUP, "Assign User-Assigned Identities...", "id-one");
  await apply(workbench);
  await expectOpen(ONE);
  await workbench.notifications.waitFor(/^Assign id-one: .*1 failed/);
  const changes = workbench.view("Changes").tree;
  await changes.collapse([ONE]);
  await changes.click([ENABLE]);
  expect((await changes.row([ONE])).expansion).toBe("collapsed");
  await workbench.notifications.press(/^Assign id-one/, "Show Changes");
  await expectOpen(ONE);
});
