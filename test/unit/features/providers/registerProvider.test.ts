import { beforeEach, describe, expect, it, vi } from "vitest";
import { MutationService } from "../../../../src/mutation/mutationService";
import { registerProvider } from "../../../../src/features/providers/registerProvider";
import { machines } from "../../../emulator/src/estate/contosoMachines";
import { subscriptions } from "../../../emulator/src/estate/places";
import { emulatedAzure, failureOf, never, subscriptionOf } from "../../azure/emulated";
import { emulatedServices } from "../support/emulatedServices";
import { user } from "../support/fakeUser";

vi.mock("vscode", () => import("../support/fakeUser"));

const emulated = emulatedAzure();
const request = { namespace: "Microsoft.Compute", subscriptionId: subscriptions.production };

async function listed() {
  const services = emulatedServices(emulated());
  await services.inventory.load();
  return services;
}

function answering(status: number, body: object): void {
  emulated().emulator.control.inject({ method: "POST", path: /\/register\?/, status, body });
}

const posts = () =>
  emulated()
    .armRequests()
    .filter(({ method, path }) => method === "POST" && /\/register/.test(path))
    .map(({ path }) => path);

beforeEach(() => {
  user.reset();
});

describe("registering a provider", () => {
  it("makes possible the change that was refused for want of it", async () => {
    const services = await listed();
    const { control } = emulated().emulator;
    control.setRegistered(request.subscriptionId, request.namespace, false);
    control.setOperationDuration(60_000);
    const subscription = subscriptionOf();
    const enable = { kind: "enableSystemAssigned" } as const;
    const options = { signal: never(), onProgress: () => undefined, agreeAgain: () => Promise.resolve(true) };
    const change = async () => {
      const mutation = new MutationService(emulated().azure.compute);
      const agreed = await mutation.plan(subscription, machines.plain, enable, never());
      return await mutation.apply(agreed, options);
    };
    const { namespace, subscriptionId } = request;
    const refusal = { reason: "notRegistered", namespace, subscriptionId };
    expect(await change()).toMatchObject({ kind: "failed", error: { failure: refusal, written: "no" } });
    await registerProvider(services, request);
    expect(user.texts()).toEqual([expect.stringContaining("Azure is registering Microsoft.Compute")]);
    expect(await change()).toMatchObject({ kind: "failed", error: { failure: refusal } });
    control.finishOperations();
    control.setOperationDuration(0);
    await registerProvider(services, request);
    expect(user.texts().at(-1)).toContain("Microsoft.Compute is registered");
    expect(await change()).toMatchObject({ kind: "changed" });
  });

  it.each([
    ["Registering", /^Azure is registering Microsoft\.Compute for .+ a few minutes/],
    ["Registered", /^Microsoft\.Compute is registered for .+ again\.$/],
  ])("says what Azure says: %s", async (registrationState, text) => {
    const services = await listed();
    answering(200, { namespace: request.namespace, registrationState });
    await registerProvider(services, request);
    expect(posts()).toEqual([
      expect.stringContaining(`/subscriptions/${subscriptions.production}/providers/Microsoft.Compute/register`),
    ]);
    expect(user.texts()).toEqual([expect.stringMatching(text)]);
  });

  it("says why it was refused, and nothing of a registration", async () => {
    const services = await listed();
    const action = "Microsoft.Compute/register/action";
    const scope = `/subscriptions/${subscriptions.production}`;
    const message = `The client 'c' does not have authorization to perform action '${action}' over scope '${scope}'.`;
    answering(403, { error: { code: "AuthorizationFailed", message } });
    expect(await failureOf(registerProvider(services, request))).toEqual({ reason: "forbidden", action, scope });
    expect(user.texts()).toEqual([]);
  });

  it.each([
    [undefined],
    ["Microsoft.Compute"],
    [{ ...request, namespace: "../resourceGroups/x" }],
    [{ ...request, namespace: `A.${"b".repeat(200)}` }],
    [{ ...request, subscriptionId: "00000000-0000-0000-0000-000000000000" }],
  ])("sends nothing for %j", async (given) => {
    await expect(registerProvider(await listed(), given)).rejects.toThrow("Neither a provider");
    expect(posts()).toEqual([]);
  });
});
