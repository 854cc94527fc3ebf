import { describe, expect, it } from "vitest";
import type { IdentityChange } from "../../../src/identity/identityChange";
import { applyChange, inverseChange } from "../../../src/identity/identityChange";
import { sameIdentities } from "../../../src/identity/identityState";
import { ChangePipeline } from "../../../src/mutation/changePipeline";
import type { Outcome } from "../../../src/mutation/outcome";
import type { BatchTarget, PlannedTarget } from "../../../src/mutation/batch/batchPlan";
import { summarize } from "../../../src/mutation/batch/batchSummary";
import { type MutationProgress, MutationService } from "../../../src/mutation/mutationService";
import type { ResourcePlan } from "../../../src/mutation/resourcePlan";
import { identityId, state } from "../identity/states";
import { FakeFleet, target } from "./fakeFleet";
import { subscription } from "./fakeGateway";
import { memoryJournal } from "./memoryJournal";
import { VirtualClock } from "./virtualClock";

const assignApp: IdentityChange = { kind: "assignUserAssigned", ids: [identityId("app")] };
const conflict = () => ({ reason: "conflict" }) as const;

function setUp(operationMs = 5_700) {
  const clock = new VirtualClock();
  const fleet = new FakeFleet(clock, () => operationMs);
  const pipeline = new ChangePipeline(new MutationService(fleet, clock.wait), memoryJournal(), clock);
  const stop = new AbortController();
  const never = new AbortController().signal;
  const progress: [string, MutationProgress["kind"]][] = [];
  const plan = (targets: readonly BatchTarget[]) => clock.run(pipeline.plan(targets, never));
  const apply = async (planned: readonly PlannedTarget[], onOutcome?: (done: number) => void) => {
    const outcomes: Record<string, Outcome> = {};
    const options = {
      stop: stop.signal,
      onProgress: ({ resource }: ResourcePlan, { kind }: MutationProgress) => progress.push([resource.name, kind]),
      onOutcome: ({ resource }: ResourcePlan, outcome: Outcome) => {
        outcomes[resource.name] = outcome;
        onOutcome?.(Object.keys(outcomes).length);
      },
    };
    const plans = summarize(planned).toChange;
    await clock.run(pipeline.apply({ planned, plans, origin: { kind: "change" } }, options));
    return outcomes;
  };
  const machines = (count: number) =>
    Array.from({ length: count }, (_, index) => fleet.add(`vm${index}`, state(false)));
  return { clock, fleet, stop, progress, plan, apply, machines };
}

const kinds = (outcomes: Record<string, Outcome>) => Object.values(outcomes).map(({ kind }) => kind);

describe("a batch", () => {
  it("over 60 machines with three failures changes 57, names the three, and a second attempt finishes them", async () => {
    const { fleet, plan, apply, machines } = setUp();
    const ids = machines(60);
    const failing = [ids[7], ids[31], ids[59]].map(String);
    for (const id of failing) {
      fleet.failWrites(id, () => ({ reason: "locked", lockedScopes: [id] }));
    }
    const outcomes = await apply(await plan(ids.map((id) => target(fleet, id, assignApp))));
    expect(kinds(outcomes).filter((kind) => kind === "changed")).toHaveLength(57);
    expect(Object.keys(outcomes).filter((name) => outcomes[name]?.kind === "failed")).toEqual(["vm7", "vm31", "vm59"]);

    const again = await apply(await plan(failing.map((id) => target(fleet, id, assignApp))));
    expect(kinds(again)).toEqual(["changed", "changed", "changed"]);
    expect(ids.every((id) => sameIdentities(fleet.state(id), state(false, "app")))).toBe(true);
    expect(fleet.writes()).toHaveLength(63);
  });

  it("plans all on fresh reads, in the order of the targets, and says what it cannot do", async () => {
    const { fleet, plan } = setUp();
    const [fresh, done] = [fleet.add("fresh", state(true)), fleet.add("done", state(false, "app"))];
    const gone = target(fleet, fleet.add("listed", state(false)), assignApp);
    const missing = { ...gone, resource: { ...gone.resource, id: gone.resource.id.replace("listed", "deleted") } };
    const wrong: IdentityChange = { kind: "assignUserAssigned", ids: [fresh] };
    const planned = await plan([
      target(fleet, done, assignApp),
      missing,
      target(fleet, fresh, wrong),
      target(fleet, fresh, assignApp),
    ]);
    expect(planned.map(({ kind }) => kind)).toEqual(["noChange", "failed", "blocked", "toChange"]);
    expect(fleet.writes()).toEqual([]);
  });

  it("begins no write after it is stopped, and follows those under way to their end", async () => {
    const { fleet, stop, plan, apply, machines } = setUp();
    const planned = await plan(machines(120).map((id) => target(fleet, id, assignApp)));
    const outcomes = await apply(planned, (done) => {
      if (done === 10) {
        stop.abort();
      }
    });
    const changed = kinds(outcomes).filter((kind) => kind === "changed").length;
    expect(changed).toBeGreaterThanOrEqual(10);
    expect(kinds(outcomes).filter((kind) => kind === "notStarted")).toHaveLength(120 - changed);
    expect(fleet.writes()).toHaveLength(changed);
  });

  it("ends the wait between two attempts at once when it is stopped", async () => {
    const { clock, fleet, stop, plan, apply, machines, progress } = setUp();
    const ids = machines(1);
    fleet.failWrites(String(ids[0]), conflict, conflict, () => {
      queueMicrotask(() => {
        stop.abort();
      });
      return conflict();
    });
    const planned = await plan(ids.map((id) => target(fleet, id, assignApp)));
    expect(kinds(await apply(planned))).toEqual(["notStarted"]);
    expect(fleet.writes()).toHaveLength(3);
    expect(progress.filter(([, kind]) => kind === "waiting")).toHaveLength(3);
    expect(clock.now()).toBeLessThan(8_000);
  });

  it("does not write where somebody else's change makes the outcome another", async () => {
    const { fleet, plan, apply, machines } = setUp();
    const ids = machines(3);
    const planned = await plan(ids.map((id) => target(fleet, id, assignApp)));
    fleet.changeByOthers(String(ids[1]), (current) => applyChange(current, { kind: "enableSystemAssigned" }));
    const outcomes = await apply(planned);
    expect(outcomes).toMatchObject({
      vm0: { kind: "changed" },
      vm1: { kind: "changedMeanwhile" },
      vm2: { kind: "changed" },
    });
    expect(sameIdentities(fleet.state(String(ids[1])), state(true))).toBe(true);
    expect(kinds(await apply(await plan([target(fleet, String(ids[1]), assignApp)])))).toEqual(["changed"]);
  });

  it("holds back everything in the subscription for as long as Azure asks", async () => {
    const { fleet, plan, apply, machines } = setUp();
    const ids = machines(80);
    fleet.failWrites(String(ids[0]), () => ({ reason: "throttled", retryAfterSeconds: 60 }));
    const outcomes = await apply(await plan(ids.map((id) => target(fleet, id, assignApp))));
    expect(new Set(kinds(outcomes))).toEqual(new Set(["changed"]));
    const times = fleet.requests.filter(({ kind }) => kind === "write").map(({ at }) => at);
    const asked = Math.min(...times);
    expect(times.filter((at) => at > asked && at < asked + 60_000)).toEqual([]);
  });

  it("changes the resources of several subscriptions side by side", async () => {
    const { clock, fleet, plan, apply } = setUp();
    const others = [1, 2, 3].map((index) => ({ ...subscription, subscriptionId: `0000000${index}` }));
    const targets = others.flatMap((own) =>
      Array.from({ length: 20 }, (_, index) => {
        const id = fleet.add(`${own.subscriptionId}-vm${index}`, state(false), own);
        return target(fleet, id, assignApp, own);
      }),
    );
    const planned = await plan(targets);
    const started = clock.now();
    await apply(planned);
    expect(clock.now() - started).toBeLessThan(2 * 7_000);
  });
});

describe("an identity that Azure refuses", () => {
  const dead = identityId("dead");
  const both: IdentityChange = { kind: "assignUserAssigned", ids: [identityId("app"), dead] };

  it("fails only itself: it is named, and the others are assigned without it", async () => {
    const { fleet, plan, apply, machines } = setUp();
    const ids = machines(60);
    fleet.dead.add(dead);
    const outcomes = await apply(await plan(ids.map((id) => target(fleet, id, both))));
    expect(kinds(outcomes)).toEqual(Array(60).fill("changed"));
    for (const outcome of Object.values(outcomes)) {
      expect(outcome).toMatchObject({ leftOut: [{ id: dead, error: { failure: { reason: "deadIdentity" } } }] });
    }
    expect(ids.every((id) => sameIdentities(fleet.state(id), state(false, "app")))).toBe(true);
  });

  it("is sent only by those that were under way when it was found", async () => {
    const { fleet, plan, apply, machines } = setUp();
    const ids = machines(60);
    fleet.dead.add(dead);
    const only: IdentityChange = { kind: "assignUserAssigned", ids: [dead] };
    const outcomes = await apply(await plan(ids.map((id) => target(fleet, id, only))));
    expect(kinds(outcomes)).toEqual(Array(60).fill("failed"));
    expect(outcomes["vm59"]).toMatchObject({ error: { failure: { reason: "deadIdentity" } } });
    expect(fleet.writes().length).toBeLessThan(60);
  });

  it("makes a swap fail as a whole, so that nothing is taken without its replacement", async () => {
    const { fleet, plan, apply } = setUp();
    const id = fleet.add("vm", state(false, "old"));
    fleet.dead.add(dead);
    const swap: IdentityChange = {
      kind: "several",
      changes: [
        { kind: "removeUserAssigned", ids: [identityId("old")] },
        { kind: "assignUserAssigned", ids: [dead] },
      ],
    };
    expect(await apply(await plan([target(fleet, id, swap)]))).toMatchObject({ vm: { kind: "failed" } });
    expect(sameIdentities(fleet.state(id), state(false, "old"))).toBe(true);
  });

  it("fails only itself where a removal is taken back, and what was removed with it comes back", async () => {
    const { fleet, plan, apply, machines } = setUp();
    const ids = machines(60);
    fleet.dead.add(dead);
    const undo = inverseChange(state(false, "app", "dead"), state(false));
    const outcomes = await apply(await plan(ids.map((id) => target(fleet, id, undo))));
    expect(kinds(outcomes)).toEqual(Array(60).fill("changed"));
    expect(outcomes["vm59"]).toMatchObject({ leftOut: [{ id: dead }] });
    expect(ids.every((id) => sameIdentities(fleet.state(id), state(false, "app")))).toBe(true);
  });

  it("fails only itself where a deny assignment keeps it from being assigned", async () => {
    const { fleet, plan, apply } = setUp();
    const id = fleet.add("vm", state(false));
    fleet.failWrites(id, () => ({ reason: "denied", name: undefined, scope: undefined, identityIds: [dead] }));
    expect(await apply(await plan([target(fleet, id, both)]))).toMatchObject({
      vm: { kind: "changed", leftOut: [{ id: dead, error: { failure: { reason: "denied" } } }] },
    });
  });

  it("is not sent 60 times to learn that its removal cannot be taken back", async () => {
    const { fleet, plan, apply, machines } = setUp();
    const ids = machines(60);
    fleet.dead.add(dead);
    const undo: IdentityChange = { kind: "several", changes: [{ kind: "assignUserAssigned", ids: [dead] }] };
    const outcomes = await apply(await plan(ids.map((id) => target(fleet, id, undo))));
    expect(kinds(outcomes)).toEqual(Array(60).fill("failed"));
    expect(fleet.writes().length).toBeLessThan(60);
  });

  it("fails its own resource only where each has a change of its own", async () => {
    const { fleet, plan, apply, machines } = setUp();
    const ids = machines(3);
    fleet.dead.add(dead);
    const changes = [assignApp, both, assignApp];
    const planned = await plan(ids.map((id, index) => target(fleet, id, changes[index] ?? assignApp)));
    expect(await apply(planned)).toMatchObject({
      vm0: { kind: "changed", leftOut: [] },
      vm1: { kind: "changed", leftOut: [{ id: dead }] },
      vm2: { kind: "changed", leftOut: [] },
    });
  });
});

describe("the summary of a batch", () => {
  it("counts what is lost and each hazard once, the gravest first", async () => {
    const { fleet, plan } = setUp();
    const targets = [state(true, "app"), state(true), state(true, "app", "web"), state(false)].map((each, index) =>
      target(fleet, fleet.add(`vm${index}`, each), { kind: "removeAll" }),
    );
    const summary = summarize(await plan(targets));
    expect(summary.toChange.map(({ resource }) => resource.name)).toEqual(["vm0", "vm1", "vm2"]);
    expect(summary.noOps.map(({ resource }) => resource.name)).toEqual(["vm3"]);
    expect(summary.losingSystemAssigned).toHaveLength(3);
    expect(summary.losingUserAssigned.map(({ resource }) => resource.name)).toEqual(["vm0", "vm2"]);
    expect(summary.removedIds).toEqual([identityId("app"), identityId("web")]);
    expect(summary.hazards[0]?.hazard.kind).toBe("systemAssignedIsLost");
    expect(summary.hazards[0]?.plans.map(({ resource }) => resource.name)).toEqual(["vm0", "vm1", "vm2"]);
    expect(summary.hazards.map(({ hazard }) => hazard.kind)).toEqual([
      "systemAssignedIsLost",
      "defaultIdentityChanges",
    ]);
  });
});
