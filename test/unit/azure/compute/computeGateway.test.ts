import { describe, expect, it } from "vitest";
import type { OperationProgress } from "../../../../src/azure/longRunning";
import type { WriteOptions } from "../../../../src/azure/compute/compute";
import type { ComputeResource } from "../../../../src/azure/compute/computeResource";
import type { IdentityPatch } from "../../../../src/identity/identityPatch";
import type { IdentityState } from "../../../../src/identity/identityState";
import { machines, scaleSets } from "../../../emulator/src/estate/contosoMachines";
import { deletedIdentity, identities } from "../../../emulator/src/estate/identitySeeds";
import { subscriptions } from "../../../emulator/src/estate/places";
import { emulatedAzure, errorOf, failureOf, never, subscriptionOf } from "../emulated";

const get = emulatedAzure();
const subscription = subscriptionOf();

function stateOf({ identity }: ComputeResource): IdentityState {
  if (identity.kind === "unreadable") {
    throw new Error(`unreadable: ${identity.detail}`);
  }
  return identity.state;
}

function idsOf(resource: ComputeResource): string[] {
  return stateOf(resource).userAssigned.map(({ id }) => id.toLowerCase());
}

function writing(options: Partial<WriteOptions> = {}): WriteOptions {
  return { ifMatch: undefined, signal: never(), onProgress: () => undefined, ...options };
}

function assigning(...ids: readonly string[]) {
  return { type: "UserAssigned", userAssignedIdentities: Object.fromEntries(ids.map((id) => [id, {}])) } as const;
}

const methods = () =>
  get()
    .armRequests()
    .map(({ method }) => method);
const patches = () =>
  get()
    .armRequests()
    .filter(({ method }) => method === "PATCH");

describe("read", () => {
  it("sends one GET and reads the state, the kind and the etag", async () => {
    const { resource, etag } = await get().azure.compute.read(subscription, machines.both, never());
    expect(resource).toMatchObject({
      kind: "virtualMachine",
      id: machines.both,
      subscriptionId: subscriptions.production,
    });
    expect(stateOf(resource).systemAssigned?.principalId).toMatch(/^[0-9a-f-]{36}$/);
    expect(stateOf(resource).userAssigned).toHaveLength(2);
    expect(etag).toMatch(/^".+"$/);
    expect(methods()).toEqual(["GET"]);
  });

  it("knows the mode of a scale set", async () => {
    const { compute } = get().azure;
    const uniform = await compute.read(subscription, scaleSets.webFrontend, never());
    const flexible = await compute.read(subscription, scaleSets.batchWorkers, never());
    expect(uniform.resource).toMatchObject({ kind: "scaleSet", orchestrationMode: "Uniform" });
    expect(flexible.resource).toMatchObject({ kind: "scaleSet", orchestrationMode: "Flexible" });
  });

  it("finds a resource under any casing of its id", async () => {
    const { resource } = await get().azure.compute.read(subscription, machines.both.toUpperCase(), never());
    expect(resource.id.toLowerCase()).toBe(machines.both.toLowerCase());
  });

  it.each([
    ["an identity", identities.telemetry, "resourceId"],
    ["no id", "vm-1", "resourceId"],
    [
      "another subscription's",
      machines.both.replace(subscriptions.production, subscriptions.staging),
      "subscriptionId",
    ],
  ])("refuses the id of %s without asking", async (_, id, target) => {
    expect(await failureOf(get().azure.compute.read(subscription, id, never()))).toEqual({ reason: "invalid", target });
    expect(methods()).toEqual([]);
  });

  it("says that a resource is not there", async () => {
    const id = `${machines.both}-gone`;
    const { failure, answer } = await errorOf(get().azure.compute.read(subscription, id, never()));
    expect(failure).toEqual({ reason: "notFound" });
    expect(answer).toMatchObject({ status: 404, code: "ResourceNotFound" });
  });

  it.each([
    ["an HTML page", "<html><body>Please sign in</body></html>", {}],
    ["HTML that says it is JSON", "<html></html>", { "content-type": "application/json" }],
    ["nothing", undefined, {}],
    ["a body without an id", { name: "vm", properties: {} }, {}],
    ["another resource", { id: machines.plain }, {}],
    ["an array", [], {}],
  ])("takes %s for a bad answer", async (_, body, headers) => {
    get().emulator.control.inject({ method: "GET", path: /virtualMachines/i, status: 200, body, headers });
    const failure = await failureOf(get().azure.compute.read(subscription, machines.both, never()));
    expect(failure).toMatchObject({ reason: "badAnswer" });
  });

  it("reads an identity in odd casing, which the SDK's own models would lose", async () => {
    const identity = { Type: "systemassigned,userassigned", userassignedidentities: { [identities.telemetry]: {} } };
    const body = { id: machines.both, Identity: identity, properties: { networkProfile: { networkInterfaces: 7 } } };
    get().emulator.control.inject({ path: /virtualMachines/i, status: 200, body });
    const { resource } = await get().azure.compute.read(subscription, machines.both, never());
    expect(stateOf(resource)).toEqual({ systemAssigned: {}, userAssigned: [{ id: identities.telemetry }] });
  });

  it("says of an unknown type of identity that it cannot be read", async () => {
    const body = { id: machines.both, identity: { type: "Quantum" } };
    get().emulator.control.inject({ path: /virtualMachines/i, status: 200, body });
    const { resource } = await get().azure.compute.read(subscription, machines.both, never());
    expect(resource.identity).toMatchObject({ kind: "unreadable", reason: "unknownType", detail: "Quantum" });
  });

  it.each([
    ["a closed connection", { close: "before" as const }],
    [
      "too many requests",
      { status: 429, headers: { "retry-after": "0" }, body: { error: { code: "TooManyRequests" } } },
    ],
    ["a gateway's trouble", { status: 502, body: "<html>Bad gateway</html>" }],
  ])("is repeated after %s", async (_, fault) => {
    get().emulator.control.inject({ path: /virtualMachines/i, ...fault });
    const { resource } = await get().azure.compute.read(subscription, machines.both, never());
    expect(resource.id).toBe(machines.both);
    expect(methods()).toEqual(["GET", "GET"]);
  });

  it("does not wait where the service asks for more than a minute, and says for how long", async () => {
    const body = { error: { code: "OperationNotAllowed", message: "too many" } };
    get().emulator.control.inject({ path: /virtualMachines/i, status: 429, headers: { "retry-after": "3600" }, body });
    expect(await failureOf(get().azure.compute.read(subscription, machines.both, never()))).toEqual({
      reason: "throttled",
      retryAfterSeconds: 3600,
    });
    expect(methods()).toEqual(["GET"]);
  });

  it("is cancelled while it waits", async () => {
    const controller = new AbortController();
    get().emulator.control.inject({
      path: /virtualMachines/i,
      status: 503,
      headers: { "retry-after": "50" },
      times: 9,
    });
    const call = failureOf(get().azure.compute.read(subscription, machines.both, controller.signal));
    while (methods().length === 0) {
      await new Promise(setImmediate);
    }
    controller.abort();
    expect(await call).toEqual({ reason: "cancelled", sent: false });
  });

  it("asks for a new token where one is refused, and says after a second refusal that nobody is signed in", async () => {
    const { control } = get().emulator;
    const read = () => get().azure.compute.read(subscription, machines.both, never());
    await read();
    control.expireTokens();
    expect((await read()).resource.id).toBe(machines.both);
    control.inject({ path: /vm-etl-01/, status: 401, body: {}, times: 2 });
    const { tenantId } = subscription.tenant;
    expect(await failureOf(read())).toEqual({ reason: "notSignedIn", tenantId });
  });
});

/** Writes, and reads what stands there then. */
async function patched(id: string, patch: IdentityPatch, options: WriteOptions): Promise<ComputeResource> {
  const { compute } = get().azure;
  expect(await compute.patchIdentity(subscription, id, patch, options)).toEqual({ kind: "succeeded" });
  return (await compute.read(subscription, id, never())).resource;
}

describe("patchIdentity", () => {
  it.each([
    ["a virtual machine", machines.plain],
    ["a Uniform scale set", scaleSets.webCanary],
    ["a Flexible scale set", scaleSets.batchRender],
  ])("changes %s by one PATCH and the polls", async (_, id) => {
    const { compute } = get().azure;
    const { etag } = await compute.read(subscription, id, never());
    get().emulator.control.clearRequests();
    const progress: OperationProgress[] = [];
    const options = writing({ ifMatch: etag, onProgress: (step) => progress.push(step) });
    const resource = await patched(id, assigning(identities.telemetry), options);
    expect(idsOf(resource)).toEqual([identities.telemetry.toLowerCase()]);
    expect(progress[0]).toEqual({ kind: "accepted" });

    const requests = get().armRequests();
    const polls = requests.slice(1, -1);
    expect(requests[0]).toMatchObject({ method: "PATCH", path: id, headers: { "if-match": etag } });
    expect(requests[0]?.body).toEqual({ identity: assigning(identities.telemetry) });
    expect(polls.length).toBeGreaterThan(0);
    expect(polls.every(({ method, path }) => method === "GET" && /\/operations\//i.test(path))).toBe(true);
    expect(requests.at(-1)).toMatchObject({ method: "GET", path: id });
  });

  it("sends a removal as null under the id that it was given, and nothing else", async () => {
    const { compute } = get().azure;
    const [kept, removed] = stateOf(
      (await compute.read(subscription, machines.twoUsers, never())).resource,
    ).userAssigned;
    const patch = { type: "UserAssigned", userAssignedIdentities: { [removed?.id ?? ""]: null } } as const;
    const resource = await patched(machines.twoUsers, patch, writing());
    expect(patches()[0]?.body).toEqual({ identity: patch });
    expect(idsOf(resource)).toEqual([kept?.id.toLowerCase()]);
  });

  it("tells of each poll while the operation runs, with the service's own status", async () => {
    const { control } = get().emulator;
    control.setOperationDuration(700);
    const progress: OperationProgress[] = [];
    const options = writing({ onProgress: (step) => progress.push(step) });
    const patch = { type: "SystemAssigned, UserAssigned" } as const;
    const resource = await patched(machines.oneUser, patch, options);
    control.setOperationDuration(0);
    expect(stateOf(resource).systemAssigned).toBeDefined();
    expect(idsOf(resource)).toHaveLength(1);
    const running = progress.flatMap((step) => (step.kind === "running" ? [step] : []));
    expect(running.length).toBeGreaterThanOrEqual(2);
    expect(running.every(({ status }) => status === "InProgress")).toBe(true);
    const times = running.map(({ elapsedMs }) => elapsedMs);
    expect(times).toEqual(times.toSorted((left, right) => left - right));
  });

  it("lets each read that follows the write wait for its turn: every poll, and the one that verifies", async () => {
    get().emulator.control.setOperationDuration(600);
    get().emulator.control.clearRequests();
    const asked: string[] = [];
    const options = writing({
      beforeRead: (read) => {
        const sent = get()
          .armRequests()
          .filter(({ method }) => method === "GET").length;
        asked.push(`${read} after ${sent}`);
        return Promise.resolve();
      },
    });
    await get().azure.compute.patchIdentity(subscription, machines.oneUser, { type: "UserAssigned" }, options);
    get().emulator.control.setOperationDuration(0);
    expect(asked.length).toBeGreaterThanOrEqual(2);
    expect(asked).toEqual(asked.map((_, index) => `poll after ${index}`));
  });

  it("says that the resource has changed since it was read, and changes nothing", async () => {
    const { control } = get().emulator;
    const { etag } = await get().azure.compute.read(subscription, machines.systemOnly, never());
    control.patchAsThirdParty(machines.systemOnly, { tags: { touched: "yes" } });
    const call = get().azure.compute.patchIdentity(
      subscription,
      machines.systemOnly,
      { type: "None" },
      writing({ ifMatch: etag }),
    );
    expect(await failureOf(call)).toEqual({ reason: "preconditionFailed" });
    expect(control.resource(machines.systemOnly)?.["identity"]).toMatchObject({ type: "SystemAssigned" });
  });

  it("names the identity that does not exist", async () => {
    const call = get().azure.compute.patchIdentity(subscription, machines.plain, assigning(deletedIdentity), writing());
    expect(await failureOf(call)).toMatchObject({ identityIds: [deletedIdentity] });
    expect(patches()).toHaveLength(1);
  });

  it("says which scope carries the lock", async () => {
    const patch = assigning(identities.telemetry);
    const failure = await failureOf(get().azure.compute.patchIdentity(subscription, machines.locked, patch, writing()));
    expect(failure).toEqual({ reason: "locked", lockedScopes: [expect.stringMatching(/^\/subscriptions\//)] });
  });

  it("says that a Flexible scale set takes no system-assigned identity", async () => {
    const patch = { type: "SystemAssigned, UserAssigned" } as const;
    const call = get().azure.compute.patchIdentity(subscription, scaleSets.batchWorkers, patch, writing());
    expect(await failureOf(call)).toMatchObject({ reason: "invalid" });
  });

  it.each([
    ["a connection that closes before the change", { close: "before" as const }, "network"],
    ["a connection that closes after the change", { close: "after" as const }, "network"],
    [
      "a server's error",
      { status: 500, body: { error: { code: "InternalServerError", message: "x" } } },
      "serverError",
    ],
    ["a gateway's page", { status: 504, body: "<html></html>" }, "serverError"],
    ["throttling", { status: 429, headers: { "retry-after": "0" }, body: {} }, "throttled"],
    ["a conflict", { status: 409, body: { error: { code: "Conflict", message: "x" } } }, "conflict"],
    ["a redirection", { status: 307, headers: { location: "/elsewhere" }, body: {} }, "badAnswer"],
    ["a refused token", { status: 401, body: {} }, "notSignedIn"],
  ])("sends the PATCH once, whatever comes of it: %s", async (_, fault, reason) => {
    get().emulator.control.inject({ method: "PATCH", path: /./, times: 5, ...fault });
    const patch = assigning(identities.telemetry);
    const failure = await failureOf(get().azure.compute.patchIdentity(subscription, machines.legacy, patch, writing()));
    expect(failure.reason).toBe(reason);
    expect(patches()).toHaveLength(1);
  });

  it("repeats a poll that got no answer, and the PATCH never", async () => {
    const { control } = get().emulator;
    control.inject({ path: /\/operations\//i, close: "before" });
    control.inject({ path: /\/operations\//i, status: 503, headers: { "retry-after": "0" }, body: "<html></html>" });
    const patch = assigning(identities.secrets);
    const resource = await patched(scaleSets.webApi, patch, writing());
    expect(idsOf(resource)).toContain(identities.secrets.toLowerCase());
    expect(patches()).toHaveLength(1);
  });

  it.each([
    [{ code: "InternalExecutionError", message: "An internal error" }, "operationFailed"],
    [{ code: "OperationPreempted", message: "Operation execution has been preempted" }, "conflict"],
  ])("tells by the code %j what became of a failed operation", async (failOperation, reason) => {
    get().emulator.control.inject({ method: "PATCH", path: /./, failOperation });
    const patch = assigning(identities.secrets);
    const end = await get().azure.compute.patchIdentity(subscription, machines.legacy, patch, writing());
    expect(end).toMatchObject({ kind: "failed", error: { failure: { reason }, answer: failOperation } });
  });

  it.each([
    ["a throttled poll", /\/operations\//i, 429, "3600"],
    ["a poll that the server fails at", /\/operations\//i, 503, "3600"],
  ])("says after %s that it does not know what became of the change", async (_, path, status, retryAfter) => {
    const headers = { "retry-after": retryAfter };
    const error = { code: "TooManyRequests", message: "Not now." };
    get().emulator.control.inject({ method: "GET", path, status, headers, body: { error } });
    const patch = assigning(identities.secrets);
    const end = await get().azure.compute.patchIdentity(subscription, machines.legacy, patch, writing());
    const answer = { status, message: "Not now." };
    expect(end).toMatchObject({ kind: "notSeen", error: { failure: { reason: "network" }, answer } });
    expect(patches()).toHaveLength(1);
  });

  it("follows an operation to no other host", async () => {
    const headers = { "azure-asyncoperation": "https://evil.example/operations/1?s=signature" };
    get().emulator.control.inject({ method: "PATCH", path: /./, status: 200, body: {}, headers });
    const patch = assigning(identities.secrets);
    const end = await get().azure.compute.patchIdentity(subscription, machines.legacy, patch, writing());
    expect(end).toMatchObject({ kind: "notSeen", error: { failure: { reason: "badAnswer" } } });
    expect(JSON.stringify(end)).not.toContain("signature");
    expect(methods()).toEqual(["PATCH"]);
  });

  it("waits for an operation of the older kind: 202 and Location", async () => {
    const { url, control } = get().emulator;
    const location = `${url}/subscriptions/${subscriptions.production}/locations/monitor?api-version=2026-04-01`;
    control.inject({ method: "PATCH", path: /./, status: 202, headers: { location } });
    control.inject({ path: /monitor/, status: 202 });
    control.inject({ path: /monitor/, status: 200, body: { id: "whatever" } });
    const patch = assigning(identities.secrets);
    const resource = await patched(machines.legacy, patch, writing());
    expect(resource.id).toBe(machines.legacy);
    expect(methods()).toEqual(["PATCH", "GET", "GET", "GET"]);
  });

  it.each([
    ["an HTML page", { status: 200, body: "<html>Sign in</html>" }],
    ["that it is not known", { status: 404, body: { error: { code: "NotFound", message: "x" } } }],
    ["empty", { status: 200 }],
    ["missing", { status: 200, body: { name: "operation" } }],
  ])("does not take for a success an operation whose status is %s", async (_, fault) => {
    get().emulator.control.inject({ path: /\/operations\//i, ...fault });
    const patch = assigning(identities.secrets);
    const end = await get().azure.compute.patchIdentity(subscription, machines.legacy, patch, writing());
    expect(end).toMatchObject({ kind: "notSeen", error: { failure: { reason: "badAnswer" } } });
  });

  it("does not know the end of an accepted change whose answer is the resource and names no operation", async () => {
    const { control } = get().emulator;
    const body = { ...control.resource(machines.legacy), id: machines.legacy.toUpperCase() };
    control.inject({ method: "PATCH", path: /./, status: 200, body });
    const patch = assigning(identities.secrets);
    const end = await get().azure.compute.patchIdentity(subscription, machines.legacy, patch, writing());
    expect(end).toEqual({ kind: "notSeen", error: undefined });
  });

  it.each([
    ["an empty object", {}],
    ["an object without an id", { properties: {} }],
    ["another resource", { id: machines.both, properties: {} }],
    ["an error of a proxy", { error: { code: "Busy", message: "Try again." } }],
  ])("does not take %s in answer to a change for its acceptance", async (_, body) => {
    get().emulator.control.inject({ method: "PATCH", path: /./, status: 200, body });
    const patch = assigning(identities.secrets);
    const change = get().azure.compute.patchIdentity(subscription, machines.legacy, patch, writing());
    await expect(failureOf(change)).resolves.toMatchObject({ reason: "badAnswer" });
  });

  it("is cancelled before anything is sent, and says so", async () => {
    const signal = AbortSignal.abort();
    const patch = assigning(identities.secrets);
    const call = get().azure.compute.patchIdentity(subscription, machines.legacy, patch, writing({ signal }));
    expect(await failureOf(call)).toEqual({ reason: "cancelled", sent: false });
    expect(methods()).toEqual([]);
  });

  it("is cancelled while the operation runs, and says that it was sent", async () => {
    const { control } = get().emulator;
    control.setOperationDuration(60_000);
    const controller = new AbortController();
    const options = writing({
      signal: controller.signal,
      onProgress: () => {
        controller.abort();
      },
    });
    const patch = assigning(identities.secrets);
    const end = await get().azure.compute.patchIdentity(subscription, machines.legacy, patch, options);
    expect(end).toMatchObject({ kind: "notSeen", error: { failure: { reason: "cancelled", sent: true } } });
    control.finishOperations();
    control.setOperationDuration(0);
  });

  it("is cancelled while the PATCH is under way, and says that it may have arrived", async () => {
    const { control } = get().emulator;
    const controller = new AbortController();
    // Longer than the test can last: whenever the signal fires, no answer has come.
    control.inject({ method: "PATCH", path: /./, delayMs: 30_000 });
    const patch = assigning(identities.secrets);
    const options = writing({ signal: controller.signal });
    const call = failureOf(get().azure.compute.patchIdentity(subscription, machines.legacy, patch, options));
    setTimeout(() => {
      controller.abort();
    }, 50);
    expect(await call).toEqual({ reason: "cancelled", sent: true });
  });
});
