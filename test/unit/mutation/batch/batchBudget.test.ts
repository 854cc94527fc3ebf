import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { IdentityChange } from "../../../../src/identity/identityChange";
import { ChangePipeline } from "../../../../src/mutation/changePipeline";
import { TokenBucket } from "../../../../src/mutation/batch/batchBucket";
import { BatchBudget, type WriteBudget } from "../../../../src/mutation/batch/batchBudget";
import { summarize } from "../../../../src/mutation/batch/batchSummary";
import { MutationService } from "../../../../src/mutation/mutationService";
import { armBuckets, batchFloorMs } from "../../../bench/batch/batchFloor";
import { identityId, state } from "../../identity/states";
import { type CountedRequest, FakeFleet, machineResource, target } from "../fakeFleet";
import { subscription } from "../fakeGateway";
import { memoryJournal } from "../memoryJournal";
import { VirtualClock } from "../virtualClock";

const assignApp: IdentityChange = { kind: "assignUserAssigned", ids: [identityId("app")] };
const never = new AbortController().signal;

/**
 * How far below zero the service's own bucket would have gone; 0 where it was never empty. What is less than a millionth of a request
 * is the rounding of fractions on both sides: the budget takes the last one the moment that it is there.
 */
function overdrawn(requests: readonly CountedRequest[], kind: CountedRequest["kind"]): number {
  const { capacity, perSecond } = armBuckets[kind];
  let [level, at, lowest] = [capacity, 0, 0];
  for (const request of requests.filter((each) => each.kind === kind)) {
    level = Math.min(capacity, level + ((request.at - at) / 1000) * perSecond) - 1;
    at = request.at;
    lowest = Math.min(lowest, level);
  }
  return lowest > -1e-6 ? 0 : -lowest;
}

async function run(machines: number, operationMs: (index: number) => number) {
  const clock = new VirtualClock();
  const fleet = new FakeFleet(clock, (id) => operationMs(Number(/\d+$/.exec(id)?.[0])));
  const pipeline = new ChangePipeline(new MutationService(fleet, clock.wait), memoryJournal(), clock);
  const targets = Array.from({ length: machines }, (_, index) =>
    target(fleet, fleet.add(`vm${index}`, state(false)), assignApp),
  );
  const planned = await clock.run(pipeline.plan(targets, never));
  // The user reads the plan meanwhile, and the buckets fill again.
  await clock.run(clock.wait(60_000, never));
  const agreedAt = clock.now();
  const agreed = { planned, plans: summarize(planned).toChange, origin: { kind: "change" } } as const;
  const { outcomes } = await clock.run(pipeline.apply(agreed, { stop: never }));
  return { fleet, outcomes, tookMs: clock.now() - agreedAt };
}

/** As many machines in each of several subscriptions: each has buckets of its own, so the floor is that of one. */
async function runSpread(count: number, machines: number, operationMs: number) {
  const clock = new VirtualClock();
  const fleet = new FakeFleet(clock, () => operationMs);
  const pipeline = new ChangePipeline(new MutationService(fleet, clock.wait), memoryJournal(), clock);
  const targets = Array.from({ length: count }, (_, index) => ({
    ...subscription,
    subscriptionId: `00000000-0000-4000-8000-${String(index).padStart(12, "0")}`,
  })).flatMap((own) =>
    Array.from({ length: machines }, (_, index) =>
      target(fleet, fleet.add(`vm${index}`, state(false), own), assignApp, own),
    ),
  );
  const planned = await clock.run(pipeline.plan(targets, never));
  const planMs = clock.now();
  await clock.run(clock.wait(60_000, never));
  const agreedAt = clock.now();
  const agreed = { planned, plans: summarize(planned).toChange, origin: { kind: "change" } } as const;
  const { outcomes } = await clock.run(pipeline.apply(agreed, { stop: never }));
  return { outcomes, planMs, tookMs: clock.now() - agreedAt };
}

describe("the budget of a batch", () => {
  it(
    "never empties Azure's buckets, whatever the size and however long a change takes",
    { timeout: 60_000 },
    async () => {
      const sizes = fc.record({ machines: fc.integer({ min: 1, max: 700 }), operationMs: fc.nat(20_000) });
      await fc.assert(
        fc.asyncProperty(sizes, async ({ machines, operationMs }) => {
          const { fleet, outcomes } = await run(machines, () => operationMs);
          expect([...outcomes.values()].filter(({ kind }) => kind === "changed")).toHaveLength(machines);
          expect(overdrawn(fleet.requests, "read")).toBe(0);
          expect(overdrawn(fleet.requests, "write")).toBe(0);
        }),
        { numRuns: 25 },
      );
    },
  );

  it.each([
    [60, 5_700],
    [60, 17_000],
    [150, 2_000],
    [200, 5_700],
    [400, 100],
    [400, 17_000],
    [1_000, 2_000],
    [1_000, 5_700],
    [1_000, 17_000],
  ])(
    "takes at most 1.3 times the floor that the buckets give: %i machines, %i ms each",
    async (machines, operationMs) => {
      const { tookMs } = await run(machines, () => operationMs);
      expect(tookMs).toBeLessThanOrEqual(1.3 * batchFloorMs(Array<number>(machines).fill(operationMs)));
    },
  );

  it.each([
    [10, 200, 5_700],
    [10, 200, 17_000],
    [12, 30, 5_700],
    [40, 10, 5_700],
    [100, 5, 17_000],
  ])(
    "uses the buckets of each subscription side by side: %i subscriptions with %i machines, %i ms each",
    { timeout: 60_000 },
    async (count, machines, operationMs) => {
      const { planMs, tookMs, outcomes } = await runSpread(count, machines, operationMs);
      expect([...outcomes.values()].filter(({ kind }) => kind === "changed")).toHaveLength(count * machines);
      expect(planMs).toBeLessThanOrEqual(1_000);
      expect(tookMs).toBeLessThanOrEqual(1.3 * batchFloorMs(Array<number>(machines).fill(operationMs)));
    },
  );

  it.each([60, 400, 1_000])(
    "takes at most 1.3 times the floor where some take longer than others, as Azure's operations do: %i machines",
    async (machines) => {
      // A quarter takes up to 3 s, half of them up to 5.7 s, three quarters up to 8.9 s, and one in twenty 21.5 s.
      const times = [3_000, 4_500, 5_700, 7_500, 8_900, 12_000];
      const durations = Array.from({ length: machines }, (_, index) =>
        index % 20 === 19 ? 21_500 : (times[(index * 7) % times.length] ?? 0),
      );
      const { tookMs } = await run(machines, (index) => durations[index] ?? 0);
      expect(tookMs).toBeLessThanOrEqual(1.3 * batchFloorMs(durations));
    },
  );

  it("runs a bounded number at once", async () => {
    const { fleet } = await run(1_000, () => 120_000);
    expect(fleet.mostAtOnce).toBeLessThanOrEqual(400);
  });

  it("lets another write go out only when one of fifty is answered", async () => {
    const clock = new VirtualClock();
    const budget = new BatchBudget(clock);
    const allowed: WriteBudget[] = [];
    const begin = async (index: number): Promise<void> => {
      const resource = machineResource(subscription, identityId(`vm${index}`), state(false));
      allowed.push(await budget.beforeWrite(subscription, resource, never));
    };
    const all = Promise.all(Array.from({ length: 60 }, (_, index) => begin(index)));
    await clock.run(clock.wait(1_000, never));
    expect(allowed).toHaveLength(50);
    for (const each of allowed.slice(0, 10)) {
      each.answered();
    }
    await clock.run(all);
    expect(allowed).toHaveLength(60);
  });

  it("writes to one resource twelve times in a row, and then four times a minute", async () => {
    const clock = new VirtualClock();
    const budget = new BatchBudget(clock);
    const resource = machineResource(subscription, identityId("x"), state(false));
    const times: number[] = [];
    for (let index = 0; index < 14; index++) {
      (await clock.run(budget.beforeWrite(subscription, resource, never))).end(false);
      times.push(Math.round(clock.now() / 1000));
    }
    expect(times).toEqual([...Array<number>(12).fill(0), 15, 30]);
  });

  it("gives up waiting when the batch is stopped", async () => {
    const clock = new VirtualClock();
    const budget = new BatchBudget(clock);
    budget.pause(subscription, 3_600);
    const stop = new AbortController();
    const waiting = budget.beforeRead(subscription, stop.signal);
    stop.abort();
    await expect(waiting).rejects.toMatchObject({ failure: { reason: "cancelled", sent: false } });
  });
});

describe("a token bucket", () => {
  it("says how long to wait so that what is wanted is there then, and not a second earlier", () => {
    const sizes = fc.record({
      capacity: fc.integer({ min: 1, max: 2_000 }),
      perSecond: fc.double({ min: 0.01, max: 100, noNaN: true }),
      spent: fc.integer({ min: 0, max: 5_000 }),
      wanted: fc.integer({ min: 1, max: 3_000 }),
      now: fc.integer({ min: 0, max: 1_000_000 }),
    });
    fc.assert(
      fc.property(sizes, ({ capacity, perSecond, spent, wanted, now }) => {
        const bucket = new TokenBucket({ capacity, perSecond }, 0);
        bucket.spend(spent, now);
        const delay = bucket.delayUntil(wanted, now);
        if (delay > 1_000) {
          expect(bucket.level(now + delay - 1_000)).toBeLessThan(Math.min(wanted, capacity));
        }
        expect(bucket.level(now + delay)).toBeGreaterThanOrEqual(Math.min(wanted, capacity) - 1e-6);
      }),
    );
  });
});
