import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { AzureFailure } from "../../../../src/azure/azureError";
import { applyChange, type IdentityChange } from "../../../../src/identity/identityChange";
import { plannedTarget } from "../../../../src/mutation/batch/batchPlan";
import { summarize } from "../../../../src/mutation/batch/batchSummary";
import { ChangePipeline } from "../../../../src/mutation/changePipeline";
import type { Clock, Wait } from "../../../../src/mutation/clock";
import { Journal, type JournalStore } from "../../../../src/mutation/journal/journal";
import {
  type ChangeOrigin,
  type ChangeRecord,
  hasChanged,
  type JournalEntry,
  type RecordedOutcome,
} from "../../../../src/mutation/journal/journalEntry";
import type { RecordedFailure } from "../../../../src/mutation/journal/recordedFailure";
import { JournalFiles } from "../../../../src/mutation/journal/journalFiles";
import { isUndone, lastToUndo, retryableRecords } from "../../../../src/mutation/journal/journalQuery";
import { undoOfEntry } from "../../../../src/mutation/journal/journalUndo";
import { tallyOf } from "../../../../src/mutation/journal/journalTally";
import { MutationService } from "../../../../src/mutation/mutationService";
import { identityId, state } from "../../identity/states";
import { FakeGateway, subscription, vmId } from "../fakeGateway";

const assignB: IdentityChange = { kind: "assignUserAssigned", ids: [identityId("b")] };
const verified: RecordedOutcome = { kind: "changed", leftOut: [] };
const because: RecordedFailure = {
  failure: { reason: "conflict" },
  code: "Conflict",
  correlationId: "c-1",
  message: "secret text",
};
const NO_DETAILS = { code: undefined, correlationId: undefined, message: undefined };
const failed: RecordedOutcome = { kind: "failed", because };

function record(outcome: RecordedOutcome = verified, name = "vm1"): ChangeRecord {
  return {
    resourceId: vmId.replace(/vm1$/, name),
    tenantId: "t1",
    change: assignB,
    before: state(true, "a"),
    after: state(true, "a", "b"),
    outcome,
  };
}

function entry(id: string, startedAt: number, parts: Partial<JournalEntry> = {}): JournalEntry {
  return { id, startedAt, origin: { kind: "change" }, records: [record()], ...parts };
}

/** No time passes. */
const standing: Clock = { now: () => 0, wait: () => new Promise(() => undefined) };

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "journal-"));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe("the files of the journal", () => {
  it("keep what was written, the newest first, without any text of the service", async () => {
    const files = new JournalFiles(folder);
    await files.write(entry("old", 1_000));
    await files.write(entry("new", 2_000, { records: [record(failed), record()] }));
    expect((await files.list()).map(({ id }) => id)).toEqual(["new", "old"]);
    expect((await files.list())[0]?.records[0]?.outcome).toEqual({
      kind: "failed",
      because: { failure: { reason: "conflict" }, code: "Conflict", correlationId: "c-1", message: undefined },
    });
    const texts = await Promise.all((await readdir(folder)).map((name) => readFile(path.join(folder, name), "utf8")));
    expect(texts.join("")).not.toContain("secret text");
  });

  it("keep where a deny assignment lies, and not the service's name for it", async () => {
    const files = new JournalFiles(folder);
    const denied = { reason: "denied", name: "secret text", scope: "/subscriptions/s", identityIds: [vmId] } as const;
    await files.write(
      entry("denied", 1, { records: [record({ kind: "failed", because: { ...because, failure: denied } })] }),
    );
    expect((await files.list())[0]?.records[0]?.outcome).toMatchObject({
      kind: "failed",
      because: { failure: { ...denied, name: undefined } },
    });
  });

  it("lose nothing where several windows write at the same time", async () => {
    const windows = Array.from({ length: 5 }, () => new JournalFiles(folder));
    const written = windows.flatMap((files, window) =>
      Array.from({ length: 20 }, (_, index) => files.write(entry(`w${window}-${index}`, index))),
    );
    await Promise.all(written);
    const found = await new JournalFiles(folder).list();
    expect(new Set(found.map(({ id }) => id)).size).toBe(100);
  });

  it("keep the newest two hundred", async () => {
    const files = new JournalFiles(folder);
    for (let index = 0; index < 205; index++) {
      await files.write(entry(`e${index}`, index));
    }
    const ids = (await files.list()).map(({ id }) => id);
    expect(ids).toHaveLength(200);
    expect(ids[0]).toBe("e204");
    expect(ids.at(-1)).toBe("e5");
    expect(await readdir(folder)).toHaveLength(200);
  });

  it("pass over what is no entry: broken, of another version, or put there under another name", async () => {
    const files = new JournalFiles(folder);
    await files.write(entry("good", 1));
    const [name = ""] = await readdir(folder);
    const text = await readFile(path.join(folder, name), "utf8");
    const put = (file: string, content: string) => writeFile(path.join(folder, file), content);
    await put("000000000000002-broken.json", text.slice(0, 50));
    await put("000000000000003-version.json", text.replace('"version":1', '"version":2'));
    await put("000000000000004-renamed.json", text);
    await put("notes.txt", "mine");
    expect((await files.list()).map(({ id }) => id)).toEqual(["good"]);
  });

  it("keep every reason for a failure", async () => {
    const all: { readonly [Reason in AzureFailure["reason"]]: Extract<AzureFailure, { reason: Reason }> } = {
      notSignedIn: { reason: "notSignedIn", tenantId: "t", wants: "moreProof" },
      signInTimeout: { reason: "signInTimeout", tenantId: "t" },
      forbidden: { reason: "forbidden", action: "a/write", scope: "/s" },
      linkedForbidden: { reason: "linkedForbidden", identityIds: ["/i"], action: "assign" },
      denied: { reason: "denied", name: undefined, scope: "/s", identityIds: ["/i"] },
      directoryForbidden: { reason: "directoryForbidden" },
      principalNotFound: { reason: "principalNotFound" },
      notFound: { reason: "notFound" },
      conflict: { reason: "conflict" },
      preconditionFailed: { reason: "preconditionFailed" },
      throttled: { reason: "throttled", retryAfterSeconds: 7 },
      locked: { reason: "locked", lockedScopes: ["/s"] },
      invalid: { reason: "invalid", target: "identity" },
      deadIdentity: { reason: "deadIdentity", identityIds: ["/i"] },
      carriedIdentity: { reason: "carriedIdentity", resourceId: "/r", identityIds: ["/i"], others: ["/j"] },
      notRegistered: { reason: "notRegistered", namespace: "Microsoft.Compute", subscriptionId: "s" },
      readOnlySubscription: { reason: "readOnlySubscription" },
      beingDeleted: { reason: "beingDeleted" },
      network: { reason: "network" },
      cancelled: { reason: "cancelled", sent: true },
      operationFailed: { reason: "operationFailed" },
      badAnswer: { reason: "badAnswer", detail: "" },
      serverError: { reason: "serverError" },
      badSettings: { reason: "badSettings", setting: "managedIdentities.signIn", detail: "otherCloud" },
    };
    const kinds = ["failed", "unknown"] as const;
    // Nothing is written either where a read fails before the write, for whatever reason.
    const outcomes = Object.values(all).flatMap((failure) =>
      kinds.map((kind): RecordedOutcome => {
        return { kind, because: { failure, code: undefined, correlationId: undefined, message: undefined } };
      }),
    );
    const files = new JournalFiles(folder);
    await files.write(entry("e", 1, { records: outcomes.map((outcome) => record(outcome)) }));
    expect((await files.list())[0]?.records.map(({ outcome }) => outcome)).toEqual(outcomes);
  });

  it("keep an entry of which one outcome is not known to this version, and may have changed something", async () => {
    const files = new JournalFiles(folder);
    await files.write(entry("e", 1, { records: [record(), record(failed), record({ kind: "noChange" })] }));
    const [name = ""] = await readdir(folder);
    const text = await readFile(path.join(folder, name), "utf8");
    const newer = text
      .replace('"reason":"conflict"', '"reason":"tooHot"')
      .replace('"kind":"noChange"', '"kind":"melted"');
    await writeFile(path.join(folder, name), newer);
    const [found] = await files.list();
    expect(found?.records.map(({ outcome }) => outcome.kind)).toEqual(["changed", "unknown", "unknown"]);
    expect(found?.records.map(hasChanged)).toEqual([true, true, true]);
  });

  it("are read as earlier versions have written them", async () => {
    const stored: readonly [object, RecordedOutcome][] = [
      [{ kind: "noOp" }, { kind: "noChange" }],
      [{ kind: "unreadable" }, { kind: "blocked", because: { kind: "unreadableIdentity" } }],
      [
        {
          kind: "blocked",
          because: {
            kind: "hazards",
            hazards: [
              { kind: "otherRegion", level: "blocker", id: "/x", region: "westeurope" },
              { kind: "otherRegion", level: "blocker" },
              { kind: "otherProviders", level: "note", id: "/y" },
              { kind: "otherProviders", id: 7 },
            ],
          },
        },
        {
          kind: "blocked",
          because: {
            kind: "hazards",
            hazards: [
              { kind: "otherRegion", level: "blocker", id: "/x", region: "westeurope" },
              { kind: "otherProviders", level: "blocker", id: "/y" },
            ],
          },
        },
      ],
      [
        { kind: "blocked", hazards: [{ kind: "flexibleTakesUserAssignedOnly", level: "blocker" }] },
        {
          kind: "blocked",
          because: { kind: "hazards", hazards: [{ kind: "flexibleTakesUserAssignedOnly", level: "blocker" }] },
        },
      ],
      [{ kind: "notKnown" }, { kind: "unknown", because: undefined }],
      [
        { kind: "failed", because: { failure: { reason: "network" } } },
        { kind: "unknown", because: { ...because, failure: { reason: "network" }, ...NO_DETAILS } },
      ],
      [
        { kind: "failed", because: { failure: { reason: "conflict" } } },
        { kind: "failed", because: { ...because, ...NO_DETAILS } },
      ],
    ];
    const records = stored.map(([outcome]) => ({ ...record(), outcome }));
    const text = JSON.stringify({ version: 1, ...entry("old", 1), records });
    await writeFile(path.join(folder, "000000000000001-old.json"), text);
    const [found] = await new JournalFiles(folder).list();
    expect(found?.records.map(({ outcome }) => outcome)).toEqual(stored.map(([, outcome]) => outcome));
  });

  it("do not call a change whole of which this version cannot read what was left out", async () => {
    const files = new JournalFiles(folder);
    await files.write(entry("e", 1, { records: [record({ kind: "changed", leftOut: [because] })] }));
    const [name = ""] = await readdir(folder);
    const text = await readFile(path.join(folder, name), "utf8");
    await writeFile(path.join(folder, name), text.replace('"reason":"conflict"', '"reason":"tooHot"'));
    expect((await files.list())[0]?.records[0]?.outcome).toEqual({ kind: "unknown", because: undefined });
  });

  it("keep what is written after a clock that ran ahead, as the newest", async () => {
    const files = new JournalFiles(folder, () => 1_800_000_000_000);
    const ahead = 1_900_000_000_000;
    for (let index = 0; index < 200; index++) {
      await files.write(entry(`ahead${index}`, ahead + index));
    }
    const journal = new Journal(files, standing, () => undefined);
    for (const id of ["first", "second"]) {
      await journal.begin(entry(id, 1_800_000_000_000));
      await journal.end(entry(id, 1_800_000_000_000));
    }
    const found = await files.list();
    expect(found.slice(0, 3).map(({ id }) => id)).toEqual(["second", "first", "ahead199"]);
    expect(found[0]?.startedAt).toBe(1_800_000_000_000);
    expect(found).toHaveLength(200);
    expect(journal.entries[0]?.id).toBe("second");
    expect(lastToUndo(journal.entries, () => false)?.id).toBe("second");
  });

  it("are not crowded out by two hundred that are written with dates to come", async () => {
    const files = new JournalFiles(folder, () => 1_800_000_000_000);
    await files.write(entry("now", 1_800_000_000_000));
    for (let index = 0; index < 205; index++) {
      await files.write(entry(`ahead${index}`, 1_900_000_000_000 + index));
    }
    const ids = (await files.list()).map(({ id }) => id);
    expect(ids).toHaveLength(201);
    expect(ids.at(-1)).toBe("now");
  });

  it.each([-1, Date.UTC(10_000, 0), 1e15, 1e300])(
    "pass over an entry with an impossible date: %d",
    async (startedAt) => {
      const text = JSON.stringify({ version: 1, ...entry("odd", 1), startedAt });
      await writeFile(path.join(folder, "000000000000001-odd.json"), text);
      expect(await new JournalFiles(folder).list()).toEqual([]);
    },
  );

  it("hold an id once, however often its file was copied", async () => {
    const files = new JournalFiles(folder);
    await files.write(entry("twice", 1));
    const [name = ""] = await readdir(folder);
    await writeFile(path.join(folder, "000000000000009-twice.json"), await readFile(path.join(folder, name), "utf8"));
    expect((await files.list()).map(({ id, order }) => [id, order])).toEqual([["twice", 9]]);
  });

  it("are empty where the folder is not there yet", async () => {
    expect(await new JournalFiles(path.join(folder, "none")).list()).toEqual([]);
  });
});

describe("the journal", () => {
  it("shows what this window and other windows have done", async () => {
    const [mine, other] = [0, 1].map(() => new Journal(new JournalFiles(folder), standing, () => undefined));
    await mine?.begin(entry("mine", 2));
    await mine?.end(entry("mine", 2));
    await other?.reload();
    expect(other?.entries.map(({ id }) => id)).toEqual(["mine"]);
    expect(other?.isRunning("mine")).toBe(false);
  });

  it("leaves a trace of a change before anything is sent, and keeps its last state", async () => {
    const files = new JournalFiles(folder);
    const journal = new Journal(files, standing, () => undefined);
    await journal.begin(entry("batch", 1, { records: [record({ kind: "running" })] }));
    expect((await files.list())[0]?.records[0]?.outcome.kind).toBe("running");
    journal.update(entry("batch", 1, { records: [record()] }));
    await journal.end(entry("batch", 1, { records: [record()] }));
    expect((await files.list())[0]?.records[0]?.outcome.kind).toBe("changed");
  });

  it("keeps what has happened in the last second when the window closes", async () => {
    const files = new JournalFiles(folder);
    const wait: Wait = (_, signal) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener("abort", () => {
          reject(new Error("closed"));
        });
      });
    const journal = new Journal(files, { ...standing, wait }, () => undefined);
    await journal.begin(entry("batch", 1, { records: [record({ kind: "waiting" })] }));
    journal.update(entry("batch", 1, { records: [record({ kind: "running" })] }));
    await journal.close();
    expect((await files.list())[0]?.records[0]?.outcome.kind).toBe("running");
  });

  it("tells of a store that fails, and goes on", async () => {
    const broken: JournalStore = {
      list: () => Promise.reject(new Error("disk")),
      write: () => Promise.reject(new Error("disk")),
      remove: () => Promise.reject(new Error("disk")),
    };
    const onStoreError = vi.fn();
    const journal = new Journal(broken, standing, onStoreError);
    await journal.begin(entry("e", 1));
    await journal.end(entry("e", 1));
    await journal.reload();
    expect(journal.entries.map(({ id }) => id)).toEqual(["e"]);
    // Read before the first entry, written at its beginning and its end, and read again.
    expect(onStoreError).toHaveBeenCalledTimes(4);
  });

  it("writes a long batch once in a while, not at each step", async () => {
    const writes: JournalEntry[] = [];
    const store: JournalStore = {
      list: () => Promise.resolve([]),
      write: (each) => {
        writes.push(each);
        return Promise.resolve();
      },
      remove: () => Promise.resolve(),
    };
    const passed: (() => void)[] = [];
    const wait: Wait = (milliseconds) =>
      new Promise((resolve) => {
        if (milliseconds === 1_000) {
          passed.push(resolve);
        }
      });
    const journal = new Journal(store, { ...standing, wait }, () => undefined);
    await journal.begin(entry("e", 1));
    for (let step = 0; step < 50; step++) {
      journal.update(entry("e", 1, { records: Array<ChangeRecord>(step + 1).fill(record()) }));
    }
    expect(writes).toHaveLength(1);
    passed[0]?.();
    await vi.waitFor(() => {
      expect(writes).toHaveLength(2);
    });
    expect(writes[1]?.records).toHaveLength(50);
  });
});

describe("one change", () => {
  async function run(prepare: (gateway: FakeGateway) => void, origin: ChangeOrigin = { kind: "change" }) {
    const files = new JournalFiles(folder);
    const before = new Set((await files.list()).map(({ id }) => id));
    const journal = new Journal(files, standing, () => undefined);
    const gateway = new FakeGateway(state(true, "a"));
    const pipeline = new ChangePipeline(new MutationService(gateway, () => Promise.resolve()), journal);
    const stop = new AbortController().signal;
    const { resource } = await gateway.read();
    const planned = await pipeline.plan([{ subscription, resource, change: assignB }], stop);
    prepare(gateway);
    const plans = summarize(planned).toChange;
    const agreeAgain = (): Promise<boolean> => Promise.resolve(false);
    await pipeline.apply({ planned, plans, origin }, { stop, agreeAgain });
    return journal.entries.filter(({ id }) => !before.has(id)).map(({ records }) => records[0]?.outcome.kind);
  }

  const byOthers = (change: IdentityChange) => (gateway: FakeGateway) => {
    gateway.changeByOthers((current) => applyChange(current, change));
  };
  const failing = (failure: AzureFailure) => (gateway: FakeGateway) => {
    gateway.failNext(failure);
  };

  it("has an entry that is running before anything is sent", async () => {
    const journal = new Journal(new JournalFiles(folder), standing, () => undefined);
    const gateway = new FakeGateway(state(true, "a"));
    const pipeline = new ChangePipeline(new MutationService(gateway), journal);
    const stop = new AbortController().signal;
    const { resource } = await gateway.read();
    const planned = await pipeline.plan([{ subscription, resource, change: assignB }], stop);
    const running: boolean[] = [];
    const onBegin = (id: string): void => {
      running.push(
        journal.isRunning(id),
        gateway.calls.some((call) => call.startsWith("PATCH")),
      );
    };
    const origin: ChangeOrigin = { kind: "change" };
    const { entry: ended } = await pipeline.apply(
      { planned, plans: summarize(planned).toChange, origin },
      { stop, onBegin },
    );
    expect(running).toEqual([true, false]);
    expect(journal.isRunning(ended.id)).toBe(false);
  });

  it("is kept where something was, or may have been, written", async () => {
    expect(await run(() => undefined)).toEqual(["changed"]);
    expect(await run(failing({ reason: "cancelled", sent: true }))).toEqual(["unknown"]);
    expect(await run(failing({ reason: "network" }))).toEqual(["unknown"]);
    expect(await run(failing({ reason: "operationFailed" }))).toEqual(["unknown"]);
  });

  it("is kept where it was to take back what somebody else has taken back meanwhile", async () => {
    expect(await run(byOthers(assignB), { kind: "undo", entryId: "e" })).toEqual(["noChange"]);
  });

  it("is kept where Azure refused it, so that it can be tried again", async () => {
    expect(await run(failing({ reason: "forbidden", action: undefined, scope: undefined }))).toEqual(["failed"]);
  });

  it("has nothing to undo where Azure refused it, and leaves the change before it the last one to undo", async () => {
    await run(() => undefined);
    await run(failing({ reason: "forbidden", action: undefined, scope: undefined }));
    const entries = await new JournalFiles(folder).list();
    const made = entries.find(({ records }) => records[0]?.outcome.kind === "changed");
    expect(entries.map(undoOfEntry).toSorted()).toEqual(["nothing", "possible"]);
    expect(made).toBeDefined();
    expect(lastToUndo(entries, () => false)).toBe(made);
  });

  it("leaves no trace where the user stopped it, or it was not needed", async () => {
    expect(await run(byOthers(assignB))).toEqual([]);
    expect(await run(byOthers({ kind: "removeAll" }))).toEqual([]);
    expect(await run(failing({ reason: "cancelled", sent: false }))).toEqual([]);
    expect(await readdir(folder)).toEqual([]);
  });
});

describe("what can be done with entries", () => {
  const batch = entry("batch", 1, { records: [record(failed, "vm1"), record(verified, "vm2"), record(failed, "vm3")] });

  it("offers to retry what failed, until a later attempt has taken it up", () => {
    expect(retryableRecords([batch], batch).map(({ resourceId }) => resourceId.slice(-3))).toEqual(["vm1", "vm3"]);
    const retry = entry("again", 2, {
      origin: { kind: "retry", entryId: "batch" },
      records: [record(failed, "VM1"), record(verified, "vm3")],
    });
    expect(retryableRecords([retry, batch], batch)).toEqual([]);
    expect(retryableRecords([retry, batch], retry)).toHaveLength(1);
  });

  it("takes back the newest change that is no undo and not undone, and none that is running", () => {
    const [first, second] = [entry("first", 1), entry("second", 2)];
    const undo = entry("undo", 3, { origin: { kind: "undo", entryId: "second" } });
    const running = entry("running", 4);
    const isRunning = (id: string) => id === "running";
    expect(lastToUndo([running, second, first], isRunning)?.id).toBe("second");
    expect(isUndone([undo, second, first], second)).toBe(true);
    expect(lastToUndo([running, undo, second, first], isRunning)?.id).toBe("first");
    const nothing = entry("nothing", 5, { records: [record(failed)] });
    expect(lastToUndo([nothing, first], isRunning)?.id).toBe("first");
  });

  it("does not count an undo that came to nothing", () => {
    const change = entry("change", 1);
    const undo = entry("undo", 2, { origin: { kind: "undo", entryId: "change" }, records: [record(failed)] });
    expect(isUndone([undo, change], change)).toBe(false);
  });

  it("does not count an undo of which nobody has seen the end", () => {
    const change = entry("change", 1);
    const open: RecordedOutcome[] = [
      { kind: "waiting" },
      { kind: "running" },
      { kind: "unknown", because: undefined },
      { kind: "unknown", because: { ...because, failure: { reason: "network" } } },
    ];
    for (const outcome of open) {
      const undo = entry("undo", 2, { origin: { kind: "undo", entryId: "change" }, records: [record(outcome)] });
      expect(isUndone([undo, change], change)).toBe(false);
    }
  });

  it("counts an undo that found nothing to do, so that older changes can be reached", async () => {
    const journal = new Journal(new JournalFiles(folder), standing, () => undefined);
    for (const each of [entry("older", 0, { records: [record(verified, "vm9")] }), entry("change", 1)]) {
      await journal.begin(each);
      await journal.end(each);
    }
    const remove: IdentityChange = { kind: "removeUserAssigned", ids: [identityId("b")] };
    const mutation = new MutationService(new FakeGateway(state(true, "a")));
    const plan = await mutation.plan(subscription, vmId, remove, new AbortController().signal);
    const planned = plannedTarget({ subscription, resource: plan.resource, change: remove }, plan);
    const pipeline = new ChangePipeline(mutation, journal);
    await pipeline.recordNothingToDo([planned], { kind: "change" });
    expect(journal.entries).toHaveLength(2);
    await pipeline.recordNothingToDo([planned], { kind: "undo", entryId: "change" });
    expect(journal.entries).toHaveLength(3);
    expect(lastToUndo(journal.entries, () => false)?.id).toBe("older");
  });

  it("calls an entry undone only when all that it did has been taken back", () => {
    const change = entry("change", 1, { records: [record(verified, "vm1"), record(verified, "vm2")] });
    const undo = (id: string, startedAt: number, each: ChangeRecord) =>
      entry(id, startedAt, { origin: { kind: "undo", entryId: "change" }, records: [each] });
    const one = undo("one", 2, record(verified, "vm1"));
    expect(isUndone([one, change], change)).toBe(false);
    const other = undo("other", 3, record({ kind: "noChange" }, "vm2"));
    expect(isUndone([other, one, change], change)).toBe(true);
  });

  it("counts another attempt at an undo as a part of that undo", () => {
    const older = entry("older", 0, { records: [record(verified, "vm9")] });
    const change = entry("change", 1, { records: [record(verified, "vm1"), record(verified, "vm2")] });
    const undo = entry("undo", 2, {
      origin: { kind: "undo", entryId: "change" },
      records: [record(verified, "vm1"), record(failed, "vm2")],
    });
    const retry = entry("retry", 3, {
      origin: { kind: "retry", entryId: "undo" },
      records: [record(failed, "vm2")],
    });
    const again = entry("again", 4, {
      origin: { kind: "retry", entryId: "retry" },
      records: [record(verified, "vm2")],
    });
    expect(isUndone([retry, undo, change, older], change)).toBe(false);
    expect(lastToUndo([retry, undo, change, older], () => false)?.id).toBe("change");
    expect(isUndone([again, retry, undo, change, older], change)).toBe(true);
    expect(lastToUndo([again, retry, undo, change, older], () => false)?.id).toBe("older");
  });

  it("ends where attempts name each other in a circle", () => {
    const [left, right] = [
      entry("left", 1, { origin: { kind: "retry", entryId: "right" } }),
      entry("right", 2, { origin: { kind: "retry", entryId: "left" } }),
    ];
    expect(isUndone([right, left], left)).toBe(false);
    expect(lastToUndo([right, left], () => false)?.id).toBe("right");
  });

  it("calls a later attempt undone where it was taken back with the first, and not where that was before it", () => {
    const first = entry("first", 1, { records: [record(failed)] });
    const retry = entry("retry", 3, { origin: { kind: "retry", entryId: "first" } });
    const undoAt = (startedAt: number) => entry("undo", startedAt, { origin: { kind: "undo", entryId: "first" } });
    expect(isUndone([undoAt(4), retry, first], retry)).toBe(true);
    expect(isUndone([retry, undoAt(2), first], retry)).toBe(false);
  });

  it("counts how the resources ended", () => {
    const leftOut: RecordedOutcome = { kind: "changed", leftOut: [because] };
    const kinds: RecordedOutcome[] = [verified, leftOut, failed, { kind: "noChange" }, { kind: "notStarted" }];
    const open: RecordedOutcome[] = [{ kind: "waiting" }, { kind: "running" }, { kind: "changedMeanwhile" }];
    const all: RecordedOutcome[] = [...kinds, ...open, { kind: "unknown", because: undefined }];
    const records = all.map((outcome) => record(outcome));
    const ended = { changed: 1, changedOtherwise: 1, unchanged: 1, failed: 2, notStarted: 1 };
    expect(tallyOf({ records }, true)).toEqual({ ...ended, notKnown: 1, open: 2 });
    expect(tallyOf({ records }, false)).toEqual({ ...ended, notKnown: 3, open: 0 });
  });
});
