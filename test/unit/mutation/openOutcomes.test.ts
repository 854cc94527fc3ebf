import { describe, expect, it } from "vitest";
import { AzureError } from "../../../src/azure/azureError";
import type { IdentityChange } from "../../../src/identity/identityChange";
import { summarize } from "../../../src/mutation/batch/batchSummary";
import { ChangePipeline } from "../../../src/mutation/changePipeline";
import { Journal, type JournalStore } from "../../../src/mutation/journal/journal";
import type { JournalEntry, RecordedOutcome } from "../../../src/mutation/journal/journalEntry";
import { MutationService } from "../../../src/mutation/mutationService";
import type { LearntResource } from "../../../src/mutation/openOutcomes";
import { identityId, state } from "../identity/states";
import { FakeGateway, subscription } from "./fakeGateway";
import { VirtualClock } from "./virtualClock";

const assignB: IdentityChange = { kind: "assignUserAssigned", ids: [identityId("b")] };
const never = new AbortController().signal;

/** What several windows share. */
class MemoryStore implements JournalStore {
  private readonly kept = new Map<string, JournalEntry>();
  list = () => Promise.resolve([...this.kept.values()]);
  write = (entry: JournalEntry) => {
    this.kept.set(entry.id, entry);
    return Promise.resolve();
  };
  remove = ({ id }: JournalEntry) => {
    this.kept.delete(id);
    return Promise.resolve();
  };
}

function setUp(store = new MemoryStore(), gateway = new FakeGateway(state(true, "a"))) {
  const clock = new VirtualClock();
  const journal = new Journal(
    store,
    { now: () => Date.now(), wait: () => new Promise(() => undefined) },
    () => undefined,
  );
  const pipeline = new ChangePipeline(new MutationService(gateway, clock.wait), journal, clock);
  const learnt: LearntResource[] = [];
  pipeline.onDidLearn((each) => learnt.push(each));
  const change = async () => {
    const { resource } = await gateway.read();
    const planned = await clock.run(pipeline.plan([{ subscription, resource, change: assignB }], never));
    return async () => {
      const agreed = { planned, plans: summarize(planned).toChange, origin: { kind: "change" } } as const;
      return await clock.run(pipeline.apply(agreed, { stop: never, agreeAgain: () => Promise.resolve(true) }));
    };
  };
  const outcome = (): RecordedOutcome | undefined => journal.entries[0]?.records[0]?.outcome;
  const untilKnown = () =>
    clock.run(
      new Promise<void>((resolve) => {
        pipeline.onDidLearn(() => {
          resolve();
        });
      }),
    );
  return { clock, journal, gateway, pipeline, learnt, change, outcome, untilKnown, store };
}

const updating = (count: number): string[] => Array<string>(count).fill("Updating");

describe("a write of which nobody knows yet how it ended", () => {
  it("is looked at until it is known, and then the journal and whoever listens know it", async () => {
    const { gateway, change, outcome, untilKnown, learnt } = setUp();
    const apply = await change();
    gateway.failNext({ reason: "network" }, { accepted: true, arrives: true });
    gateway.provisioningStates.push(...updating(60));
    await apply();
    expect(outcome()).toMatchObject({ kind: "unknown", isOpen: true, isAccepted: true });
    await untilKnown();
    expect(outcome()).toMatchObject({ kind: "changed" });
    expect(learnt.map(({ resource }) => resource.identity)).toEqual([{ kind: "state", state: gateway.current }]);
    expect(gateway.calls.filter((call) => call.startsWith("PATCH"))).toHaveLength(1);
  });

  it("is recorded as not carried out where the resource carries something else in the end", async () => {
    const { gateway, change, outcome, untilKnown } = setUp();
    const apply = await change();
    gateway.failNext({ reason: "network" }, { accepted: true });
    gateway.provisioningStates.push(...updating(60));
    await apply();
    await untilKnown();
    expect(outcome()).toMatchObject({ kind: "differs", because: { failure: { reason: "network" } } });
  });

  it("is looked at again where nobody answered and the first look did not find it: it may arrive late", async () => {
    const { clock, gateway, change, outcome, untilKnown, learnt } = setUp();
    const apply = await change();
    gateway.failNext({ reason: "network" });
    await apply();
    expect(outcome()).toMatchObject({ kind: "unknown", isOpen: true, isAccepted: false });
    await clock.run(clock.wait(60_000, never));
    expect(outcome()).toMatchObject({ kind: "unknown", isOpen: true });
    expect(learnt).toEqual([]);
    gateway.changeByOthers(() => state(true, "a", "b"));
    await untilKnown();
    expect(outcome()).toMatchObject({ kind: "changed" });
    expect(gateway.calls.filter((call) => call.startsWith("PATCH"))).toHaveLength(1);
  });

  it("is not looked for without end where nobody answered", async () => {
    const { clock, gateway, change, outcome, untilKnown } = setUp();
    const apply = await change();
    gateway.failNext({ reason: "network" });
    await apply();
    await untilKnown();
    expect(clock.now()).toBeGreaterThan(9 * 60_000);
    expect(clock.now()).toBeLessThan(15 * 60_000);
    expect(outcome()).toMatchObject({ kind: "unknown", isOpen: false });
    const calls = gateway.calls.length;
    await clock.run(clock.wait(3_600_000, never));
    expect(gateway.calls).toHaveLength(calls);
  });

  it("is looked at as well where it was written and could not be read again", async () => {
    const { gateway, change, outcome, untilKnown } = setUp();
    const apply = await change();
    gateway.failNextRead({ reason: "serverError" });
    gateway.failNextRead({ reason: "serverError" });
    gateway.failNextRead({ reason: "serverError" });
    await apply();
    expect(outcome()).toMatchObject({ kind: "unknown", isWritten: true });
    await untilKnown();
    expect(outcome()).toMatchObject({ kind: "changed" });
  });

  it("is looked at again after the window was closed and opened", async () => {
    const first = setUp();
    const apply = await first.change();
    first.gateway.failNext({ reason: "network" }, { accepted: true, arrives: true });
    first.gateway.provisioningStates.push(...updating(60));
    await apply();
    first.pipeline.dispose();
    await first.journal.close();

    const { pipeline, outcome, untilKnown } = setUp(first.store, first.gateway);
    await pipeline.lookAgain([subscription]);
    expect(outcome()).toMatchObject({ kind: "unknown", isOpen: true });
    await untilKnown();
    expect(outcome()).toMatchObject({ kind: "changed" });
    expect((await first.store.list())[0]?.records[0]?.outcome).toMatchObject({ kind: "changed" });
  });

  it("leaves alone what a closed window may never have sent, where the resource does not carry it", async () => {
    const { pipeline, store, gateway, outcome, untilKnown } = setUp();
    const { id: resourceId } = (await gateway.read()).resource;
    const record = {
      resourceId,
      tenantId: "t1",
      change: assignB,
      before: state(true, "a"),
      after: state(true, "a", "b"),
    };
    const records = [{ ...record, outcome: { kind: "running" } as const }];
    await store.write({ id: "closed", startedAt: Date.now(), origin: { kind: "change" }, records });
    await pipeline.lookAgain([subscription]);
    await untilKnown();
    expect(outcome()).toEqual({ kind: "running" });
  });

  it("is no longer looked at where the window closes, or where nobody may read it any more", async () => {
    for (const end of ["dispose", "forbidden"] as const) {
      const { clock, gateway, change, outcome, pipeline } = setUp();
      const apply = await change();
      gateway.failNext({ reason: "network" }, { accepted: true, arrives: true });
      gateway.provisioningStates.push(...updating(60));
      await apply();
      if (end === "dispose") {
        pipeline.dispose();
      } else {
        gateway.failNextRead({ reason: "forbidden", action: undefined, scope: undefined });
      }
      const calls = gateway.calls.length;
      await clock.run(clock.wait(600_000, never));
      expect(gateway.calls.length - calls).toBe(end === "dispose" ? 0 : 1);
      expect(outcome()).toMatchObject({ kind: "unknown", isOpen: true });
    }
  });

  it("does not keep a batch from being stopped within seconds", async () => {
    const clock = new VirtualClock();
    const gateway = new FakeGateway(state(true, "a"));
    const hanging = Promise.withResolvers<never>();
    gateway.patchIdentity = (_, __, ___, { signal, onProgress }) => {
      onProgress({ kind: "accepted" });
      signal.addEventListener("abort", () => {
        hanging.reject(new AzureError({ reason: "cancelled", sent: true }));
      });
      return hanging.promise;
    };
    const journal = new Journal(
      new MemoryStore(),
      { now: () => 0, wait: () => new Promise(() => undefined) },
      () => undefined,
    );
    const pipeline = new ChangePipeline(new MutationService(gateway, clock.wait), journal, clock);
    const { resource } = await gateway.read();
    const planned = await clock.run(pipeline.plan([{ subscription, resource, change: assignB }], never));
    const stop = new AbortController();
    const agreed = { planned, plans: summarize(planned).toChange, origin: { kind: "change" } } as const;
    const onProgress = (): void => {
      stop.abort();
    };
    const { outcomes } = await clock.run(pipeline.apply(agreed, { stop: stop.signal, onProgress }));
    expect([...outcomes.values()]).toMatchObject([{ kind: "unknown", error: { written: "maybe" } }]);
    expect(clock.now()).toBeLessThanOrEqual(10_000);
    pipeline.dispose();
  });
});
