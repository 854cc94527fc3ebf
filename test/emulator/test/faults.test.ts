import { beforeEach, describe, expect, it } from "vitest";
import { startEmulator, type Emulator } from "../src/emulator";
import { machines } from "../src/estate/contosoMachines";
import { identities, idsOf } from "../src/estate/identitySeeds";
import { subscriptions } from "../src/estate/places";
import { isObject, objectAt, textAt, valueAt } from "../src/json";
import { idKey } from "../src/resourceId";
import { errorOf, testClient, type Received, type TestClient } from "./testClient";

const version = "api-version=2024-07-01";
const enabled = { identity: { type: "SystemAssigned" } };
const failure = { code: "InternalExecutionError", message: "An internal execution error occurred." };
let emulator: Emulator;
let client: TestClient;
beforeEach(async () => {
  emulator = await startEmulator({ control: true, operationMs: 60_000 });
  client = await testClient(emulator);
  return () => emulator.close();
});

const get = (id: string): Promise<Received> => client.send("GET", `${id}?${version}`);
const patch = (id: string, body: unknown): Promise<Received> => client.send("PATCH", `${id}?${version}`, { body });
const assigning = (id: string) => ({ identity: { type: "UserAssigned", userAssignedIdentities: { [id]: {} } } });

async function pollOf(written: Received): Promise<unknown> {
  return (await client.send("GET", written.headers["azure-asyncoperation"] ?? "")).body;
}

function identityOf(id: string): unknown {
  return emulator.control.resource(id)?.["identity"];
}

function stateOf(id: string): unknown {
  return valueAt(emulator.control.resource(id), "properties", "provisioningState");
}

describe("any answer to one request", () => {
  it("can stand in the place of the real one, the request carried out or not", async () => {
    const body = { error: { code: "MissingSubscriptionRegistration", message: "Register first." } };
    emulator.control.inject({ method: "PATCH", path: /vm-web-bastion/, status: 409, body });
    const refused = await patch(machines.plain, enabled);
    expect(refused.status).toBe(409);
    expect(errorOf(refused)["code"]).toBe("MissingSubscriptionRegistration");
    expect(identityOf(machines.plain)).toBeUndefined();
    emulator.control.inject({
      method: "PATCH",
      path: /vm-web-bastion/,
      status: 502,
      body: "<html>",
      isCarriedOut: true,
    });
    expect(await patch(machines.plain, enabled)).toMatchObject({ status: 502, body: "<html>" });
    expect(identityOf(machines.plain)).toMatchObject({ type: "SystemAssigned" });
  });
});

describe.each(["head", "half"] as const)("an answer of which only the %s arrives", (part) => {
  it("stalls until it is released, though the request is carried out", async () => {
    emulator.control.inject({ method: "PATCH", path: /vm-web-bastion/, part, then: "stall" });
    const answer = patch(machines.plain, enabled);
    await expect.poll(() => emulator.control.waiting()).toBe(1);
    expect(identityOf(machines.plain)).toMatchObject({ type: "SystemAssigned" });
    emulator.control.releaseStalled();
    expect((await answer).body).toMatchObject({ id: machines.plain });
    expect(emulator.control.waiting()).toBe(0);
  });

  it("breaks off, though the request is carried out", async () => {
    emulator.control.inject({ method: "PATCH", path: /vm-web-bastion/, part, then: "close" });
    await expect(patch(machines.plain, enabled)).rejects.toThrow();
    expect(identityOf(machines.plain)).toMatchObject({ type: "SystemAssigned" });
  });

  it("is forgotten once nobody waits for it", async () => {
    emulator.control.inject({ path: /vm-web-bastion/, part, then: "stall" });
    const abort = new AbortController();
    const url = new URL(`${machines.plain}?${version}`, emulator.url);
    const answer = fetch(url, { signal: abort.signal, headers: { authorization: `Bearer ${client.token}` } });
    const text = answer.then((response) => response.text());
    await expect.poll(() => emulator.control.waiting()).toBe(1);
    abort.abort();
    await expect(text).rejects.toThrow();
    await expect.poll(() => emulator.control.waiting()).toBe(0);
  });
});

describe.each(["Failed", "Canceled"] as const)("an operation that ends as %s", (status) => {
  it.each([
    { chosenBy: "the injection", model: "keep" },
    { chosenBy: "the injection", model: "revert" },
    { chosenBy: "the variants", model: "keep" },
    { chosenBy: "the variants", model: "revert" },
  ] as const)("leaves the model as $chosenBy ask: $model", async ({ chosenBy, model }) => {
    const asked = chosenBy === "the injection" ? { model } : {};
    emulator.control.setVariants({ failedModel: chosenBy === "the variants" ? model : "keep" });
    emulator.control.inject({
      method: "PATCH",
      path: /vm-web-bastion/,
      failOperation: { ...failure, status, ...asked },
    });
    const written = await patch(machines.plain, assigning(identities.webApi));
    emulator.control.finishOperations();
    expect(await pollOf(written)).toMatchObject({ status, error: failure });
    const kept = { userAssignedIdentities: { [identities.webApi]: idsOf(identities.webApi) } };
    const identity = objectAt((await get(machines.plain)).body, "identity");
    expect(identity).toEqual(model === "keep" ? { type: "UserAssigned", ...kept } : undefined);
    expect(stateOf(machines.plain)).toBe("Failed");
  });
});

describe("another party's newer write", () => {
  const theirs = { tags: { by: "policy" } };

  it.each([
    { preemptedModel: "keep", preemptedStatus: "Canceled" },
    { preemptedModel: "revert", preemptedStatus: "Canceled" },
    { preemptedModel: "keep", preemptedStatus: "Failed" },
    { preemptedModel: "revert", preemptedStatus: "Failed" },
  ] as const)("displaces an accepted one: $preemptedStatus, $preemptedModel", async (variants) => {
    emulator.control.setVariants(variants);
    emulator.control.inject({ method: "PATCH", path: /vm-web-bastion/, preemptOperation: theirs });
    const written = await patch(machines.plain, enabled);
    expect(written.status).toBe(200);
    const error = { code: "OperationPreempted" };
    expect(await pollOf(written)).toMatchObject({ status: variants.preemptedStatus, error });
    expect(emulator.control.resource(machines.plain)).toMatchObject(theirs);
    expect(identityOf(machines.plain) !== undefined).toBe(variants.preemptedModel === "keep");
    expect(stateOf(machines.plain)).toBe("Succeeded");
  });

  it("displaces only what runs", async () => {
    expect(emulator.control.preemptAsThirdParty(machines.plain, theirs)).toBe(false);
    await patch(machines.plain, enabled);
    expect(emulator.control.preemptAsThirdParty(machines.plain, theirs)).toBe(true);
  });

  it.each(["keep", "revert"] as const)("may be this client's own: the older model is to %s", async (preemptedModel) => {
    emulator.control.setOverlappingWrites("preempt");
    emulator.control.setVariants({ preemptedModel });
    const first = await patch(machines.plain, assigning(identities.webApi));
    await patch(machines.plain, assigning(identities.telemetry));
    expect(await pollOf(first)).toMatchObject({ status: "Canceled" });
    emulator.control.finishOperations();
    const listed = Object.keys(objectAt(identityOf(machines.plain), "userAssignedIdentities") ?? {});
    expect(listed.includes(identities.webApi)).toBe(preemptedModel === "keep");
    expect(listed).toContain(identities.telemetry);
  });
});

describe("a model that goes back", () => {
  it("is another than the one whose etag was read before", async () => {
    emulator.control.setVariants({ preemptedModel: "revert" });
    emulator.control.setOverlappingWrites("preempt");
    await patch(machines.plain, assigning(identities.webApi));
    const etag = (await get(machines.plain)).headers["etag"] ?? "";
    const later = { body: assigning(identities.telemetry), headers: { "if-match": etag } };
    expect((await client.send("PATCH", `${machines.plain}?${version}`, later)).status).toBe(412);
  });

  it("has another etag after a failure too", async () => {
    emulator.control.inject({
      method: "PATCH",
      path: /vm-web-bastion/,
      failOperation: { ...failure, model: "revert" },
    });
    const written = await patch(machines.plain, enabled);
    emulator.control.finishOperations();
    expect((await get(machines.plain)).headers["etag"]).not.toBe(written.headers["etag"]);
  });
});

describe("an identity made again under its name", () => {
  const shown = async (): Promise<unknown> => {
    const dictionary = valueAt((await get(machines.oneUser)).body, "identity", "userAssignedIdentities");
    const all = isObject(dictionary) ? Object.entries(dictionary) : [];
    return all.find(([id]) => idKey(id) === idKey(identities.sqlBackup))?.[1];
  };
  const made = (): unknown => valueAt(emulator.control.resource(identities.sqlBackup), "properties", "principalId");
  const update = async (body: unknown): Promise<void> => {
    await patch(machines.oneUser, body);
    emulator.control.finishOperations();
  };

  it("has new ids, while machines carry the old ones", async () => {
    emulator.control.recreateIdentity(identities.sqlBackup);
    expect(made()).not.toBe(idsOf(identities.sqlBackup).principalId);
    expect(await shown()).toEqual(idsOf(identities.sqlBackup));
  });

  it.each(["untilReassigned", "untilUpdated"] as const)("shows its old ids there %s", async (staleIds) => {
    emulator.control.setVariants({ staleIds });
    emulator.control.recreateIdentity(identities.sqlBackup);
    await update({ tags: { any: "update" } });
    const old = idsOf(identities.sqlBackup).principalId;
    expect(textAt(await shown(), "principalId")).toBe(staleIds === "untilReassigned" ? old : made());
    await update({ identity: { type: "None" } });
    await update(assigning(identities.sqlBackup));
    expect(textAt(await shown(), "principalId")).toBe(made());
  });
});

describe("a subscription that is not registered for a provider", () => {
  const provider = `/subscriptions/${subscriptions.production}/providers/Microsoft.Compute`;
  const stateNow = async (): Promise<unknown> => valueAt((await get(provider)).body, "registrationState");

  it("reads, and refuses writes until its registration has ended", async () => {
    emulator.control.setRegistered(subscriptions.production, "microsoft.compute", false);
    expect(await stateNow()).toBe("NotRegistered");
    expect((await get(machines.plain)).status).toBe(200);
    const refused = await patch(machines.plain, enabled);
    expect(refused.status).toBe(409);
    expect(errorOf(refused)).toMatchObject({
      code: "MissingSubscriptionRegistration",
      message: expect.stringContaining("is not registered to use namespace 'Microsoft.Compute'") as unknown,
      details: [{ target: "Microsoft.Compute" }],
    });
    const register = () => client.send("POST", `${provider}/register?${version}`);
    expect((await register()).body).toMatchObject({ namespace: "Microsoft.Compute", registrationState: "Registering" });
    expect((await patch(machines.plain, enabled)).status).toBe(409);
    emulator.control.finishOperations();
    expect((await register()).body).toMatchObject({ registrationState: "Registered" });
    expect((await patch(machines.plain, enabled)).status).toBe(200);
  });

  it("takes a right to register, and is a matter of that provider and subscription alone", async () => {
    emulator.control.setRegistered(subscriptions.production, "Microsoft.ManagedIdentity", false);
    expect(await stateNow()).toBe("Registered");
    expect((await patch(machines.plain, enabled)).status).toBe(200);
    emulator.control.setRoles([{ scope: `/subscriptions/${subscriptions.production}`, roleName: "Reader" }]);
    expect(await stateNow()).toBe("Registered");
    expect((await client.send("POST", `${provider}/register?${version}`)).status).toBe(403);
  });
});

describe("the log of writes", () => {
  it("holds what was taken and how its operation stands, and nothing that was refused", async () => {
    emulator.control.inject({ method: "PATCH", path: /vm-web-bastion/, status: 500, body: {} });
    await patch(machines.plain, enabled);
    await patch(machines.plain, assigning(identities.unused.replace("id-unused", "id-none")));
    expect(emulator.control.writes()).toEqual([]);
    await patch(machines.plain, enabled);
    emulator.control.patchAsThirdParty(machines.plain, { tags: {} });
    const [first, second] = emulator.control.writes();
    expect(first).toMatchObject({
      by: "client",
      method: "PATCH",
      resourceId: machines.plain,
      before: undefined,
      after: { type: "SystemAssigned" },
      operation: { status: "InProgress" },
    });
    expect(second).toMatchObject({ by: "other", operation: undefined });
    emulator.control.finishOperations();
    expect(emulator.control.writes()[0]?.operation).toMatchObject({ status: "Succeeded", model: "keep" });
  });
});

describe("the control interface over HTTP", () => {
  const call = (method: string, body: unknown) => client.send("POST", `/__control/${method}`, { body, token: "" });

  it("shows all of it", async () => {
    await call("setVariants", { preemptedModel: "revert" });
    await call("inject", { method: "PATCH", path: "vm-web-bastion", preemptOperation: { tags: { by: "http" } } });
    await patch(machines.plain, enabled);
    expect(emulator.control.resource(machines.plain)).toMatchObject({ tags: { by: "http" } });
    expect(identityOf(machines.plain)).toBeUndefined();
    const failOperation = { ...failure, status: "Canceled", model: "keep" };
    await call("inject", { method: "PATCH", path: "vm-web-bastion", failOperation });
    await patch(machines.plain, enabled);
    emulator.control.finishOperations();
    const writes = valueAt((await call("writes", {})).body, "result");
    expect(Array.isArray(writes) && writes.at(-1)).toMatchObject({ operation: { status: "Canceled", model: "keep" } });
    await call("recreateIdentity", { id: identities.webApi });
    expect(valueAt(emulator.control.resource(identities.webApi), "properties", "principalId")).not.toBe(
      idsOf(identities.webApi).principalId,
    );
    await call("inject", { path: "vm-web-bastion", part: "half", then: "stall" });
    const stalled = get(machines.plain);
    await expect.poll(async () => valueAt((await call("waiting", {})).body, "result")).toBe(1);
    await call("releaseStalled", {});
    const [namespace, subscriptionId] = ["Microsoft.Compute", subscriptions.production];
    await call("setRegistered", { subscriptionId, namespace, registered: false });
    expect((await patch(machines.plain, enabled)).status).toBe(409);
    expect((await stalled).status).toBe(200);
  });

  it("refuses what is no variant", async () => {
    expect((await call("setVariants", { staleIds: "always" })).status).toBe(400);
    expect((await call("inject", { path: ".", part: "tail", then: "stall" })).status).toBe(400);
  });
});
