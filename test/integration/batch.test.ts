import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import type { TreeView } from "../host/driver/treeView";
import type { Workbench } from "../host/workbench";
import type { Emulator } from "../emulator/src/emulator";
import { largeEstate } from "../emulator/src/estate/largeEstate";
import { useWorkbench } from "./harness/useWorkbench";
import { lines } from "./support/access";
import { storedIdentity, writes } from "./support/identities";
import { APPLY, REVIEW } from "./support/resources";

const estate = largeEstate({ subscriptions: 1, machines: 60, scaleSets: 0 });
const session = useWorkbench({ emulator: { operationMs: 300, seed: estate } });

const machineIds = estate.resources.map(({ id }) => id).filter((id) => id.includes("/virtualMachines/"));
const machine = (index: number): string => machineIds[index] ?? "";
const GROUP = ["Large 001", "Virtual machines"];
const BATCH = { description: /^Assign id-three/ };
const AGAIN = { description: /^Retry "Assign id-three"/ };
/** The machines, by their place in the list, of which Azure refuses the change once. */
const REFUSED = [7, 31, 59];
/** The machine of which the change is answered with a server error once. */
const UNANSWERED = 13;

/** The machines that carry the identity which these tests assign. */
function withThree(emulator: Emulator): readonly string[] {
  return machineIds.filter((id) =>
    storedIdentity(emulator, id).userAssigned.some((each) => each.endsWith("/id-three")),
  );
}

async function openTree(workbench: Workbench): Promise<TreeView> {
  await workbench.openContainer("Managed Identities");
  return workbench.view("Resources").tree;
}

/** The lines of the preview, headings included. */
async function previewLabels(workbench: Workbench): Promise<readonly string[]> {
  await workbench.quickInput.waitFor(REVIEW, 90_000);
  const items = (await workbench.quickInput.now())?.items ?? [];
  return items.map(({ label, description }) => `${label.trim()} ${description}`.trim());
}

test("over 60 machines three are refused and one ends unknown: these are named apart, and a retry finishes them", async () => {
  const { workbench, emulator } = session();
  const tree = await openTree(workbench);
  const answerOnce = (index: number, status: number, code: string): void => {
    const path = new RegExp(`${machine(index).split("/").at(-1) ?? ""}\\?`, "i");
    emulator.control.inject({
      method: "PATCH",
      path,
      status,
      body: { error: { code, message: "There was a problem." } },
    });
  };
  for (const index of REFUSED) {
    answerOnce(index, 400, "InvalidParameter");
  }
  // After a server error nobody knows whether the change will still be made.
  answerOnce(UNANSWERED, 500, "InternalResourceIdentityError");
  emulator.control.clearRequests();
  await tree.chooseFromMenu(GROUP, "Assign User-Assigned Identities...");
  await workbench.quickInput.waitFor({ placeholder: /^Identities for 60 resources/ });
  await workbench.quickInput.tick("id-three");
  await workbench.quickInput.accept();
  expect((await previewLabels(workbench))[0]).toBe("Apply to 60 assign id-three");
  await workbench.screenshot("out/pictures/batch-preview.png");
  await workbench.quickInput.choose(APPLY);
  await workbench.dialog.waitFor(/^10 resources will have no default identity\./);
  await workbench.dialog.press("Assign");
  await workbench.notifications.waitFor(/^Assign id-three/);
  await workbench.screenshot("out/pictures/batch-progress.png");

  const ended = await workbench.notifications.waitFor(/56 changed, 3 failed, 1 unknown\. /, 120_000);
  expect(ended.message).toContain("Not done: vm-00007, vm-00031 and vm-00059.");
  expect(ended.message).toContain("unknown: vm-00013.");
  expect(writes(emulator)).toHaveLength(60);
  const changes = workbench.view("Changes").tree;
  await changes.rowWhere([BATCH], "its result", ({ description }) =>
    description.includes("56 changed, 3 failed, 1 unknown, "),
  );
  await workbench.screen.untilTrue("60 records, three of them failed and one not known", async () => {
    const records = await changes.children([BATCH]);
    const begin = (text: string): number => records.filter(({ description }) => description.startsWith(text)).length;
    return records.length === 60 && begin("failed") === 3 && begin("might have been changed") === 1;
  });
  await workbench.screenshot("out/pictures/batch-result.png");

  await workbench.notifications.press(/56 changed, 3 failed/, "Retry Failed Changes");
  expect((await previewLabels(workbench))[0]).toBe("Apply to 4 assign id-three");
  await workbench.quickInput.choose(APPLY);
  await workbench.notifications.waitFor(/^Retry "Assign id-three": 4 changed/);
  expect(withThree(emulator)).toHaveLength(60);
  expect(writes(emulator)).toHaveLength(64);
});

test("undoing a batch takes its retry along, says so before, and both are called undone", async () => {
  const { workbench, emulator } = session();
  await openTree(workbench);
  const changes = workbench.view("Changes").tree;
  emulator.control.clearRequests();
  await changes.chooseFromMenu([BATCH], "Undo Change");
  const labels = await previewLabels(workbench);
  expect(labels[0]).toBe("Apply to 60 remove id-three");
  expect(await lines(workbench)).toContain(
    "What a later attempt changed is undone too | vm-00007, vm-00013 and 2 more",
  );
  await workbench.quickInput.choose(APPLY);
  await workbench.dialog.waitFor("60 resources will no longer have id-three.");
  await workbench.dialog.press("Remove");
  await workbench.notifications.waitFor(/^Undo "Assign id-three": 60 changed/, 120_000);
  await changes.rowWhere([BATCH], "undone", ({ description }) => description.includes("undone"));
  await changes.rowWhere([AGAIN], "undone too", ({ description }) => description.includes("undone"));
  expect(withThree(emulator)).toEqual([]);
  expect(writes(emulator)).toHaveLength(60);
});

test("one plan for several selected: no-ops are said, a loss is counted, and no keeps everything", async () => {
  const { workbench, emulator } = session();
  const tree = await openTree(workbench);
  emulator.control.clearRequests();
  await tree.click([...GROUP, "vm-00000"]);
  await tree.click([...GROUP, "vm-00001"], "Control");
  await tree.click([...GROUP, "vm-00003"], "Control");
  await tree.chooseFromMenu([...GROUP, "vm-00001"], "Disable System-Assigned Identity...");
  await workbench.quickInput.waitFor({
    title: "Disable the system-assigned identity of 2 of 3 resources in Large 001",
  });
  const labels = await previewLabels(workbench);
  expect(labels).toContain("2 system-assigned identities will be permanently lost");
  expect(labels.some((label) => label.startsWith("vm-00000") && label.includes("has"))).toBe(true);
  await workbench.quickInput.choose(APPLY);
  const dialog = await workbench.dialog.waitFor();
  expect(dialog.message).toBe("2 resources will lose their system-assigned identity. This can't be undone.");
  expect(dialog.detail).toContain("vm-00001");
  await workbench.dialog.cancel();
  expect(writes(emulator)).toEqual([]);
});

test("what is lost for good on several resources asks for their number to be typed", async () => {
  const { workbench, emulator } = session();
  const { quickInput } = workbench;
  const tree = await openTree(workbench);
  emulator.control.clearRequests();
  await tree.click([...GROUP, "vm-00001"]);
  await tree.click([...GROUP, "vm-00003"], "Control");
  await tree.chooseFromMenu([...GROUP, "vm-00003"], "Disable System-Assigned Identity...");
  await quickInput.waitFor({ title: "Disable the system-assigned identity of 2 resources in Large 001" });
  await quickInput.choose(APPLY);
  await workbench.dialog.waitFor();
  await workbench.dialog.press("Disable");
  await quickInput.waitFor({ message: /Type 2 to permanently lose 2 system-assigned identities/ });
  await quickInput.type("3");
  await quickInput.waitFor({ message: /^Type 2, or press Escape/ });
  await quickInput.back();
  await quickInput.waitFor({ title: "Disable the system-assigned identity of 2 resources in Large 001" });
  await quickInput.choose(APPLY);
  await workbench.dialog.waitFor();
  await workbench.dialog.press("Disable");
  await quickInput.waitFor({ message: /Type 2 to permanently lose 2 system-assigned identities/ });
  expect(writes(emulator)).toEqual([]);
  await quickInput.type("2");
  await quickInput.accept();
  await workbench.notifications.waitFor(/2 changed/);
  expect(writes(emulator)).toHaveLength(2);
});

test("everything that the filter shows, stopped in the midst of it: what was sent is done, the rest is not started", async () => {
  const { workbench, emulator } = session();
  await openTree(workbench);
  emulator.control.clearRequests();
  // What is sent ends when the test says so, and Azure asks to wait before the rest.
  emulator.control.setOperationDuration(3_600_000);
  emulator.control.inject({
    method: "PATCH",
    path: /vm-000[45]\d\?/,
    times: 1_000,
    status: 429,
    headers: { "Retry-After": "100" },
    body: { error: { code: "TooManyRequests", message: "Slow down." } },
  });
  await workbench.palette.run("Managed Identities: Change Identities of All Shown Resources...");
  await workbench.quickInput.choose("Assign user-assigned identities");
  await workbench.quickInput.waitFor({ placeholder: /^Identities for 60 resources/ });
  await workbench.quickInput.tick("id-three");
  await workbench.quickInput.accept();
  await previewLabels(workbench);
  await workbench.quickInput.choose(APPLY);
  await workbench.dialog.waitFor(/^11 resources will have no default identity\./);
  await workbench.dialog.press("Assign");
  await workbench.notifications.waitFor(/^Assign id-three/);
  const answered = (status: number): number =>
    emulator.control.requests().filter((each) => each.method === "PATCH" && each.status === status).length;
  await workbench.screen.untilTrue("some sent and some held back", () =>
    Promise.resolve(answered(200) > 0 && answered(429) > 0),
  );
  await workbench.notifications.press(/^Assign id-three/, "Cancel");
  await workbench.notifications.gone(/^Assign id-three/);
  emulator.control.setOperationDuration(300);
  emulator.control.finishOperations();
  await workbench.notifications.waitFor(/not started/, 90_000);
  emulator.control.clearInjections();
  expect(withThree(emulator)).toHaveLength(answered(200));
  expect(answered(200)).toBeLessThanOrEqual(40);
});

test("a record can be saved as CSV, with a row for each resource, and as JSON with all that is known", async () => {
  const { workbench, workspaceFolder } = session();
  await openTree(workbench);
  const saved = async (format: "CSV" | "JSON"): Promise<string> => {
    const ending = `.${format.toLowerCase()}`;
    await workbench.view("Changes").tree.chooseFromMenu([AGAIN], "Save Change Record...");
    await workbench.quickInput.choose(format);
    await workbench.quickInput.waitUntil("the file's name", ({ value }) => value.endsWith(ending));
    await workbench.quickInput.accept();
    const text = async (): Promise<string> => {
      const file = (await readdir(workspaceFolder)).find((name) => name.endsWith(ending));
      return file === undefined ? "" : await readFile(path.join(workspaceFolder, file), "utf8");
    };
    return await workbench.screen.until(`the whole record as ${format}`, async () => {
      const written = await text();
      return written.endsWith("\n") ? written : undefined;
    });
  };
  const csv = await saved("CSV");
  expect(csv.trim().split("\r\n")).toHaveLength(5);
  expect(csv).toContain('"vm-00031"');
  const json: unknown = JSON.parse(await saved("JSON"));
  const again = [...REFUSED, UNANSWERED].toSorted((left, right) => left - right);
  const resources = again.map((index) => ({
    name: machine(index).split("/").at(-1),
    resourceId: machine(index),
    outcome: { kind: "changed" },
  }));
  expect(json).toMatchObject({ change: 'Retry "Assign id-three"', origin: { kind: "retry" }, resources });
});

test("the list of changes is shown from the palette, wherever one is", async () => {
  const { workbench } = session();
  await openTree(workbench);
  await workbench.openContainer("Explorer");
  await workbench.palette.run("Managed Identities: Show Changes");
  await workbench.view("Changes").tree.row([AGAIN]);
});
