import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import type { TreeView } from "../host/driver/treeView";
import type { Workbench } from "../host/workbench";
import { largeEstate } from "../emulator/estate/largeEstate";
import { useWorkbench } from "./harness/useWorkbench";
import { storedIdentity, writes } from "./support/identities";
import { APPLY } from "./support/resources";

const estate = largeEstate({ subscriptions: 1, machines: 60, scaleSets: 0 });
const session = useWorkbench({ emulator: { operationMs: 300, seed: estate } });

const machineIds = estate.resources.map(({ id }) => id).filter((id) => id.includes("/virtualMachines/"));
const machine = (index: number): string => machineIds[index] ?? "";
const GROUP = ["Large 001", "Virtual machines"];
const BATCH = /^Assign id-three/;

async function openTree(workbench: Workbench): Promise<TreeView> {
  await workbench.openContainer("Managed Identities");
  return workbench.view("Resources").tree;
}

/** The lines of the preview, headings included. */
async function previewLabels(workbench: Workbench): Promise<readonly string[]> {
  await workbench.quickInput.waitFor({ title: /review the change/ }, 90_000);
  const items = (await workbench.quickInput.now())?.items ?? [];
  return items.map(({ label, description }) => `${label.trim()} ${description}`.trim());
}

test("over 60 machines with three failures: 57 are changed, the three are named, and a retry finishes them", async () => {
  const { workbench, emulator } = session();
  const tree = await openTree(workbench);
  const failing = [7, 31, 59];
  for (const index of failing) {
    emulator.control.inject({
      method: "PATCH",
      path: new RegExp(`${machine(index).split("/").at(-1) ?? ""}\\?`, "i"),
      status: 500,
      body: { error: { code: "InternalResourceIdentityError", message: "There was a problem." } },
    });
  }
  emulator.control.clearRequests();
  await tree.chooseFromMenu(GROUP, "Assign User-Assigned Identities...");
  await workbench.quickInput.waitFor({ placeholder: /^Identities for 60 resources/ });
  await workbench.quickInput.tick("id-three");
  await workbench.quickInput.accept();
  expect((await previewLabels(workbench))[0]).toBe("Apply 60 resources: assign id-three");
  await workbench.quickInput.choose(APPLY);

  const ended = await workbench.notifications.waitFor(/57 changed, 3 failed/, 120_000);
  expect(ended.message).toContain("vm-00007, vm-00031 and vm-00059");
  expect(writes(emulator)).toHaveLength(60);
  const changes = workbench.view("Changes").tree;
  await changes.rowWhere([BATCH], "its result", ({ description }) => description.includes("57 changed, 3 failed, "));
  const records = await changes.children([BATCH]);
  expect(records).toHaveLength(60);
  expect(records.filter(({ description }) => description.startsWith("failed"))).toHaveLength(3);

  await workbench.notifications.press(/57 changed, 3 failed/, "Retry the Failed Ones");
  expect((await previewLabels(workbench))[0]).toBe("Apply 3 resources: assign id-three");
  await workbench.quickInput.choose(APPLY);
  await workbench.notifications.waitFor(/^Again: Assign id-three: 3 changed/);
  const three = machineIds.map((id) =>
    storedIdentity(emulator, id).userAssigned.some((each) => each.endsWith("/id-three")),
  );
  expect(three).toEqual(Array(60).fill(true));
  expect(writes(emulator)).toHaveLength(63);
});

test("one plan for several selected: no-ops are said, a loss is counted, and no keeps everything", async () => {
  const { workbench, emulator } = session();
  const tree = await openTree(workbench);
  emulator.control.clearRequests();
  await tree.click([...GROUP, "vm-00000"]);
  await tree.click([...GROUP, "vm-00001"], "Control");
  await tree.click([...GROUP, "vm-00003"], "Control");
  await tree.chooseFromMenu([...GROUP, "vm-00001"], "Disable System-Assigned Identity...");
  const labels = await previewLabels(workbench);
  expect(labels).toContain("2 resources lose their system-assigned identity, which cannot be undone");
  expect(labels.some((label) => label.startsWith("vm-00000") && label.includes("has"))).toBe(true);
  await workbench.quickInput.choose(APPLY);
  const dialog = await workbench.dialog.waitFor();
  expect(dialog.message).toBe("2 resources will lose their system-assigned identity. This cannot be undone.");
  expect(dialog.detail).toContain("vm-00001");
  await workbench.dialog.cancel();
  expect(writes(emulator)).toEqual([]);
});

test("everything that the filter shows, stopped in the midst of it: what was sent is done, the rest is not started", async () => {
  const { workbench, emulator } = session();
  await openTree(workbench);
  emulator.control.clearRequests();
  // They end when the test says so: no more than the batch runs at once can have been sent before.
  emulator.control.setOperationDuration(3_600_000);
  await workbench.palette.run("Managed Identities: Change Identities of All Shown Resources...");
  await workbench.quickInput.choose("Remove user-assigned identities");
  await workbench.quickInput.waitFor({ placeholder: /^Identities to remove from 60 resources/ });
  await workbench.quickInput.tick("id-three");
  await workbench.quickInput.accept();
  await previewLabels(workbench);
  await workbench.quickInput.choose(APPLY);
  await workbench.dialog.waitFor("60 resources will no longer have id-three.");
  await workbench.dialog.press("Remove");
  await workbench.notifications.waitFor(/^Remove id-three/);
  await workbench.screen.untilTrue("writes under way", () => Promise.resolve(writes(emulator).length > 0));
  await workbench.notifications.press(/^Remove id-three/, "Cancel");
  await workbench.notifications.gone(/^Remove id-three/);
  emulator.control.setOperationDuration(300);
  emulator.control.finishOperations();
  await workbench.notifications.waitFor(/not started/, 90_000);
  const left = machineIds.filter((id) =>
    storedIdentity(emulator, id).userAssigned.some((each) => each.endsWith("/id-three")),
  );
  expect(left.length).toBeGreaterThan(0);
  expect(left).toHaveLength(60 - writes(emulator).length);
});

test("a record can be saved as CSV, with a row for each resource", async () => {
  const { workbench, workspaceFolder } = session();
  await openTree(workbench);
  await workbench.view("Changes").tree.chooseFromMenu([/^Again: Assign id-three/], "Save Record...");
  await workbench.quickInput.choose("CSV");
  await workbench.quickInput.waitUntil("the file's name", ({ value }) => value.endsWith(".csv"));
  await workbench.quickInput.accept();
  const file = await workbench.screen.until("the saved record", async () =>
    (await readdir(workspaceFolder)).find((name) => name.endsWith(".csv")),
  );
  const text = await readFile(path.join(workspaceFolder, file), "utf8");
  expect(text.trim().split("\r\n")).toHaveLength(4);
  expect(text).toContain('"vm-00031"');
});
