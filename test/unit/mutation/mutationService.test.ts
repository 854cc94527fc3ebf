import { describe, expect, it, vi } from "vitest";
import { applyChange, type IdentityChange } from "../../../src/identity/identityChange";
import { sameIdentities } from "../../../src/identity/identityState";
import { MutationError } from "../../../src/mutation/mutationError";
import { type ApplyOptions, type MutationProgress, MutationService } from "../../../src/mutation/mutationService";
import { identityId, state } from "../identity/states";
import { FakeGateway, subscription, vmId } from "./fakeGateway";

const assignB: IdentityChange = { kind: "assignUserAssigned", ids: [identityId("b")] };
const signal = new AbortController().signal;

function service(gateway: FakeGateway) {
  const waits: number[] = [];
  const progress: MutationProgress[] = [];
  const agreeAgain = vi.fn<ApplyOptions["agreeAgain"]>(() => Promise.resolve(true));
  const mutation = new MutationService(gateway, (milliseconds) => {
    waits.push(milliseconds);
    return Promise.resolve();
  });
  const options: ApplyOptions = { signal, agreeAgain, onProgress: (each) => progress.push(each) };
  const plan = (change: IdentityChange) => mutation.plan(subscription, vmId, change, signal);
  return { mutation, waits, progress, agreeAgain, options, plan };
}

describe("the mutation service", () => {
  it("makes one GET to plan, one PATCH with If-Match, and reads again to verify", async () => {
    const gateway = new FakeGateway(state(true, "a"));
    const { mutation, options, plan } = service(gateway);
    const outcome = await mutation.apply(await plan(assignB), options);
    expect(outcome.kind).toBe("changed");
    expect(gateway.calls.map((call) => call.split(" ")[0])).toEqual(["GET", "PATCH", "GET"]);
    expect(gateway.ifMatches).toEqual(["1"]);
    expect(sameIdentities(gateway.current, state(true, "a", "b"))).toBe(true);
  });

  it("writes nothing where there is nothing to change", async () => {
    const gateway = new FakeGateway(state(true, "b"));
    const { mutation, options, plan } = service(gateway);
    expect((await mutation.apply(await plan(assignB), options)).kind).toBe("noChange");
    expect(gateway.calls).toEqual(["GET"]);
  });

  it("plans again on 412 and keeps what the other party assigned, without asking where the outcome is the same", async () => {
    const gateway = new FakeGateway(state(true, "a"));
    const { mutation, options, plan, agreeAgain } = service(gateway);
    const agreed = await plan(assignB);
    gateway.changeByOthers((current) => ({ ...current }));
    expect((await mutation.apply(agreed, options)).kind).toBe("changed");
    expect(agreeAgain).not.toHaveBeenCalled();
  });

  it("asks again where somebody else's change makes the outcome another, and keeps their change", async () => {
    const gateway = new FakeGateway(state(true, "a"));
    const { mutation, options, plan, agreeAgain } = service(gateway);
    const agreed = await plan(assignB);
    gateway.changeByOthers((current) => applyChange(current, { kind: "assignUserAssigned", ids: [identityId("c")] }));
    expect((await mutation.apply(agreed, options)).kind).toBe("changed");
    expect(agreeAgain).toHaveBeenCalledTimes(1);
    expect(sameIdentities(gateway.current, state(true, "a", "b", "c"))).toBe(true);
  });

  it("writes nothing more where the person does not agree to the new outcome", async () => {
    const gateway = new FakeGateway(state(true, "a"));
    const { mutation, options, plan, agreeAgain } = service(gateway);
    agreeAgain.mockResolvedValue(false);
    const agreed = await plan(assignB);
    gateway.changeByOthers((current) => applyChange(current, { kind: "removeAll" }));
    expect((await mutation.apply(agreed, options)).kind).toBe("changedMeanwhile");
    expect(sameIdentities(gateway.current, state(false))).toBe(true);
  });

  it.each([
    { change: { kind: "removeAll" }, before: state(true, "a", "b") },
    { change: { kind: "removeAll" }, before: state(false, "a", "b") },
    { change: { kind: "removeAllUserAssigned" }, before: state(true, "a", "b") },
    { change: { kind: "removeAllUserAssigned" }, before: state(false, "a", "b") },
  ] as const)(
    "asks again before $change.kind takes what somebody else has assigned since",
    async ({ change, before }) => {
      const gateway = new FakeGateway(before);
      const { mutation, options, plan, agreeAgain } = service(gateway);
      agreeAgain.mockResolvedValue(false);
      const agreed = await plan(change);
      gateway.changeByOthers((current) => applyChange(current, { kind: "assignUserAssigned", ids: [identityId("c")] }));
      expect((await mutation.apply(agreed, options)).kind).toBe("changedMeanwhile");
      expect(gateway.current.userAssigned).toHaveLength(3);
    },
  );

  it("asks again before it disables a system-assigned identity that came since", async () => {
    const gateway = new FakeGateway(state(false, "a"));
    const { mutation, options, plan, agreeAgain } = service(gateway);
    agreeAgain.mockResolvedValue(false);
    const agreed = await plan({ kind: "removeAll" });
    gateway.changeByOthers((current) => applyChange(current, { kind: "enableSystemAssigned" }));
    expect((await mutation.apply(agreed, options)).kind).toBe("changedMeanwhile");
    expect(gateway.current.systemAssigned).toBeDefined();
  });

  it("does not ask where somebody else has already removed a part of what was agreed to", async () => {
    const gateway = new FakeGateway(state(true, "a", "b"));
    const { mutation, options, plan, agreeAgain } = service(gateway);
    const agreed = await plan({ kind: "removeAllUserAssigned" });
    gateway.changeByOthers((current) => applyChange(current, { kind: "removeUserAssigned", ids: [identityId("a")] }));
    expect((await mutation.apply(agreed, options)).kind).toBe("changed");
    expect(agreeAgain).not.toHaveBeenCalled();
  });

  it("is done without a second write where the other party made the same change", async () => {
    const gateway = new FakeGateway(state(true, "a"));
    const { mutation, options, plan, agreeAgain } = service(gateway);
    const agreed = await plan(assignB);
    gateway.changeByOthers((current) => applyChange(current, assignB));
    expect((await mutation.apply(agreed, options)).kind).toBe("noChange");
    expect(agreeAgain).not.toHaveBeenCalled();
    expect(gateway.calls.filter((call) => call.startsWith("PATCH"))).toHaveLength(1);
  });

  it("waits longer at each conflict, says so, and gives up with the conflict itself", async () => {
    const gateway = new FakeGateway(state(true, "a"));
    const { mutation, options, plan, waits, progress } = service(gateway);
    for (let time = 0; time < 5; time++) {
      gateway.failNext({ reason: "conflict" });
    }
    const applied = mutation.apply(await plan(assignB), options);
    expect(await applied).toMatchObject({ kind: "failed", error: { failure: { reason: "conflict" } } });
    expect(waits).toEqual([2_000, 5_000, 10_000, 20_000]);
    expect(progress).toContainEqual({ kind: "waiting", because: "conflict", seconds: 2 });
  });

  it("waits as long as the service asks when it is throttled", async () => {
    const gateway = new FakeGateway(state(true, "a"));
    const { mutation, options, plan, waits } = service(gateway);
    gateway.failNext({ reason: "throttled", retryAfterSeconds: 7 });
    expect((await mutation.apply(await plan(assignB), options)).kind).toBe("changed");
    expect(waits).toEqual([7_000]);
    expect(gateway.calls.map((call) => call.split(" ")[0])).toEqual(["GET", "PATCH", "PATCH", "GET"]);
  });

  it("looks at the resource where no answer came to a write, and never sends it twice", async () => {
    const arrived = new FakeGateway(state(true, "a"));
    const first = service(arrived);
    arrived.failNext({ reason: "network" }, { arrives: true });
    expect((await first.mutation.apply(await first.plan(assignB), first.options)).kind).toBe("changed");
    expect(arrived.calls.filter((call) => call.startsWith("PATCH"))).toHaveLength(1);

    const lost = new FakeGateway(state(true, "a"));
    const second = service(lost);
    lost.failNext({ reason: "network" });
    const applied = second.mutation.apply(await second.plan(assignB), second.options);
    expect(await applied).toMatchObject({ kind: "unknown", error: { failure: { reason: "network" } } });
    expect(lost.calls.filter((call) => call.startsWith("PATCH"))).toHaveLength(1);
  });

  it.each([{ reason: "serverError" }, { reason: "badAnswer", detail: "html" }] as const)(
    "looks at the resource as well where $reason leaves the fate of a write unknown",
    async (failure) => {
      const gateway = new FakeGateway(state(true, "a"));
      const { mutation, options, plan } = service(gateway);
      gateway.failNext(failure, { arrives: true });
      expect((await mutation.apply(await plan(assignB), options)).kind).toBe("changed");
    },
  );

  it.each([{ reason: "forbidden", action: undefined, scope: undefined }, { reason: "notFound" }] as const)(
    "does not let a refused look ($reason) stand for the fate of a write that had no answer",
    async (failure) => {
      const gateway = new FakeGateway(state(true, "a"));
      const { mutation, options, plan } = service(gateway);
      const agreed = await plan(assignB);
      gateway.failNext({ reason: "network" }, { arrives: true });
      gateway.failNextRead(failure);
      expect(await mutation.apply(agreed, options)).toMatchObject({
        kind: "unknown",
        error: { failure: { reason: "network" } },
      });
    },
  );

  it("says that the write had been sent where the person stops the look after a lost answer", async () => {
    const gateway = new FakeGateway(state(true, "a"));
    const { mutation, options, plan } = service(gateway);
    const agreed = await plan(assignB);
    gateway.failNext({ reason: "network" }, { arrives: true });
    gateway.failNextRead({ reason: "cancelled", sent: false });
    expect(await mutation.apply(agreed, options)).toMatchObject({
      kind: "unknown",
      error: { failure: { reason: "cancelled", sent: true } },
    });
  });

  it("counts a change as made where its operation was preempted and the resource carries it all the same", async () => {
    const gateway = new FakeGateway(state(true, "a"));
    const { mutation, options, plan } = service(gateway);
    const agreed = await plan(assignB);
    gateway.failNext({ reason: "conflict" }, { accepted: true, arrives: true });
    expect(await mutation.apply(agreed, options)).toMatchObject({ kind: "changed", applied: agreed });
    expect(gateway.calls.filter((call) => call.startsWith("PATCH"))).toHaveLength(1);
  });

  it("tells what is otherwise than planned where others have changed the resource over a preempted change", async () => {
    const gateway = new FakeGateway(state(true, "a"));
    const { mutation, options, plan, agreeAgain } = service(gateway);
    const agreed = await plan(assignB);
    const meanwhile = (): void => {
      gateway.changeByOthers((current) => applyChange(current, { kind: "assignUserAssigned", ids: [identityId("c")] }));
    };
    gateway.failNext({ reason: "conflict" }, { accepted: true, arrives: true, meanwhile });
    expect(await mutation.apply(agreed, options)).toMatchObject({ kind: "differs", applied: agreed });
    expect(agreeAgain).not.toHaveBeenCalled();
  });

  it.each([
    { reason: "preconditionFailed" },
    { reason: "conflict" },
    { reason: "forbidden", action: undefined, scope: undefined },
  ] as const)(
    "counts it as made as well where it arrives late, and the next attempt fails ($reason)",
    async (failure) => {
      const gateway = new FakeGateway(state(true, "a"));
      const { mutation, options, plan } = service(gateway);
      const agreed = await plan(assignB);
      gateway.failNext({ reason: "conflict" }, { accepted: true });
      gateway.failNext(failure, { arrives: true });
      expect(await mutation.apply(agreed, options)).toMatchObject({ kind: "changed", applied: agreed });
      expect(gateway.calls.filter((call) => call.startsWith("PATCH"))).toHaveLength(2);
    },
  );

  it("says why the next attempt was refused where the preempted one has not arrived", async () => {
    const gateway = new FakeGateway(state(true, "a"));
    const { mutation, options, plan } = service(gateway);
    const agreed = await plan(assignB);
    gateway.failNext({ reason: "conflict" }, { accepted: true });
    gateway.failNext({ reason: "locked", lockedScopes: [] });
    expect(await mutation.apply(agreed, options)).toMatchObject({
      kind: "failed",
      error: { failure: { reason: "locked" } },
    });
  });

  it("counts it as made as well where all attempts were preempted and the last one is there", async () => {
    const gateway = new FakeGateway(state(true, "a"));
    const { mutation, options, plan } = service(gateway);
    const agreed = await plan(assignB);
    for (let time = 0; time < 4; time++) {
      gateway.failNext({ reason: "conflict" }, { accepted: true });
    }
    gateway.failNext({ reason: "conflict" }, { accepted: true, arrives: true });
    expect((await mutation.apply(agreed, options)).kind).toBe("changed");
  });

  it.each([
    { read: { reason: "forbidden", action: undefined, scope: undefined }, failure: { reason: "network" } },
    { read: { reason: "cancelled", sent: false }, failure: { reason: "cancelled", sent: true } },
  ] as const)(
    "knows nothing of a preempted change where the resource cannot be read after it ($read.reason)",
    async ({ read, failure }) => {
      const gateway = new FakeGateway(state(true, "a"));
      const { mutation, options, plan } = service(gateway);
      const agreed = await plan(assignB);
      gateway.failNext({ reason: "conflict" }, { accepted: true, arrives: true });
      gateway.failNextRead(read);
      expect(await mutation.apply(agreed, options)).toMatchObject({ kind: "unknown", error: { failure } });
    },
  );

  it("says that nothing was sent where the person stops the wait for a change that was refused", async () => {
    const gateway = new FakeGateway(state(true, "a"));
    const { mutation, options, plan } = service(gateway);
    const agreed = await plan(assignB);
    gateway.failNext({ reason: "conflict" });
    gateway.failNextRead({ reason: "cancelled", sent: false });
    expect(await mutation.apply(agreed, options)).toEqual({ kind: "notStarted" });
  });

  it("says what differs where the resource ends up other than planned", async () => {
    const gateway = new FakeGateway(state(true, "a"));
    const { mutation, options, plan } = service(gateway);
    const agreed = await plan(assignB);
    const read = gateway.read.bind(gateway);
    gateway.read = () => {
      gateway.changeByOthers((current) => applyChange(current, { kind: "removeUserAssigned", ids: [identityId("a")] }));
      return read();
    };
    const outcome = await mutation.apply(agreed, options);
    expect(outcome).toMatchObject({
      kind: "differs",
      difference: { removed: [{ id: identityId("a") }], assigned: [] },
    });
  });

  it("sends nothing where a hazard forbids the change", async () => {
    const gateway = new FakeGateway(state(false), { kind: "scaleSet", orchestrationMode: "Flexible" });
    const { mutation, options, plan } = service(gateway);
    const applied = mutation.apply(await plan({ kind: "enableSystemAssigned" }), options);
    expect(await applied).toMatchObject({ kind: "blocked", refusal: { reason: "blocked" } });
    expect(gateway.calls).toEqual(["GET"]);
  });

  it("refuses to plan on an identity that it does not understand", async () => {
    const reading = { kind: "unreadable", reason: "unknownType", detail: "DeviceAssigned" } as const;
    const gateway = new FakeGateway(state(false), { identity: reading });
    await expect(service(gateway).plan(assignB)).rejects.toBeInstanceOf(MutationError);
  });
});
