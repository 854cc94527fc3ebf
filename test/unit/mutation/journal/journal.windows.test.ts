import { setImmediate as macrotask } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { Journal, type JournalStore } from "../../../../src/mutation/journal/journal";
import type { JournalEntry } from "../../../../src/mutation/journal/journalEntry";
import { readEntry } from "../../../../src/mutation/journal/journalRead";
import { writeEntry } from "../../../../src/mutation/journal/journalWrite";
import { identityId, state } from "../../identity/states";
import { vmId } from "../fakeGateway";
import { VirtualClock } from "../virtualClock";

/** A folder that several windows share, with what is stored as text. */
class SharedStore implements JournalStore {
  readonly files = new Map<string, string>();

  list(): Promise<readonly JournalEntry[]> {
    return Promise.resolve([...this.files.values()].map(readEntry).filter((entry) => entry !== undefined));
  }

  write(entry: JournalEntry): Promise<void> {
    this.files.set(entry.id, writeEntry(entry));
    return Promise.resolve();
  }

  remove({ id }: JournalEntry): Promise<void> {
    this.files.delete(id);
    return Promise.resolve();
  }
}

const running: JournalEntry = {
  id: "batch",
  startedAt: 0,
  origin: { kind: "change" },
  records: [
    {
      resourceId: vmId,
      tenantId: "t1",
      change: { kind: "assignUserAssigned", ids: [identityId("a")] },
      before: state(false),
      after: state(false, "a"),
      outcome: { kind: "running" },
    },
  ],
};

function windows() {
  const clock = new VirtualClock();
  const store = new SharedStore();
  const [mine, other] = [0, 1].map(() => new Journal(store, clock, () => undefined));
  if (mine === undefined || other === undefined) {
    throw new Error("there are two");
  }
  const seconds = (count: number) => clock.run(clock.wait(count * 1_000, new AbortController().signal));
  return { clock, store, mine, other, seconds };
}

describe("a change that another window makes", () => {
  it("is running for as long as that window says so, and then has ended", async () => {
    const { mine, other, seconds } = windows();
    await mine.begin(running);
    await other.reload();
    expect(other.isRunning("batch")).toBe(true);
    expect(other.runsElsewhere("batch")).toBe(true);
    expect(mine.runsElsewhere("batch")).toBe(false);
    await seconds(300);
    expect(other.isRunning("batch")).toBe(true);
    await mine.end({
      ...running,
      records: running.records.map((each) => ({ ...each, outcome: { kind: "noChange" } })),
    });
    await seconds(15);
    expect(other.isRunning("batch")).toBe(false);
    expect(other.entry("batch")?.records[0]?.outcome.kind).toBe("noChange");
    expect(other.entry("batch")?.beatAt).toBeUndefined();
  });

  it("is given up, and shown so, where that window has fallen silent", async () => {
    const { store, mine, other, seconds } = windows();
    await mine.begin(running);
    const last = store.files.get("batch") ?? "";
    store.write = () => Promise.resolve();
    await other.reload();
    const seen: boolean[] = [];
    other.onDidChange(() => seen.push(other.isRunning("batch")));
    await seconds(60);
    expect(seen).toContain(true);
    expect(seen.at(-1)).toBe(false);
    const count = seen.length;
    await seconds(300);
    expect(seen).toHaveLength(count);
    expect(store.files.get("batch")).toBe(last);
  });

  it("is given up at once where that window was closed", async () => {
    const { mine, other } = windows();
    await mine.begin(running);
    await mine.close();
    await other.reload();
    expect(other.isRunning("batch")).toBe(false);
    expect(other.entry("batch")?.records[0]?.outcome.kind).toBe("running");
  });

  it("is not taken for running where it was stored without a sign of life, or with one from the future", async () => {
    const { store, other } = windows();
    for (const beatAt of [undefined, 3_600_000]) {
      await store.write({ ...running, ...(beatAt === undefined ? {} : { beatAt }) });
      await other.reload();
      expect(other.isRunning("batch")).toBe(false);
    }
  });

  it("is not taken for one of another window where the store was read meanwhile and it came to nothing", async () => {
    const { store, mine } = windows();
    await mine.begin(running);
    await mine.reload();
    const held = await store.list();
    await mine.discard("batch");
    expect(mine.entries).toEqual([]);
    store.list = () => Promise.resolve(held);
    await mine.reload();
    expect(mine.entries).toEqual([]);
  });

  it("does not come back where it came to nothing", async () => {
    const { store, mine, seconds } = windows();
    await mine.begin(running);
    await mine.discard("batch");
    await seconds(60);
    await macrotask();
    expect(store.files.size).toBe(0);
  });
});
