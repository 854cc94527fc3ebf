import { describe, expect, it } from "vitest";
import { MutationService } from "../../../../src/mutation/mutationService";
import { machines } from "../../../emulator/src/estate/contosoMachines";
import { deletedIdentity, identities } from "../../../emulator/src/estate/identitySeeds";
import { subscriptions } from "../../../emulator/src/estate/places";
import { emulatedAzure, errorOf, failureOf, never, subscriptionOf } from "../emulated";

const get = emulatedAzure();
const subscription = subscriptionOf();

/** Changes a machine by the real service, which tries again what may pass; every write of it is answered as given. */
async function refusedChange(id: string, status: number, error: object) {
  const { control } = get().emulator;
  control.inject({ method: "PATCH", path: /./, status, body: { error }, times: 9 });
  const service = new MutationService(get().azure.compute, () => Promise.resolve());
  const change = { kind: "assignUserAssigned", ids: [identities.unused] } as const;
  const plan = await service.plan(subscription, id, change, never());
  const options = { signal: never(), onProgress: () => undefined, agreeAgain: () => Promise.resolve(true) };
  const outcome = await service.apply(plan, options);
  if (outcome.kind !== "failed") {
    throw new Error(`expected a failure, not ${outcome.kind}`);
  }
  const thrown = outcome.error;
  const writes = control.requests().filter(({ method }) => method === "PATCH").length;
  return { failure: thrown.failure, message: thrown.answer?.message, writes };
}

describe("a change that is refused with 409", () => {
  it.each(["Conflict", "OperationPreempted", "conflict"])("is tried again after the code %s", async (code) => {
    const { failure, writes } = await refusedChange(machines.plain, 409, { code, message: "x" });
    expect(failure).toEqual({ reason: "conflict" });
    expect(writes).toBe(5);
  });

  const namespace = "Microsoft.Compute";
  const unregistered = `The subscription is not registered to use namespace '${namespace}'. See https://aka.ms/rps-not-found.`;
  it.each([
    ["its details", [{ code: "MissingSubscriptionRegistration", target: namespace, message: "x" }], "x"],
    ["its text", undefined, unregistered],
  ])("says which provider is not registered, by %s", async (_, details, message) => {
    const error = { code: "MissingSubscriptionRegistration", message, details };
    const { failure, writes } = await refusedChange(machines.plain, 409, error);
    expect(failure).toEqual({ reason: "notRegistered", namespace, subscriptionId: subscriptions.production });
    expect(writes).toBe(1);
  });

  it("takes nothing for a provider that could not be one", async () => {
    const target = "Microsoft.Compute; rm -rf /";
    const error = { code: "MissingSubscriptionRegistration", message: "x", details: [{ target }] };
    expect((await refusedChange(machines.plain, 409, error)).failure).toMatchObject({ namespace: undefined });
  });

  it.each([
    ["ReadOnlyDisabledSubscription", { reason: "readOnlySubscription" }],
    ["ResourceGroupBeingDeleted", { reason: "beingDeleted" }],
    ["OperationNotAllowed", { reason: "invalid", target: undefined }],
    ["PropertyChangeNotAllowed", { reason: "invalid", target: undefined }],
    ["ACodeThatNobodyKnows", { reason: "invalid", target: undefined }],
  ])("is sent once where the code is %s, and keeps the service's sentence whole", async (code, failure) => {
    const message = `Operation 'Update' is not allowed since it is marked for deletion. ${"More. ".repeat(100)}`;
    const refused = await refusedChange(machines.plain, 409, { code, message });
    expect(refused).toEqual({ failure, message, writes: 1 });
  });
});

describe("what is answered with 404", () => {
  const read = () => failureOf(get().azure.compute.read(subscription, machines.plain, never()));
  const missing = (code: string, message: string, method = "GET") => {
    get().emulator.control.inject({ method, path: /./, status: 404, body: { error: { code, message } } });
  };

  it.each([
    [
      "ResourceNotFound",
      "The Resource 'Microsoft.Compute/virtualMachines/VM-web-bastion' under resource group 'x' was not found.",
    ],
    ["ResourceGroupNotFound", "Resource group 'rg-web-prod' could not be found."],
    ["SubscriptionNotFound", `The subscription '${subscriptions.production}' could not be found.`],
    ["NotFound", "The entity was not found in this Azure location."],
  ])("is the resource where %s names it, or nothing", async (code, message) => {
    missing(code, message);
    expect(await read()).toEqual({ reason: "notFound" });
  });

  it.each([
    ["PlatformImageNotFound", "The platform image 'a:b:c:latest' is not available."],
    [
      "NotFound",
      "The Availability Set '/subscriptions/s/resourceGroups/rg-web-prod/providers/Microsoft.Compute/availabilitySets/a' cannot be found.",
    ],
    [
      "ResourceNotFound",
      "The Resource 'Microsoft.Network/networkInterfaces/vm-web-bastion' under resource group 'rg-web-prod' was not found.",
    ],
    ["SomethingNotFound", "x"],
  ])("is not the resource where %s is about something else", async (code, message) => {
    missing(code, message, "PATCH");
    const patch = { type: "SystemAssigned" } as const;
    const options = { ifMatch: undefined, signal: never(), onProgress: () => undefined };
    const error = await errorOf(get().azure.compute.patchIdentity(subscription, machines.plain, patch, options));
    expect(error.failure).toEqual({ reason: "invalid", target: undefined });
    expect(error.answer?.message).toBe(message);
  });

  it("is not the resource where a write misses what nobody names", async () => {
    missing("NotFound", "The Image gold cannot be found.", "PATCH");
    const patch = { type: "SystemAssigned" } as const;
    const options = { ifMatch: undefined, signal: never(), onProgress: () => undefined };
    const call = get().azure.compute.patchIdentity(subscription, machines.plain, patch, options);
    expect(await failureOf(call)).toEqual({ reason: "invalid", target: undefined });
  });
});

it("is no missing role where a code says otherwise and the text names no action", async () => {
  const error = { code: "RequestDisallowedByAzure", message: "Resource 'x' was disallowed by Azure." };
  const { failure, writes } = await refusedChange(machines.plain, 403, error);
  expect(failure).toEqual({ reason: "invalid", target: undefined });
  expect(writes).toBe(1);
});

describe("a refusal that names an identity which the machine carried already", () => {
  const linked = (...ids: readonly string[]) => ({
    code: "LinkedAuthorizationFailed",
    message:
      `The client 'c' with object id 'o' has permission to perform action 'Microsoft.Compute/virtualMachines/write' on scope '/x'; ` +
      `however, it does not have permission to perform action 'Microsoft.ManagedIdentity/userAssignedIdentities/assign/action' ` +
      `on the linked scope(s) '${ids.join(",")}' or the linked scope(s) are invalid.`,
  });
  const gone = (id: string) => ({
    code: "FailedIdentityOperation",
    message:
      `Identity operation for resource '${machines.deadReference}' failed with error 'Failed to perform resource identity operation. ` +
      `Status: 'BadRequest'. Response: '{"error":{"code":"BadRequest","message":"Resource '${id}' was not found."}}'.'.`,
  });

  it.each([
    [403, linked(deletedIdentity), []],
    [400, gone(deletedIdentity.toUpperCase().replace("/SUBSCRIPTIONS", "/subscriptions")), []],
    [403, linked(deletedIdentity, identities.unused), [identities.unused]],
  ])("is about that one: %i %j", async (status, error, others) => {
    const { failure } = await refusedChange(machines.deadReference, status, error);
    expect(failure).toMatchObject({ reason: "carriedIdentity", resourceId: machines.deadReference, others });
    expect(failure).toMatchObject({ identityIds: [expect.stringMatching(/id-reports-old$/i)] });
  });

  it("is about the one that was to be assigned where it names only that", async () => {
    const { failure } = await refusedChange(machines.deadReference, 403, linked(identities.unused));
    expect(failure).toMatchObject({ reason: "linkedForbidden", identityIds: [identities.unused] });
  });
});
