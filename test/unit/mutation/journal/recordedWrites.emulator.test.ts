import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { AzureError } from "../../../../src/azure/azureError";
import { Journal } from "../../../../src/mutation/journal/journal";
import type { ActRecord } from "../../../../src/mutation/journal/journalAct";
import type { JournalEntry } from "../../../../src/mutation/journal/journalEntry";
import { JournalFiles } from "../../../../src/mutation/journal/journalFiles";
import { isUndone, lastToUndo } from "../../../../src/mutation/journal/journalQuery";
import { canBeUndone } from "../../../../src/mutation/journal/journalUndo";
import { recordedWrites } from "../../../../src/mutation/journal/recordedWrites";
import { ActUndo } from "../../../../src/mutation/journal/undoAct";
import { machines, scaleSets } from "../../../emulator/src/estate/contosoMachines";
import { entraGroups } from "../../../emulator/src/estate/entraGroups";
import { identities, idsOf } from "../../../emulator/src/estate/identitySeeds";
import { groupId, groups } from "../../../emulator/src/estate/groupSeeds";
import { emulatedAzure, errorOf, never, subscriptionOf } from "../../azure/emulated";

const get = emulatedAzure({ operationMs: 0 });
const subscription = subscriptionOf();
const { tenant } = subscription;
const READER = "/providers/Microsoft.Authorization/roleDefinitions/acdd72a7-3385-48ef-bd42-f606fba81ae7";
const trust = { issuer: "https://issuer.example", subject: "repo:x", audiences: ["api://AzureADTokenExchange"] };

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "acts-"));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

function setUp() {
  const { azure } = get();
  const files = new JournalFiles(folder);
  const journal = new Journal(files, { now: () => 0, wait: () => new Promise(() => undefined) }, (error) => {
    throw error;
  });
  const undoer = new ActUndo(azure, journal);
  const place = { tenant, subscription, mayBeUsed: () => Promise.resolve(false) };
  const newest = (): JournalEntry => {
    const [entry] = journal.entries;
    if (entry === undefined) {
      throw new Error("there is no entry");
    }
    return entry;
  };
  const undo = (entry: JournalEntry, mayBeUsed = false) =>
    undoer.undo(entry, { ...place, mayBeUsed: () => Promise.resolve(mayBeUsed) }, never());
  const stored = async (): Promise<readonly (ActRecord | undefined)[]> => (await files.list()).map(({ act }) => act);
  return { writes: recordedWrites(azure, journal), journal, newest, undo, stored };
}

const options = { signal: never(), onProgress: () => undefined };

describe("every other write", () => {
  it("creating an identity is recorded, and undone by deleting it while it is unused and the same", async () => {
    const { writes, newest, undo, journal, stored } = setUp();
    const wanted = { resourceGroup: groups.web.group, name: "id-recorded", location: "westeurope" };
    const made = await writes.identities.create(subscription, wanted, never());
    const entry = newest();
    expect(entry.act).toMatchObject({
      act: { kind: "createIdentity", identityId: made.id, principalId: made.principalId },
      outcome: { kind: "done" },
    });
    expect(await stored()).toEqual([entry.act]);
    expect(canBeUndone(entry)).toBe(true);
    expect(await undo(entry, true)).toEqual({ kind: "notPossible", because: "used" });
    expect(await undo(entry)).toEqual({ kind: "done" });
    expect(get().emulator.control.resource(made.id)).toBeUndefined();
    expect(isUndone(journal.entries, entry)).toBe(true);
    expect(lastToUndo(journal.entries, () => false)).toBeUndefined();
    expect(await undo(entry)).toEqual({ kind: "notPossible", because: "gone" });
  });

  it("an identity that was created is not deleted where others rely on it by now", async () => {
    const { writes, newest, undo } = setUp();
    const wanted = { resourceGroup: groups.web.group, name: "id-relied-on", location: "westeurope" };
    const made = await writes.identities.create(subscription, wanted, never());
    const entry = newest();
    await writes.federatedCredentials.create(subscription, made.id, "relied", trust, never());
    expect(await undo(entry)).toEqual({ kind: "notPossible", because: "used" });
    expect(get().emulator.control.resource(made.id)).toBeDefined();
  });

  it("granting access is recorded, and undone and made again", async () => {
    const { writes, newest, undo } = setUp();
    const { principalId } = idsOf(identities.webApi);
    const grant = { scope: groupId(groups.batch), roleDefinitionId: READER, principalId };
    const outcome = await writes.roleAssignments.create(subscription, grant, never());
    const id = outcome.kind === "created" ? outcome.assignment.id : "";
    const granted = newest();
    expect(granted.act).toMatchObject({ act: { kind: "grantAccess", ...grant, assignmentId: id } });
    expect(await undo(granted)).toEqual({ kind: "done" });
    expect(get().emulator.control.resource(id)).toBeUndefined();
    const removed = newest();
    expect(removed.origin).toEqual({ kind: "undo", entryId: granted.id });
    expect(await undo(removed)).toEqual({ kind: "done" });
    const again = newest().act?.act;
    expect(again).toMatchObject({ kind: "grantAccess", ...grant });
  });

  it("removing access is recorded with what it takes to give it back, unless a condition narrowed it", async () => {
    const { writes, newest, undo, journal } = setUp();
    const { principalId } = idsOf(identities.telemetry);
    const grant = { scope: groupId(groups.web), roleDefinitionId: READER, principalId };
    const outcome = await get().azure.roleAssignments.create(subscription, grant, never());
    const assignment = outcome.kind === "created" ? outcome.assignment : { id: "" };
    await writes.roleAssignments.remove(subscription, assignment, never());
    expect(canBeUndone(newest())).toBe(true);
    expect(await undo(newest())).toEqual({ kind: "done" });
    const made = newest().act?.act;
    expect(made).toMatchObject({ kind: "grantAccess", principalId });
    await writes.roleAssignments.remove(subscription, { ...assignment, condition: "@Resource[x]" }, never());
    expect(canBeUndone(newest())).toBe(false);
    expect(journal.entries).toHaveLength(3);
  });

  it("removing access of a principal that is gone is recorded, and not offered to be undone, after a reload neither", async () => {
    const { writes, newest, undo, stored } = setUp();
    const { principalId } = idsOf(identities.telemetry);
    const grant = { scope: groupId(groups.web), roleDefinitionId: READER, principalId };
    const outcome = await get().azure.roleAssignments.create(subscription, grant, never());
    const assignment = outcome.kind === "created" ? outcome.assignment : { id: "" };
    await writes.roleAssignments.remove(subscription, { ...assignment, isOrphaned: true }, never());
    expect(canBeUndone(newest())).toBe(false);
    expect(await undo(newest())).toEqual({ kind: "notPossible", because: "never" });
    expect(await stored()).toEqual([newest().act]);
  });

  it("access that was there already is no write", async () => {
    const { writes, journal } = setUp();
    const { principalId } = idsOf(identities.secrets);
    const grant = { scope: groupId(groups.web), roleDefinitionId: READER, principalId };
    await get().azure.roleAssignments.create(subscription, grant, never());
    expect((await writes.roleAssignments.create(subscription, grant, never())).kind).toBe("exists");
    expect(journal.entries).toEqual([]);
  });

  it("federated credentials are recorded, and undone both ways", async () => {
    const { writes, newest, undo, journal } = setUp();
    const list = async () =>
      (await get().azure.federatedCredentials.list(subscription, identities.webApi, never())).map(({ name }) => name);
    const added = await writes.federatedCredentials.create(subscription, identities.webApi, "ci-cd", trust, never());
    expect(await undo(newest())).toEqual({ kind: "done" });
    expect(await list()).not.toContain("ci-cd");
    await get().azure.federatedCredentials.create(subscription, identities.webApi, "ci-cd", trust, never());
    const before = journal.entries.length;
    await writes.federatedCredentials.delete(subscription, added, never());
    expect(journal.entries).toHaveLength(before + 1);
    expect(newest().act?.act).toMatchObject({
      kind: "removeFederatedCredential",
      identityId: identities.webApi,
      trust,
    });
    expect(await undo(newest())).toEqual({ kind: "done" });
    expect(await list()).toContain("ci-cd");
  });

  it("membership of a group is recorded, and undone both ways", async () => {
    const { writes, newest, undo, journal } = setUp();
    const { principalId } = idsOf(identities.dataLake);
    const members = () => get().emulator.control.groupMembers(entraGroups.sqlWriters);
    await writes.directory.addToGroup(tenant, entraGroups.sqlWriters, principalId, never());
    expect(await undo(newest())).toEqual({ kind: "done" });
    expect(members()).not.toContain(principalId);
    expect(await undo(newest())).toEqual({ kind: "done" });
    expect(members()).toContain(principalId);
    const before = journal.entries.length;
    await writes.directory.removeFromGroup(tenant, entraGroups.sqlWriters, principalId, never());
    expect(journal.entries).toHaveLength(before + 1);
    expect(newest().act).toMatchObject({ act: { kind: "removeFromGroup" }, outcome: { kind: "done" } });
  });

  it("canceling a deployment is recorded, and not where it is over already", async () => {
    const { emulator } = get();
    const { writes, stored } = setUp();
    emulator.control.setOperationDuration(600_000);
    const place = { subscription, resourceGroup: groups.web.group, name: "recorded-stop" };
    const isRunning = Promise.withResolvers<undefined>();
    const deploying = writes.deployments.deploy(
      place,
      { template: { resources: [] }, secrets: {} },
      {
        signal: never(),
        onProgress: () => {
          isRunning.resolve(undefined);
        },
      },
    );
    const ended = errorOf(deploying);
    await isRunning.promise;
    await writes.deployments.cancel(place, never());
    await writes.deployments.cancel(place, never());
    emulator.control.setOperationDuration(0);
    await ended;
    expect((await stored()).map((act) => [act?.act.kind, act?.outcome.kind])).toEqual([
      ["cancelDeployment", "done"],
      ["deploy", "unknown"],
    ]);
  });

  it("creating a resource group, deleting an identity, removing an extension, upgrading instances, deploying and registering a provider are recorded, without undo", async () => {
    const { writes, journal, stored } = setUp();
    await writes.identities.createResourceGroup(subscription, "rg-recorded", "westeurope", never());
    await writes.identities.delete(subscription, identities.batch, never());
    await writes.extensions.remove(subscription, machines.legacy, "ManagedIdentityExtensionForLinux", options);
    await writes.scaleSetInstances.upgrade(subscription, scaleSets.webFrontend, ["0"], options);
    const place = { subscription, resourceGroup: groups.web.group, name: "recorded" };
    await writes.deployments.deploy(place, { template: { resources: [] }, secrets: {} }, options);
    await writes.providers.register(subscription, "Microsoft.Compute", never());
    expect((await stored()).map((act) => [act?.act.kind, act?.outcome.kind])).toEqual([
      ["registerProvider", "done"],
      ["deploy", "done"],
      ["upgradeInstances", "done"],
      ["removeExtension", "done"],
      ["deleteIdentity", "done"],
      ["createResourceGroup", "done"],
    ]);
    expect(journal.entries.some(canBeUndone)).toBe(false);
  });

  it("that Azure refuses leaves no trace, and says that nothing was written", async () => {
    const { writes, journal } = setUp();
    get().emulator.control.inject({ method: "DELETE", path: /./, status: 403, body: {} });
    const error = await errorOf(writes.identities.delete(subscription, identities.webFrontend, never()));
    expect(error).toMatchObject({ written: "no", failure: { reason: "forbidden" } });
    expect(journal.entries).toEqual([]);
  });

  it("of which the answer is lost stays, and says that it might have been changed", async () => {
    const { writes, newest } = setUp();
    get().emulator.control.inject({ method: "DELETE", path: /./, close: "after" });
    const error = await errorOf(writes.identities.delete(subscription, identities.webFrontend, never()));
    expect(error).toMatchObject({ written: "maybe", failure: { reason: "network" } });
    expect(newest().act).toMatchObject({ act: { kind: "deleteIdentity" }, outcome: { kind: "unknown" } });
  });

  it("that was accepted and then failed stays, whatever the code", async () => {
    const { writes, newest } = setUp();
    const failOperation = { code: "Conflict", message: "busy" };
    get().emulator.control.inject({ path: /manualupgrade/, failOperation });
    const upgrade = writes.scaleSetInstances.upgrade(subscription, scaleSets.webFrontend, ["0"], options);
    expect((await errorOf(upgrade)).written).toBe("maybe");
    expect(newest().act).toMatchObject({ act: { kind: "upgradeInstances" }, outcome: { kind: "unknown" } });
  });

  it("that is cancelled before it is sent leaves no trace", async () => {
    const { writes, journal } = setUp();
    const cancelled = writes.identities.delete(subscription, identities.webFrontend, AbortSignal.abort());
    await expect(cancelled).rejects.toBeInstanceOf(AzureError);
    expect(journal.entries).toEqual([]);
  });
});
