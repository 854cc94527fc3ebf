import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { performance, monitorEventLoopDelay } from "node:perf_hooks";
import { formatResourceId } from "../../../src/identity/resourceId";
import { realWait } from "../../../src/mutation/clock";
import { Journal, type JournalStore } from "../../../src/mutation/journal/journal";
import type { ChangeRecord, JournalEntry } from "../../../src/mutation/journal/journalEntry";
import { JournalFiles } from "../../../src/mutation/journal/journalFiles";
import { isRetryable, isUndone } from "../../../src/mutation/journal/journalQuery";
import { tallyOf } from "../../../src/mutation/journal/journalTally";
import { undoOfEntry } from "../../../src/mutation/journal/journalUndo";

/**
 * The journal at its largest: what its first view costs with 200 batches of 1,000 resources, what stays in memory, and whether a long
 * batch's own record grows in step with the batch. The floor of the first view is reading the same files bare.
 */

const BATCHES = 200;
const RESOURCES = 1_000;
/** On a machine of its own; where others work on it, what the floor shows of them. */
const FIRST_VIEW_MS = 100;
const FIRST_VIEW_RATIO = 5;
const KEPT_MB = 20;
/** A batch four times as long takes at most this many times as long to record. */
const LINEAR = 6;

const subscription = "00000000-0000-4000-8000-000000000001";
const identityId = (name: string): string =>
  formatResourceId(subscription, "rg-identities", "Microsoft.ManagedIdentity/userAssignedIdentities", name);
const vmId = (name: string): string =>
  formatResourceId(subscription, "rg-machines", "Microsoft.Compute/virtualMachines", name);
const guid = (seed: number): string => `00000000-0000-4000-8000-${String(seed).padStart(12, "0")}`;

function record(index: number, kind: "waiting" | "changed" = "changed"): ChangeRecord {
  const identity = (name: string, seed: number) => ({
    id: identityId(name),
    principalId: guid(seed),
    clientId: guid(seed + 1),
  });
  const before = { systemAssigned: { principalId: guid(index), tenantId: guid(7) }, userAssigned: [identity("a", 1)] };
  return {
    resourceId: vmId(`vm-${String(index).padStart(6, "0")}`),
    tenantId: guid(7),
    change: { kind: "assignUserAssigned", ids: [identityId("b")] },
    before,
    after: { ...before, userAssigned: [...before.userAssigned, identity("b", 3)] },
    outcome: kind === "waiting" ? { kind } : { kind, leftOut: [] },
  };
}

function entryOf(id: string, startedAt: number, count: number, kind?: "waiting"): JournalEntry {
  const records = Array.from({ length: count }, (_, index) => record(index, kind));
  return { id, startedAt, origin: { kind: "change" }, records };
}

const unheard = (error: unknown): void => {
  throw error;
};
const journalOn = (store: JournalStore): Journal =>
  new Journal(store, { now: () => Date.now(), wait: realWait }, unheard);

const heapMb = (): number => {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1024 / 1024;
};

async function bare(folder: string): Promise<number> {
  const started = performance.now();
  const names = (await readdir(folder)).filter((name) => name.endsWith(".json"));
  await Promise.all(
    names.map(async (name): Promise<unknown> => JSON.parse(await readFile(path.join(folder, name), "utf8"))),
  );
  return performance.now() - started;
}

/** What the view of changes works out for each of its rows. */
function draw(journal: Journal): number {
  const { entries } = journal;
  return entries.filter(
    (entry) =>
      tallyOf(entry, false).changed > 0 &&
      undoOfEntry(entry) !== "nothing" &&
      !isUndone(entries, entry) &&
      !isRetryable(entries, entry),
  ).length;
}

async function measureFirstView(folder: string): Promise<boolean> {
  const files = new JournalFiles(folder);
  for (let index = 0; index < BATCHES; index++) {
    await files.write(entryOf(`batch-${index}`, 1_700_000_000_000 + index, RESOURCES));
  }
  await bare(folder);
  const floor = await bare(folder);
  const kept = heapMb();
  const journal = journalOn(new JournalFiles(folder));
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const started = performance.now();
  await journal.load();
  const drawn = draw(journal);
  const took = performance.now() - started;
  delay.disable();
  const again = performance.now();
  await journal.reload();
  const reload = performance.now() - again;
  const opened = performance.now();
  await journal.open("batch-7");
  const count = journal.entry("batch-7")?.records.length;
  const open = performance.now() - opened;
  const grown = heapMb() - kept;
  console.log(
    `${BATCHES} batches of ${RESOURCES}: first view ${took.toFixed(0)} ms (heads read bare ${floor.toFixed(0)} ms), ` +
      `longest turn ${(delay.max / 1e6).toFixed(0)} ms, again ${reload.toFixed(0)} ms, one opened ${open.toFixed(0)} ms, kept ${grown.toFixed(1)} MB`,
  );
  journal.dispose();
  return (
    took <= Math.max(FIRST_VIEW_MS, floor * FIRST_VIEW_RATIO) &&
    drawn === BATCHES &&
    count === RESOURCES &&
    (globalThis.gc === undefined || grown < KEPT_MB)
  );
}

/** Records a batch step by step, as a pipeline does. */
async function recordBatch(folder: string, count: number): Promise<number> {
  const journal = journalOn(new JournalFiles(folder));
  const begun = entryOf(`long-${count}`, 1_800_000_000_000, count, "waiting");
  const records = [...begun.records];
  const entry = { ...begun, records };
  const started = performance.now();
  await journal.begin(entry);
  for (let index = 0; index < count; index++) {
    records[index] = { ...record(index, "waiting"), outcome: { kind: "running" } };
    journal.update(entry, [index]);
    records[index] = record(index);
    journal.update(entry, [index]);
    if (index % 500 === 0) {
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  await journal.end(entry, []);
  const took = performance.now() - started;
  journal.dispose();
  return took;
}

async function measureLongBatch(folder: string): Promise<boolean> {
  await recordBatch(folder, 1_000);
  const short = await recordBatch(folder, 5_000);
  const long = await recordBatch(folder, 20_000);
  const ratio = long / short;
  console.log(
    `the record of 5,000 resources ${short.toFixed(0)} ms, of 20,000 ${long.toFixed(0)} ms: ${ratio.toFixed(1)} times`,
  );
  return ratio <= LINEAR;
}

async function main(): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), "journal-bench-"));
  try {
    const results = [await measureFirstView(folder), await measureLongBatch(folder)];
    process.exitCode = results.every(Boolean) ? 0 : 1;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

void main();
