import { describe, expect, it, vi } from "vitest";
import { applyChange, type IdentityChange } from "../../../src/identity/identityChange";
import { sameIdentities } from "../../../src/identity/identityState";
import { standsAsBefore } from "../../../src/mutation/outcome";
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

  it("writes nothing more where the user does not agree to the new outcome", async () => {
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

  it("says that the write had been sent where the user stops the look after a lost answer", async () => {
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

  it("says why the next attempt was refused, and what stands there, where the preempted one has not arrived", async () => {
    const gateway = new FakeGateway(state(true, "a"));
    const { mutation, options, plan } = service(gateway);
    const agreed = await plan(assignB);
    gateway.failNext({ reason: "conflict" }, { accepted: true });
    gateway.failNext({ reason: "locked", lockedScopes: [] });
    expect(await mutation.apply(agreed, options)).toMatchObject({
      kind: "differs",
      applied: agreed,
      resource: { identity: { state: state(true, "a") } },
      because: { failure: { reason: "locked" }, written: "maybe" },
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

  it("says that nothing was sent where the user stops the wait for a change that was refused", async () => {
    const gateway = new FakeGateway(state(true, "a"));
    const { mutation, options, plan } = service(gateway);
    const agreed = await plan(assignB);
    gateway.failNext({ reason: "conflict" });
    gateway.failNextRead({ reason: "cancelled", sent: false });
    expect(await mutation.apply(agreed, options)).toEqual({ kind: "notStarted" });
  });

  it("never says that nothing was written where an accepted change was preempted and its next plan declined", async () => {
    const gateway = new FakeGateway(state(false, "a"));
    const { mutation, options, plan, agreeAgain } = service(gateway);
    agreeAgain.mockResolvedValue(false);
    const agreed = await plan({ kind: "enableSystemAssigned" });
    const meanwhile = (): void => {
      gateway.changeByOthers((current) =>
        applyChange(applyChange(current, { kind: "disableSystemAssigned" }), {
          kind: "assignUserAssigned",
          ids: [identityId("c")],
        }),
      );
    };
    gateway.failNext({ reason: "conflict" }, { accepted: true, arrives: true, meanwhile });
    expect(await mutation.apply(agreed, options)).toMatchObject({
      kind: "differs",
      applied: agreed,
      resource: { identity: { state: { systemAssigned: undefined, userAssigned: [{}, { id: identityId("c") }] } } },
      because: { failure: { reason: "conflict" } },
    });
    expect(agreeAgain).toHaveBeenCalledTimes(1);
  });

  it("says what stands there where every attempt was accepted and preempted", async () => {
    const gateway = new FakeGateway(state(true, "a"));
    const { mutation, options, plan } = service(gateway);
    const agreed = await plan(assignB);
    for (let time = 0; time < 5; time++) {
      gateway.failNext({ reason: "conflict" }, { accepted: true });
    }
    expect(await mutation.apply(agreed, options)).toMatchObject({
      kind: "differs",
      resource: { identity: { state: state(true, "a") } },
      because: { failure: { reason: "conflict" } },
    });
    expect(gateway.calls.at(-1)).toBe("GET");
  });

  it("says whether the identity is there after an operation that failed", async () => {
    const kept = new FakeGateway(state(true, "a"));
    const first = service(kept);
    kept.failNext({ reason: "operationFailed" }, { accepted: true, arrives: true });
    expect(await first.mutation.apply(await first.plan(assignB), first.options)).toMatchObject({
      kind: "changed",
      despite: { failure: { reason: "operationFailed" }, written: "yes" },
    });

    const reverted = new FakeGateway(state(true, "a"));
    const second = service(reverted);
    reverted.failNext({ reason: "operationFailed" }, { accepted: true });
    const outcome = await second.mutation.apply(await second.plan(assignB), second.options);
    expect(outcome).toMatchObject({ kind: "differs", because: { failure: { reason: "operationFailed" } } });
    expect(outcome.kind === "differs" && standsAsBefore(outcome)).toBe(true);
    expect(reverted.calls.map((call) => call.split(" ")[0])).toEqual(["GET", "PATCH", "GET"]);
  });

  it("waits until the resource is no longer being updated before it calls a change verified whose end nobody saw", async () => {
    const gateway = new FakeGateway(state(true, "a"));
    const { mutation, options, plan, waits, progress } = service(gateway);
    const agreed = await plan(assignB);
    gateway.failNext({ reason: "network" }, { arrives: true });
    gateway.provisioningStates.push("Updating", "Updating");
    expect((await mutation.apply(agreed, options)).kind).toBe("changed");
    expect(waits).toHaveLength(2);
    expect(progress).toContainEqual({ kind: "running", status: "Updating", elapsedMs: 0 });
  });

  it("says that it still runs where the resource is being updated for longer than anybody waits", async () => {
    const gateway = new FakeGateway(state(true, "a"));
    const { mutation, options, plan, waits } = service(gateway);
    const agreed = await plan(assignB);
    gateway.failNext({ reason: "network" }, { accepted: true, arrives: true });
    gateway.provisioningStates.push(...Array<string>(200).fill("Updating"));
    expect(await mutation.apply(agreed, options)).toMatchObject({ kind: "unknown", isAccepted: true, isOpen: true });
    expect(waits.reduce((sum, each) => sum + each, 0)).toBeLessThan(70_000);
  });

  it("says that Azure failed at a change whose end nobody saw, where the resource says so and carries it", async () => {
    const gateway = new FakeGateway(state(true, "a"));
    const { mutation, options, plan } = service(gateway);
    const agreed = await plan(assignB);
    gateway.failNext({ reason: "network" }, { accepted: true, arrives: true });
    gateway.provisioningStates.push("Failed");
    expect(await mutation.apply(agreed, options)).toMatchObject({
      kind: "changed",
      despite: { failure: { reason: "operationFailed" } },
    });
  });

  it("says that it was written where the last read fails", async () => {
    const gateway = new FakeGateway(state(true, "a"));
    const { mutation, options, plan } = service(gateway);
    const agreed = await plan(assignB);
    gateway.failNextRead({ reason: "badAnswer", detail: "html" });
    gateway.failNextRead({ reason: "badAnswer", detail: "html" });
    expect(await mutation.apply(agreed, options)).toMatchObject({
      kind: "unknown",
      isOpen: true,
      error: { written: "yes", failure: { reason: "badAnswer" } },
    });
  });

  it("says of each error whether anything was written", async () => {
    const refused = new FakeGateway(state(true, "a"));
    const first = service(refused);
    refused.failNext({ reason: "forbidden", action: undefined, scope: undefined });
    expect(await first.mutation.apply(await first.plan(assignB), first.options)).toMatchObject({
      error: { written: "no" },
    });

    const lost = new FakeGateway(state(true, "a"));
    const second = service(lost);
    lost.failNext({ reason: "network" });
    expect(await second.mutation.apply(await second.plan(assignB), second.options)).toMatchObject({
      error: { written: "maybe" },
    });
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
