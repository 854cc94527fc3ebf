import { describe, expect, it } from "vitest";
import type { IdentityChange } from "../../../src/identity/identityChange";
import { sameIdentities } from "../../../src/identity/identityState";
import { planChange } from "../../../src/identity/plan";
import { readIdentity } from "../../../src/identity/readIdentity";
import { type ApplyOptions, MutationService } from "../../../src/mutation/mutationService";
import type { Outcome } from "../../../src/mutation/outcome";
import { machines, scaleSets } from "../../emulator/src/estate/contosoMachines";
import { deletedIdentity, identities } from "../../emulator/src/estate/identitySeeds";
import { emulatedAzure, never, subscriptionOf } from "../azure/emulated";

const production = subscriptionOf();

describe("the mutation service against the emulator", () => {
  const get = emulatedAzure({ operationMs: 20 });
  const service = () => new MutationService(get().azure.compute, () => Promise.resolve());

  const options: ApplyOptions = {
    signal: never(),
    onProgress: () => undefined,
    agreeAgain: () => Promise.resolve(true),
  };

  async function change(id: string, wanted: IdentityChange): Promise<Outcome> {
    const mutation = service();
    return await mutation.apply(await mutation.plan(production, id, wanted, never()), options);
  }

  function stored(id: string) {
    const reading = readIdentity(get().emulator.control.resource(id)?.["identity"]);
    if (reading.kind === "unreadable") {
      throw new Error(reading.reason);
    }
    return reading.state;
  }

  const everyKind = [
    ["a virtual machine", machines.plain, "virtualMachine"],
    ["a Uniform scale set", scaleSets.webCanary, "Uniform"],
    ["a Flexible scale set", scaleSets.batchRender, "Flexible"],
  ] as const;

  const fiveOperations: readonly IdentityChange[] = [
    { kind: "assignUserAssigned", ids: [identities.webApi, identities.telemetry] },
    { kind: "enableSystemAssigned" },
    { kind: "assignUserAssigned", ids: [identities.secrets] },
    { kind: "removeUserAssigned", ids: [identities.telemetry.toUpperCase()] },
    { kind: "disableSystemAssigned" },
    { kind: "removeAllUserAssigned" },
  ];

  it.each(everyKind)("leaves %s after each operation exactly as planned", async (_, id, kind) => {
    for (const wanted of fiveOperations) {
      const resource =
        kind === "virtualMachine" ? ({ kind } as const) : ({ kind: "scaleSet", orchestrationMode: kind } as const);
      const expected = planChange(stored(id), wanted, { resource });
      if (kind === "Flexible" && wanted.kind === "enableSystemAssigned") {
        expect(await change(id, wanted)).toMatchObject({ kind: "blocked", refusal: { reason: "blocked" } });
        continue;
      }
      const outcome = await change(id, wanted);
      expect(outcome.kind).toBe(expected.isNoOp ? "noChange" : "changed");
      expect(sameIdentities(stored(id), expected.after)).toBe(true);
    }
  });

  it("makes one GET, one PATCH, the polls and one GET, and nothing else", async () => {
    await change(machines.systemOnly, { kind: "assignUserAssigned", ids: [identities.webApi] });
    const requests = get().armRequests();
    const calls = requests.map(({ method, path }) => (path.includes("/operations/") ? "poll" : method));
    expect(calls.filter((call) => call !== "poll")).toEqual(["GET", "PATCH", "GET"]);
    expect(calls.at(-1)).toBe("GET");
    expect(calls).toContain("poll");
  });

  it("keeps what a third party assigned between the preview and the write", async () => {
    const { control } = get().emulator;
    const mutation = service();
    const agreed = await mutation.plan(production, machines.oneUser, { kind: "enableSystemAssigned" }, never());
    const theirs = { type: "UserAssigned", userAssignedIdentities: { [identities.dataLake]: {} } };
    control.patchAsThirdParty(machines.oneUser, { identity: theirs });
    const before = stored(machines.oneUser).userAssigned.length;
    expect((await mutation.apply(agreed, options)).kind).toBe("changed");
    expect(stored(machines.oneUser).userAssigned).toHaveLength(before);
    expect(stored(machines.oneUser).systemAssigned).toBeDefined();
  });

  it("writes once where the connection closes after the write, and verifies by reading", async () => {
    const { control } = get().emulator;
    control.inject({ method: "PATCH", path: /vm-sql-02/, close: "after" });
    expect((await change(machines.twoUsers, { kind: "enableSystemAssigned" })).kind).toBe("changed");
    expect(
      get()
        .armRequests()
        .filter(({ method }) => method === "PATCH"),
    ).toHaveLength(1);
  });

  it.each([
    { status: 401, path: /\/operations\//, what: "poll" },
    { status: 403, path: /\/operations\//, what: "poll" },
    { status: 404, path: /\/operations\//, what: "poll" },
    { status: 401, path: /vm-sql-02/, what: "last read" },
    { status: 403, path: /vm-sql-02/, what: "last read" },
  ])("looks at the resource where the $what after an accepted write is refused with $status", async (injected) => {
    const { status, path } = injected;
    const { control } = get().emulator;
    const mutation = service();
    const wanted = { kind: "assignUserAssigned", ids: [identities.telemetry, identities.dataLake] } as const;
    const before = stored(machines.twoUsers);
    const agreed = await mutation.plan(production, machines.twoUsers, wanted, never());
    // A read that is refused for want of a sign-in is sent once more.
    control.inject({ method: "GET", path, status, body: {}, times: status === 401 ? 2 : 1 });
    // The operation may still run when the poll is refused: it ends before the resource is looked at.
    const onProgress = (): void => {
      control.finishOperations();
    };
    const outcome = await mutation.apply(agreed, { ...options, onProgress });
    expect(outcome.kind).toBe("changed");
    expect(sameIdentities(stored(machines.twoUsers), agreed.plan.after)).toBe(true);
    await change(machines.twoUsers, { kind: "setTo", state: before });
  });

  it.each([
    ["unknown", { status: 404, body: { error: { code: "NotFound", message: "x" } } }],
    ["empty", { status: 200 }],
    ["without a status", { status: 200, body: { name: "operation" } }],
  ])("does not call a change verified before its operation has ended, where that is %s", async (_, poll) => {
    const { control } = get().emulator;
    control.setOperationDuration(60_000);
    control.inject({ path: /\/operations\//, ...poll });
    const progress: string[] = [];
    const mutation = new MutationService(get().azure.compute, () => {
      // Whoever waits finds the operation done afterwards.
      control.finishOperations();
      return Promise.resolve();
    });
    const wanted = { kind: "assignUserAssigned", ids: [identities.secrets] } as const;
    const agreed = await mutation.plan(production, machines.twoUsers, wanted, never());
    const outcome = await mutation.apply(agreed, {
      ...options,
      onProgress: (step) => progress.push(step.kind === "running" ? step.status : step.kind),
    });
    expect(progress).toEqual(["sending", "accepted", "Updating"]);
    expect(outcome).toMatchObject({ kind: "changed", resource: { provisioningState: "Succeeded" } });
    control.setOperationDuration(20);
    await change(machines.twoUsers, { kind: "removeUserAssigned", ids: [identities.secrets] });
  });

  it("says that the operation still runs where it outlasts every look", async () => {
    const { control } = get().emulator;
    control.setOperationDuration(600_000);
    control.inject({ method: "PATCH", path: /vm-sql-02/, close: "after" });
    const outcome = await change(machines.twoUsers, { kind: "assignUserAssigned", ids: [identities.batch] });
    control.finishOperations();
    control.setOperationDuration(20);
    expect(outcome).toMatchObject({ kind: "unknown", isOpen: true, error: { written: "maybe" } });
    await change(machines.twoUsers, { kind: "removeUserAssigned", ids: [identities.batch] });
  });

  it("says that it was written where the operation has succeeded and nothing can be read any more", async () => {
    const { control } = get().emulator;
    const mutation = service();
    const wanted = { kind: "assignUserAssigned", ids: [identities.secrets] } as const;
    const agreed = await mutation.plan(production, machines.twoUsers, wanted, never());
    control.inject({ method: "GET", path: /virtualMachines\/vm-sql-02\?/i, status: 403, body: {}, times: 5 });
    expect(await mutation.apply(agreed, options)).toMatchObject({
      kind: "unknown",
      isOpen: true,
      error: { written: "yes", failure: { reason: "forbidden" } },
    });
    control.clearInjections();
    await change(machines.twoUsers, { kind: "removeUserAssigned", ids: [identities.secrets] });
  });

  it("knows nothing of an accepted write where neither its operation nor the resource can be read", async () => {
    const { control } = get().emulator;
    const mutation = service();
    const wanted = { kind: "assignUserAssigned", ids: [identities.telemetry] } as const;
    const agreed = await mutation.plan(production, machines.oneUser, wanted, never());
    control.inject({ method: "GET", path: /./, status: 403, body: {}, times: 5 });
    expect(await mutation.apply(agreed, options)).toMatchObject({
      kind: "unknown",
      error: { failure: { reason: "network" }, cause: { failure: { reason: "forbidden" } } },
    });
  });

  it("takes a page of a proxy for no answer to the write", async () => {
    const { control } = get().emulator;
    control.inject({ method: "PATCH", path: /vm-web-bastion/, status: 200, body: "<html>Sign in to the proxy</html>" });
    const outcome = await change(machines.plain, { kind: "enableSystemAssigned" });
    expect(outcome).toMatchObject({ kind: "unknown", error: { failure: { reason: "badAnswer" } } });
  });

  it("names the identity that no longer exists, and changes nothing", async () => {
    const before = stored(machines.plain);
    const wanted = { kind: "assignUserAssigned", ids: [identities.webApi, deletedIdentity] } as const;
    const outcome = await change(machines.plain, wanted);
    const failure = outcome.kind === "failed" ? outcome.error.failure : undefined;
    expect(failure?.reason).toBe("deadIdentity");
    expect(failure && "identityIds" in failure && failure.identityIds.join().toLowerCase()).toBe(
      deletedIdentity.toLowerCase(),
    );
    expect(sameIdentities(stored(machines.plain), before)).toBe(true);
  });

  it("says that a lock forbids it", async () => {
    expect(await change(machines.locked, { kind: "removeAllUserAssigned" })).toMatchObject({
      kind: "failed",
      error: { failure: { reason: "locked" } },
    });
  });

  it.each([
    ["revert", "differs"],
    ["keep", "changed"],
  ] as const)(
    "says that an operation failed, and what stands there where Azure is to %s the model",
    async (failedModel, kind) => {
      const before = stored(machines.both);
      get().emulator.control.setVariants({ failedModel });
      const error = { code: "InternalExecutionError", message: "An internal execution error occurred." };
      get().emulator.control.inject({ method: "PATCH", path: /vm-etl-01/, failOperation: error });
      const outcome = await change(machines.both, { kind: "removeAll" });
      const failed = { failure: { reason: "operationFailed" }, answer: error };
      expect(outcome).toMatchObject(kind === "changed" ? { kind, despite: failed } : { kind, because: failed });
      const state = stored(machines.both);
      expect("resource" in outcome && outcome.resource.identity).toEqual({ kind: "state", state });
      expect(sameIdentities(state, before)).toBe(failedModel === "revert");
    },
  );
});
