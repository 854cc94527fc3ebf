import { describe, expect, it } from "vitest";
import type { ComputeResource } from "../../../../src/azure/compute/computeResource";
import { machines, scaleSets } from "../../../emulator/src/estate/contosoMachines";
import { identities } from "../../../emulator/src/estate/identitySeeds";
import { subscriptions } from "../../../emulator/src/estate/places";
import { collect, emulatedAzure, errorOf, failureOf, never, subscriptionOf } from "../emulated";

const get = emulatedAzure({ pageSize: 7 });
const subscription = subscriptionOf();

const list = (kind: ComputeResource["kind"], signal = never()) =>
  collect(get().azure.inventory.listComputeResources(subscription, kind, signal));

const identityPages = () => collect(get().azure.inventory.listUserAssignedIdentities(subscription, never()));

/** Answers the next listing with these pages instead. */
function answerWith(...pages: readonly { readonly value: unknown; readonly nextLink?: unknown }[]): void {
  const { control, url } = get().emulator;
  pages.forEach((page, index) => {
    const path = index === 0 ? /virtualMachines\?api-version/ : new RegExp(`page${index}`);
    const next = index + 1 < pages.length ? { nextLink: `${url}/subscriptions/page${index + 1}` } : {};
    control.inject({ path, status: 200, body: { ...next, ...page } });
  });
}

describe("listComputeResources", () => {
  it("gives the machines page by page, with one request a page", async () => {
    const pages = await list("virtualMachine");
    const ids = pages.flatMap(({ items }) => items.map(({ id }) => id));
    expect(pages.length).toBeGreaterThan(1);
    expect(pages.every(({ items, skipped }) => items.length <= 7 && skipped === 0)).toBe(true);
    expect(get().armRequests()).toHaveLength(pages.length);
    expect(ids).toContain(machines.both);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("gives the identities and the scale set of a machine with the listing", async () => {
    const items = (await list("virtualMachine")).flatMap((page) => page.items);
    const both = items.find(({ id }) => id === machines.both);
    const instance = items.find((item) => item.kind === "virtualMachine" && item.scaleSetId !== undefined);
    expect(both?.identity).toMatchObject({ kind: "state", state: { systemAssigned: expect.anything() } });
    expect(instance).toMatchObject({ scaleSetId: expect.stringMatching(/virtualMachineScaleSets/i) });
  });

  it("gives the scale sets with their modes", async () => {
    const items = (await list("scaleSet")).flatMap((page) => page.items);
    expect(items.find(({ id }) => id === scaleSets.webFrontend)).toMatchObject({ orchestrationMode: "Uniform" });
    expect(items.find(({ id }) => id === scaleSets.batchWorkers)).toMatchObject({ orchestrationMode: "Flexible" });
    expect(items.every(({ kind }) => kind === "scaleSet")).toBe(true);
  });

  it("leaves out and counts what cannot be used, without losing the rest of the page", async () => {
    const foreign = machines.both.replace(subscriptions.production, subscriptions.staging);
    const unusable = [null, "text", 7, [], {}, { id: "vm" }, { id: identities.telemetry }, { id: scaleSets.webApi }];
    const odd = { id: machines.both.toUpperCase(), properties: { networkProfile: { networkInterfaces: "none" } } };
    answerWith({ value: [...unusable, { id: foreign }, odd, { id: machines.plain, identity: { type: "Quantum" } }] });
    const [page, ...others] = await list("virtualMachine");
    expect(others).toEqual([]);
    expect(page?.skipped).toBe(unusable.length + 1);
    expect(page?.items.map(({ id, identity }) => [id, identity.kind])).toEqual([
      [odd.id, "state"],
      [machines.plain, "unreadable"],
    ]);
  });

  it("gives an item once, though pages repeat it in other casing", async () => {
    answerWith(
      { value: [{ id: machines.both }, { id: machines.both.toUpperCase() }] },
      { value: [{ id: machines.both.toLowerCase() }, { id: machines.plain }] },
    );
    const pages = await list("virtualMachine");
    expect(pages.map(({ items }) => items.map(({ id }) => id))).toEqual([[machines.both], [machines.plain]]);
    expect(pages.map(({ skipped }) => skipped)).toEqual([0, 0]);
  });

  it("goes on over empty pages", async () => {
    answerWith({ value: [] }, { value: [] }, { value: [{ id: machines.plain }], nextLink: null });
    const pages = await list("virtualMachine");
    expect(pages.map(({ items }) => items.length)).toEqual([0, 0, 1]);
  });

  it.each([
    ["another host", "https://evil.example/subscriptions?token=please"],
    ["the same host without TLS", "http://localhost/subscriptions"],
    ["a host that only looks like it", "https://localhost.evil.example/"],
    ["no address at all", "javascript:alert(1)"],
    ["nothing that is text", 7],
  ])("does not follow a link to %s, and keeps what came before", async (_, nextLink) => {
    answerWith({ value: [{ id: machines.plain }], nextLink });
    const pages = get().azure.inventory.listComputeResources(subscription, "virtualMachine", never());
    const iterator = pages[Symbol.asyncIterator]();
    const first = await iterator.next();
    expect(first.value).toMatchObject({ items: [{ id: machines.plain }] });
    const error = await errorOf(iterator.next());
    expect(error.failure).toMatchObject({ reason: "badAnswer" });
    expect(error.message).not.toContain("evil");
    expect(get().armRequests()).toHaveLength(1);
  });

  it("ends where a link leads back to a page that it has read", async () => {
    const nextLink = `${get().emulator.url}/subscriptions/page1`;
    answerWith({ value: [] }, { value: [], nextLink });
    expect(await failureOf(list("virtualMachine"))).toMatchObject({ reason: "badAnswer" });
    expect(get().armRequests()).toHaveLength(2);
  });

  it.each([
    ["HTML", "<html>Sign in</html>"],
    ["no items", {}],
    ["items that are no list", { value: {} }],
    ["null", null],
  ])("takes %s for a bad answer", async (_, body) => {
    get().emulator.control.inject({ path: /virtualMachines/, status: 200, body });
    expect(await failureOf(list("virtualMachine"))).toMatchObject({ reason: "badAnswer" });
  });

  it("is cancelled between pages", async () => {
    const controller = new AbortController();
    const pages = get().azure.inventory.listComputeResources(subscription, "virtualMachine", controller.signal);
    const failure = failureOf(
      (async () => {
        for await (const page of pages) {
          expect(page.items.length).toBeGreaterThan(0);
          controller.abort();
        }
      })(),
    );
    expect(await failure).toEqual({ reason: "cancelled", sent: false });
    expect(get().armRequests()).toHaveLength(1);
  });

  it("asks for nothing more when the caller stops reading", async () => {
    for await (const page of get().azure.inventory.listComputeResources(subscription, "virtualMachine", never())) {
      expect(page.items.length).toBeGreaterThan(0);
      break;
    }
    expect(get().armRequests()).toHaveLength(1);
  });

  it("waits as long as a throttled service asks, and goes on", async () => {
    const headers = { "retry-after": "1" };
    get().emulator.control.inject({ path: /virtualMachines/, status: 429, headers, body: {} });
    const started = performance.now();
    expect((await list("virtualMachine")).length).toBeGreaterThan(1);
    expect(performance.now() - started).toBeGreaterThanOrEqual(1000);
  });
});

describe("listUserAssignedIdentities", () => {
  it("gives the identities of the subscription with their ids", async () => {
    const items = (await identityPages()).flatMap((page) => page.items);
    expect(items.find(({ id }) => id === identities.webApi)).toMatchObject({
      name: "id-web-api",
      resourceGroup: "rg-web-prod",
      principalId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      clientId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      tenantId: subscription.tenant.tenantId,
    });
    expect(items.every(({ subscriptionId }) => subscriptionId === subscription.subscriptionId)).toBe(true);
  });

  it("says which right is missing", async () => {
    const message =
      "The client 'c' with object id 'o' does not have authorization to perform action " +
      "'Microsoft.ManagedIdentity/userAssignedIdentities/read' over scope '/subscriptions/s' or the scope is invalid.";
    get().emulator.control.inject({
      path: /userAssignedIdentities/,
      status: 403,
      body: { error: { code: "AuthorizationFailed", message } },
    });
    expect(await failureOf(identityPages())).toEqual({
      reason: "forbidden",
      action: "Microsoft.ManagedIdentity/userAssignedIdentities/read",
      scope: "/subscriptions/s",
    });
  });
});
