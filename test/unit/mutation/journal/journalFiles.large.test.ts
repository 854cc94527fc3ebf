import { appendFile, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { realWait } from "../../../../src/mutation/clock";
import { Journal } from "../../../../src/mutation/journal/journal";
import type { ChangeRecord, JournalEntry, RecordedOutcome } from "../../../../src/mutation/journal/journalEntry";
import { JournalFiles } from "../../../../src/mutation/journal/journalFiles";
import { isRetryable, isUndone, lastToUndo, retryableRecords } from "../../../../src/mutation/journal/journalQuery";
import { tallyOf } from "../../../../src/mutation/journal/journalTally";
import { undoOfEntry } from "../../../../src/mutation/journal/journalUndo";
import { writeEntry } from "../../../../src/mutation/journal/journalWrite";
import { identityId, state } from "../../identity/states";
import { vmId } from "../fakeGateway";

const verified: RecordedOutcome = { kind: "changed", leftOut: [] };
const failed: RecordedOutcome = {
  kind: "failed",
  because: { failure: { reason: "conflict" }, code: "Conflict", correlationId: "c-1", message: undefined },
};
const change = { kind: "assignUserAssigned", ids: [identityId("b")] } as const;

function record(index: number, outcome: RecordedOutcome = verified): ChangeRecord {
  const [before, after] = [state(true, "a"), state(true, "a", "b")];
  return { resourceId: vmId.replace(/vm1$/, `vm${index}`), tenantId: "t1", change, before, after, outcome };
}

function batch(id: string, startedAt: number, count: number, outcome?: (index: number) => RecordedOutcome) {
  const records = Array.from({ length: count }, (_, index) => record(index, outcome?.(index)));
  return { id, startedAt, origin: { kind: "change" }, records } as const satisfies JournalEntry;
}

function fail(error: unknown): never {
  throw error;
}

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "journal-"));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function file(ending: string): Promise<string> {
  const name = (await readdir(folder)).find((each) => each.endsWith(ending));
  return path.join(folder, name ?? "none");
}

describe("the files of a large entry", () => {
  it("are read again whole where there are more than 20,000 records", async () => {
    const written = batch("large", 1, 20_500, (index) => (index === 20_499 ? failed : verified));
    await new JournalFiles(folder).write(written);
    const [found] = await new JournalFiles(folder).list();
    expect(found?.records).toHaveLength(20_500);
    expect(found?.records.slice(-10)).toEqual(written.records.slice(-10));
    expect(found && tallyOf(found, false)).toMatchObject({ changed: 20_499, failed: 1 });
  });

  it("are read again where they hold more than 32 MB", async () => {
    const names = Array.from({ length: 40 }, (_, index) => `${"identity-with-a-long-name-".repeat(4)}${index}`);
    const large = { ...record(0), before: state(true), after: state(true, ...names) };
    const records = Array.from({ length: 4_000 }, (_, index) => ({
      ...large,
      resourceId: vmId.replace(/vm1$/, `vm${index}`),
    }));
    await new JournalFiles(folder).write({ ...batch("large", 1, 0), records });
    expect((await stat(await file(".records"))).size).toBeGreaterThan(32 * 1024 * 1024);
    const [found] = await new JournalFiles(folder).list();
    expect(found?.records).toHaveLength(4_000);
    expect(found?.records[3_999]).toEqual(records[3_999]);
  });

  it("tell what they come to without their records being read", async () => {
    const odd = (index: number): RecordedOutcome => (index % 2 === 0 ? verified : failed);
    await new JournalFiles(folder).write(batch("batch", 1, 100, odd));
    await writeFile(await file(".records"), "");
    const [found] = await new JournalFiles(folder).list();
    if (found === undefined) {
      throw new Error("it is listed");
    }
    expect(tallyOf(found, false)).toMatchObject({ changed: 50, failed: 50 });
    expect(undoOfEntry(found)).toBe("possible");
    expect(isRetryable([found], found)).toBe(true);
    expect(isUndone([found], found)).toBe(false);
    expect(found.records).toEqual([]);
  });

  it("answer the same as the entry itself", async () => {
    const files = new JournalFiles(folder);
    const odd = (index: number): RecordedOutcome => (index % 2 === 0 ? verified : failed);
    const written: JournalEntry[] = [
      batch("first", 1, 40, odd),
      { ...batch("again", 2, 40), origin: { kind: "retry", entryId: "first" } },
      { ...batch("undo", 3, 40), origin: { kind: "undo", entryId: "first" } },
      { ...batch("half", 4, 20), origin: { kind: "retry", entryId: "last" } },
      batch("last", 5, 40, () => failed),
    ];
    for (const each of written) {
      await files.write(each);
    }
    const found = await files.list();
    const whole = written.toReversed();
    expect(found.map(({ outline }) => outline?.count)).toEqual([40, 20, 40, 40, 40]);
    expect(found.map((each) => isUndone(found, each))).toEqual(whole.map((each) => isUndone(whole, each)));
    expect(found.map((each) => isRetryable(found, each))).toEqual(
      whole.map((each) => retryableRecords(whole, each).length > 0),
    );
    expect(found.map(undoOfEntry)).toEqual(whole.map(undoOfEntry));
    expect(lastToUndo(found, () => false)?.id).toBe(lastToUndo(whole, () => false)?.id);
  });

  it("are not read again while they have not changed, and are once they have", async () => {
    const files = new JournalFiles(folder);
    await files.write(batch("batch", 1, 20));
    const head = await file(".json");
    const noon = new Date(Date.UTC(2026, 0, 1, 12));
    await utimes(head, noon, noon);
    const [first] = await files.list();
    const text = await readFile(head, "utf8");
    await writeFile(head, text.replace('"changed":20', '"changed":19'));
    await utimes(head, noon, noon);
    expect((await files.list())[0]).toBe(first);
    await new JournalFiles(folder).write(batch("batch", 1, 20, () => failed));
    const [second] = await files.list();
    expect(second && tallyOf(second, false)).toMatchObject({ changed: 0, failed: 20 });
    expect(second?.records[0]?.outcome.kind).toBe("failed");
  });

  it("grow by what has changed, and not by the whole", async () => {
    const files = new JournalFiles(folder);
    const begun = batch("batch", 1, 2_000, () => ({ kind: "waiting" }));
    await files.write(begun);
    const before = (await stat(await file(".records"))).size;
    const records = begun.records.map((each, index) => (index === 7 ? record(7) : each));
    await files.write({ ...begun, records }, [7]);
    const grown = (await stat(await file(".records"))).size - before;
    expect(grown).toBeLessThan(before / 500);
    const [found] = await new JournalFiles(folder).list();
    expect(found?.records).toEqual(records);
  });

  it("keep what was written where the machine stopped in the midst of a line, and what is added after it", async () => {
    const files = new JournalFiles(folder);
    const begun = batch("batch", 1, 20, () => ({ kind: "waiting" }));
    await files.write(begun);
    const [first = ""] = (await readFile(await file(".records"), "utf8")).split("\n");
    await appendFile(await file(".records"), first.slice(0, 40));
    const records = begun.records.map((each, index) => (index === 3 ? record(3) : each));
    await new JournalFiles(folder).write({ ...begun, records }, [3]);
    const [found] = await new JournalFiles(folder).list();
    expect(found?.records).toEqual(records);
  });

  it("are taken over from earlier versions, which wrote entries whole", async () => {
    const old = batch("old", 5, 300);
    await writeFile(path.join(folder, "000000000000005-old.json"), writeEntry(old));
    const [found] = await new JournalFiles(folder).list();
    expect(found?.outline?.count).toBe(300);
    expect((await stat(await file(".json"))).size).toBeLessThan(10_000);
    const [again] = await new JournalFiles(folder).list();
    expect(again?.records).toEqual(old.records);
  });

  it("go together once there are too many entries", async () => {
    const files = new JournalFiles(folder);
    await files.write(batch("oldest", 1, 20));
    for (let index = 0; index < 200; index++) {
      await files.write({ ...batch(`e${index}`, 2 + index, 1) });
    }
    expect((await readdir(folder)).filter((name) => name.includes("oldest"))).toEqual([]);
  });

  it("are passed over where their head is none", async () => {
    const files = new JournalFiles(folder);
    await files.write(batch("batch", 1, 20));
    const head = await file(".json");
    const text = await readFile(head, "utf8");
    const broken = ['"count":20', '"undo":"possible"', '"changed":20', '"kind":"assignUserAssigned"'].map((part) =>
      text.replace(part, part.replace(/:.*/, ":null")),
    );
    for (const each of broken) {
      await writeFile(head, each);
      expect(await new JournalFiles(folder).list()).toEqual([]);
    }
  });
});

describe("a long batch in the journal", () => {
  const clock = { now: () => 0, wait: realWait };

  it("is seen by another window while it runs, and is whole after its end", async () => {
    const mine = new Journal(new JournalFiles(folder), { ...clock, now: () => Date.now() }, fail);
    const other = new Journal(new JournalFiles(folder), { ...clock, now: () => Date.now() }, fail);
    const begun = batch("batch", Date.now(), 50, () => ({ kind: "waiting" }));
    const records: ChangeRecord[] = [...begun.records];
    const entry = { ...begun, records };
    await mine.begin(entry);
    await other.reload();
    expect(other.isRunning("batch")).toBe(true);
    for (let index = 0; index < 50; index++) {
      records[index] = record(index);
      mine.update(entry, [index]);
    }
    await mine.end(entry, []);
    await other.reload();
    const found = other.entry("batch");
    expect(other.isRunning("batch")).toBe(false);
    expect(found?.records).toEqual(records);
    mine.dispose();
    other.dispose();
  });

  it("is no longer held in memory once it is stored as it ended", async () => {
    const journal = new Journal(new JournalFiles(folder), clock, fail);
    const entry = batch("batch", 1, 50);
    await journal.begin(entry);
    await journal.end(entry);
    expect(journal.entry("batch")?.outline).toBeUndefined();
    await journal.reload();
    expect(journal.entry("batch")?.outline?.count).toBe(50);
    journal.dispose();
  });

  it("is put right after its end, where only its outline is held", async () => {
    const journal = new Journal(new JournalFiles(folder), clock, fail);
    await new JournalFiles(folder).write(batch("batch", 1, 50, () => ({ kind: "waiting" })));
    await journal.reload();
    journal.amend("batch", record(7).resourceId, () => record(7));
    expect(journal.entry("batch")?.records[7]?.outcome).toEqual(verified);
    await vi.waitFor(async () => {
      const [found] = await new JournalFiles(folder).list();
      expect(found && tallyOf(found, false)).toMatchObject({ changed: 1, notKnown: 49 });
      expect(found?.records[7]?.outcome).toEqual(verified);
    });
    journal.dispose();
  });

  it("is written whole again where a write has failed", async () => {
    const files = new JournalFiles(folder);
    const failing = { isOn: false };
    const store = {
      list: () => files.list(),
      remove: (entry: JournalEntry) => files.remove(entry),
      write: (entry: JournalEntry, changed?: readonly number[]) =>
        failing.isOn ? Promise.reject(new Error("disk full")) : files.write(entry, changed),
    };
    const errors: unknown[] = [];
    const journal = new Journal(store, clock, (error) => errors.push(error));
    const begun = batch("batch", 1, 50, () => ({ kind: "waiting" }));
    const records: ChangeRecord[] = [...begun.records];
    const entry = { ...begun, records };
    await journal.begin(entry);
    failing.isOn = true;
    records[3] = record(3);
    journal.update(entry, [3]);
    await vi.waitFor(() => {
      expect(errors).toHaveLength(1);
    }, 5_000);
    failing.isOn = false;
    records[4] = record(4);
    await journal.end(entry, [4]);
    expect((await new JournalFiles(folder).list())[0]?.records).toEqual(records);
    journal.dispose();
  });
});
