import { afterEach, beforeEach, expect, test } from "vitest";
import { machines } from "../emulator/src/estate/contosoMachines";
import { groupId, groups } from "../emulator/src/estate/groupSeeds";
import { identities } from "../emulator/src/estate/identitySeeds";
import { tenants } from "../emulator/src/estate/places";
import type { Workbench } from "../host/workbench";
import { useWorkbench } from "./harness/useWorkbench";
import { lines, mayDoAll, mayOnlyRead } from "./support/access";
import { storedIdentity, writes } from "./support/identities";
import { apply, APPLY, chooseChange, machinePath, openResources, REVIEW, verified } from "./support/resources";

const session = useWorkbench({ emulator: { operationMs: 300 } });

const ENABLE = "Enable System-Assigned Identity...";
const ASSIGN = "Assign User-Assigned Identities...";
const WAY = "Blocked by";

beforeEach(() => {
  session().emulator.control.clearRequests();
});
afterEach(() => {
  session().emulator.control.clearInjections();
  mayDoAll(session().emulator);
});

/** What Enter would take. */
async function focusedLabel({ quickInput }: Workbench): Promise<string | undefined> {
  return (await quickInput.now())?.items.find(({ focused }) => focused)?.label.trim();
}

/** The line that an administrator has to run, word for word. */
function request(role: string, scope: string): string {
  const objectId = session().emulator.objectIds[tenants.contoso] ?? "";
  const who = `--assignee-object-id ${objectId} --assignee-principal-type ServicePrincipal`;
  return `az role assignment create ${who} --role '${role}' --scope ${scope}`;
}

test("who may not use an identity is told so before, by role and scope, with the request to send on, and by the same words after", async () => {
  const { workbench, emulator } = session();
  mayOnlyRead(emulator, { scope: groupId(groups.web), roleName: "Virtual Machine Contributor" });
  const tree = await openResources(workbench);
  await chooseChange(workbench, tree, machinePath("vm-web-bastion"), ASSIGN, "id-web-api");
  await workbench.quickInput.waitFor(REVIEW);
  const line = request("Managed Identity Operator", identities.webApi);
  const shown = await lines(workbench);
  expect(shown).toContain(
    "You don't have permission to assign id-web-api | Ask for the Managed Identity Operator role on id-web-api.",
  );
  expect(shown).toContain(`Copy Access Request | ${line}`);
  expect(shown.some((text) => text.startsWith("You don't have permission to change"))).toBe(false);
  expect(await focusedLabel(workbench)).toBe("Copy Access Request");
  await workbench.screenshot("out/pictures/permissions-preview.png");
  const copied = await workbench.clipboard.after((isCopied) =>
    workbench.quickInput.choose(/Copy Access Request$/, isCopied),
  );
  expect(copied).toBe(line);
  await workbench.quickInput.waitFor(REVIEW);
  expect(writes(emulator)).toEqual([]);

  await workbench.quickInput.choose(APPLY);
  const refused = await workbench.notifications.waitFor(/^You don't have permission to assign id-web-api\./);
  expect(refused.message).toContain("Ask for the Managed Identity Operator role on the identity");
  await workbench.clipboard.write("");
  await workbench.notifications.press(/^You don't have permission to assign/, "Copy Request");
  await expect.poll(() => workbench.clipboard.read()).toBe(line);
  expect(storedIdentity(emulator, machines.plain).type).toBe("None");
});

test("who may not write the machine is told so before and after", async () => {
  const { workbench, emulator } = session();
  mayOnlyRead(emulator);
  const tree = await openResources(workbench);
  await chooseChange(workbench, tree, machinePath("vm-web-cache-01"), ENABLE);
  await workbench.quickInput.waitFor(REVIEW);
  const shown = await lines(workbench);
  expect(shown).toContain(
    "You don't have permission to change vm-web-cache-01 | Ask for the Virtual Machine Contributor role on vm-web-cache-01.",
  );
  await workbench.quickInput.choose(APPLY);
  const refused = await workbench.notifications.waitFor(/^You don't have permission to do this\./);
  expect(refused.message).toContain("Ask for the Virtual Machine Contributor role on vm-web-cache-01.");
});

test("the request gives exactly what is missing: with those two roles nothing stands in the way", async () => {
  const { workbench, emulator } = session();
  mayOnlyRead(
    emulator,
    { scope: machines.systemOnly, roleName: "Virtual Machine Contributor" },
    { scope: identities.telemetry, roleName: "Managed Identity Operator" },
  );
  const tree = await openResources(workbench);
  await chooseChange(workbench, tree, machinePath("vm-web-build"), ASSIGN, "id-telemetry");
  await workbench.quickInput.waitFor(REVIEW);
  expect((await workbench.quickInput.allItems()).filter(({ separator }) => separator === WAY)).toEqual([]);
  await apply(workbench);
  await verified(workbench, "vm-web-build");
  expect(writes(emulator)).toEqual(["PATCH vm-web-build"]);
});

test("not being able to read permissions is no refusal", async () => {
  const { workbench, emulator } = session();
  const error = { error: { code: "AuthorizationFailed", message: "no" } };
  emulator.control.inject({ path: /permissions|locks/, status: 403, body: error, times: 50 });
  const tree = await openResources(workbench);
  await chooseChange(workbench, tree, machinePath("vm-sql-03"), ASSIGN, "id-sql-backup");
  await workbench.quickInput.waitFor(REVIEW);
  expect((await workbench.quickInput.allItems()).filter(({ separator }) => separator === WAY)).toEqual([]);
  await apply(workbench);
  await verified(workbench, "vm-sql-03");
});

test("a lock is named with its reason before, and explained by the same words after", async () => {
  const { workbench, emulator } = session();
  const tree = await openResources(workbench);
  await chooseChange(workbench, tree, machinePath("vm-payments-01"), ASSIGN, "id-web-api");
  await workbench.quickInput.waitFor(REVIEW);
  const shown = await lines(workbench);
  const advice = "Someone with the Owner or User Access Administrator role can remove the lock.";
  expect(shown).toContain(
    `A lock on rg-payments-prod prevents this | audit-freeze: Frozen until the audit is over. ${advice}`,
  );
  expect(await focusedLabel(workbench)).toBe("Copy Access Request");
  await workbench.quickInput.choose(APPLY);
  const refused = await workbench.notifications.waitFor(/^A lock prevents this change\./);
  expect(refused.message).toContain(advice);
  expect(emulator.control.requests().filter(({ method }) => method === "PATCH")).toHaveLength(1);
});

test("the reads of a change are its own GETs, and at most one for each permission and the locks", async () => {
  const { workbench, emulator } = session();
  const tree = await openResources(workbench);
  await chooseChange(workbench, tree, machinePath("vm-sql-01"), ASSIGN, "id-datalake-reader");
  await apply(workbench, "Assign");
  await verified(workbench, "vm-sql-01");
  const asked = emulator.control.requests().filter(({ path }) => /^\/subscriptions/i.test(path));
  const kinds = asked.map(({ method, path }) => `${method} ${path.slice(path.lastIndexOf("/") + 1)}`);
  expect(kinds.filter((kind) => kind === "PATCH vm-sql-01")).toHaveLength(1);
  expect(kinds.filter((kind) => kind === "GET vm-sql-01")).toHaveLength(2);
  expect(kinds.filter((kind) => kind === "GET permissions")).toHaveLength(2);
  expect(kinds.filter((kind) => kind === "GET locks")).toHaveLength(1);
});

test("a batch says what stands in its way, counted, with one request for an administrator; nothing of it is a refusal", async () => {
  const { workbench, emulator } = session();
  // What was asked of others before is remembered for half a minute: these machines and this identity are asked of here alone.
  mayOnlyRead(emulator, { scope: machines.systemOnly, roleName: "Virtual Machine Contributor" });
  const tree = await openResources(workbench);
  await tree.click(machinePath("vm-payments-02"));
  await tree.click(machinePath("vm-web-build"), "Control");
  await tree.click(machinePath("vm-web-cache-01"), "Control");
  emulator.control.clearRequests();
  await chooseChange(workbench, tree, machinePath("vm-web-cache-01"), ASSIGN, "id-batch-worker");
  await workbench.quickInput.waitFor(REVIEW);
  await workbench.quickInput.item(/^\s*You don't have permission to change 2 of 3$/);
  const shown = await lines(workbench);
  const advice = "Someone with the Owner or User Access Administrator role can remove the lock.";
  expect(shown).toContain(
    `A lock on rg-payments-prod prevents this for 1 of 3 | audit-freeze: Frozen until the audit is over. ${advice}`,
  );
  expect(shown.find((line) => line.startsWith("You don't have permission to change 2 of 3"))).toMatch(
    /Ask for the Virtual Machine Contributor role on vm-(payments-02 and vm-web-cache-01|web-cache-01 and vm-payments-02)\.$/,
  );
  expect(shown).toContain(
    "You don't have permission to assign id-batch-worker | Ask for the Managed Identity Operator role on id-batch-worker.",
  );
  await workbench.screenshot("out/pictures/permissions-batch.png");
  const asked = emulator.control.requests().filter(({ path }) => /\/permissions$|\/locks$/.test(path));
  // The group of two machines, these two, the machine of the other group, the identity; and the locks of the subscription.
  expect(asked.length).toBeLessThanOrEqual(6);
  const text = await workbench.clipboard.after((copied) => workbench.quickInput.choose(/Copy Access Request$/, copied));
  const lock = "/providers/Microsoft.Authorization/locks/audit-freeze";
  const payments = machines.locked.split("/providers/")[0] ?? "";
  expect(text.toLowerCase().split("\n").sort()).toEqual(
    [
      `# Remove the lock audit-freeze on rg-payments-prod: ${payments}${lock}`,
      request("Managed Identity Operator", identities.batch),
      request("Virtual Machine Contributor", machines.locked.replace("vm-payments-01", "vm-payments-02")),
      request("Virtual Machine Contributor", machines.systemOnly.replace("vm-web-build", "vm-web-cache-01")),
    ]
      .map((line) => line.toLowerCase())
      .sort(),
  );
  await apply(workbench, "Assign");
  await workbench.notifications.waitFor(/^Assign id-batch-worker: 3 failed/);
  expect(writes(emulator)).toHaveLength(3);
});

test("of several resources the locked one can be skipped: it is marked, and leaving it out is what Enter does", async () => {
  const { workbench, emulator } = session();
  const tree = await openResources(workbench);
  await tree.click(machinePath("vm-payments-03"));
  await tree.click(machinePath("vm-queue-01"), "Control");
  await tree.click(machinePath("vm-queue-02"), "Control");
  emulator.control.clearRequests();
  await chooseChange(workbench, tree, machinePath("vm-queue-02"), ASSIGN, "id-unused");
  await workbench.quickInput.waitFor({ title: "Assign id-unused to 3 resources in Contoso Production" });
  await workbench.quickInput.item(/^\s*Apply to 2, skip 1 locked$/);
  expect(await focusedLabel(workbench)).toBe("Apply to 2, skip 1 locked");
  expect((await lines(workbench)).filter((line) => line.includes("locked"))).toEqual([
    "Apply to 2, skip 1 locked | assign id-unused",
    expect.stringMatching(/^vm-payments-03 \| locked, rg-payments-prod/),
  ]);
  await workbench.screenshot("out/pictures/skip-locked.png");
  await workbench.quickInput.accept();
  await workbench.dialog.press("Assign");
  await workbench.notifications.waitFor(/^Assign id-unused: 2 changed/);
  expect(writes(emulator).toSorted()).toEqual(["PATCH vm-queue-01", "PATCH vm-queue-02"]);
});
