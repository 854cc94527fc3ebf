import { describe, expect, it, vi } from "vitest";
import { FederatedCredentials } from "../../../../src/azure/identities/federatedCredentials";
import { Inventory } from "../../../../src/azure/inventory/inventory";
import { identities } from "../../../emulator/src/estate/identitySeeds";
import { emulatedAzure, failureOf, never, subscriptionOf } from "../emulated";

const get = emulatedAzure({ pageSize: 1 });
const subscription = subscriptionOf();
const trust = { issuer: "https://id.example", subject: "a:b", audiences: ["api://AzureADTokenExchange"] };
const gateway = () => get().azure.federatedCredentials;
const requests = () =>
  get()
    .armRequests()
    .map(({ method }) => method);

describe("the federated credentials of an identity", () => {
  it("are listed over all pages", async () => {
    const all = await gateway().list(subscription, identities.deployment, never());
    expect(all.map(({ name, subject }) => [name, subject])).toEqual([
      ["github-main", "repo:contoso/web:ref:refs/heads/main"],
      ["github-production", "repo:contoso/web:environment:production"],
    ]);
  });

  it("are added by one PUT after a look, and removed by one DELETE", async () => {
    const added = await gateway().create(subscription, identities.webApi, "federated", trust, never());
    expect(added).toMatchObject({ name: "federated", ...trust });
    expect(requests()).toEqual(["GET", "PUT"]);
    expect(get().armRequests().at(-1)?.body).toEqual({ properties: trust });
    await gateway().delete(subscription, added, never());
    expect(await gateway().list(subscription, identities.webApi, never())).toEqual([]);
  });

  it("never take the place of one of the same name", async () => {
    const create = gateway().create(subscription, identities.deployment, "GitHub-Main", trust, never());
    expect(await failureOf(create)).toEqual({ reason: "invalid", target: "name" });
    expect(requests()).toEqual(["GET"]);
  });

  it("leave out what is none, and take any shape of what is not needed", async () => {
    const id = `${identities.webApi}/federatedIdentityCredentials/odd`;
    const value = [null, { id: identities.webApi }, { id, properties: { audiences: "x" } }];
    get().emulator.control.inject({ path: /federatedIdentityCredentials/i, status: 200, body: { value } });
    expect(await gateway().list(subscription, identities.webApi, never())).toEqual([
      { id, name: "odd", issuer: "", subject: "", audiences: [] },
    ]);
  });

  it("are not asked for by an id of something else", async () => {
    const failure = { reason: "invalid", target: "credentialId" };
    expect(
      await failureOf(gateway().delete(subscription, { id: identities.webApi, name: "x", ...trust }, never())),
    ).toEqual(failure);
    expect(requests()).toEqual([]);
  });
});

describe("what has been listed", () => {
  function service() {
    const inventory = new Inventory(get().azure.subscriptions, get().azure.inventory);
    return { inventory, federated: new FederatedCredentials(gateway(), inventory) };
  }

  it("is asked for once, until a change of it", async () => {
    const { federated } = service();
    const told = vi.fn<(identityId: string | undefined) => void>();
    federated.onDidChange(told);
    expect(federated.known(identities.webApi)).toBeUndefined();
    await federated.load(subscription, identities.webApi);
    await federated.load(subscription, identities.webApi.toUpperCase());
    expect(requests()).toEqual(["GET"]);
    told.mockClear();
    const added = await federated.add(subscription, identities.webApi, "federated-2", trust, never());
    expect(told).toHaveBeenCalledExactlyOnceWith(identities.webApi);
    expect(await federated.load(subscription, identities.webApi)).toMatchObject({
      kind: "read",
      value: [{ name: "federated-2" }],
    });
    await federated.remove(subscription, identities.webApi, added, never());
    expect(await federated.load(subscription, identities.webApi)).toEqual({ kind: "read", value: [] });
  });

  it("can be a failure, which stands until it is asked for anew", async () => {
    const { federated } = service();
    get().emulator.control.inject({ path: /federatedIdentityCredentials/i, status: 403, body: {} });
    const failed = await federated.load(subscription, identities.webApi);
    expect(failed).toMatchObject({ kind: "failed", error: { failure: { reason: "forbidden" } } });
    expect(federated.known(identities.webApi)).toBe(failed);
    federated.forget(identities.webApi);
    expect((await federated.load(subscription, identities.webApi)).kind).toBe("read");
  });

  it("is forgotten with a refresh of everything, also where it is still on its way", async () => {
    const { inventory, federated } = service();
    await federated.load(subscription, identities.webApi);
    get().emulator.control.inject({ path: /federatedIdentityCredentials/i, delayMs: 60_000 });
    const late = federated.load(subscription, identities.batch);
    await inventory.refresh();
    expect((await late).kind).toBe("failed");
    expect(federated.known(identities.webApi)).toBeUndefined();
    expect(federated.known(identities.batch)).toBeUndefined();
  });
});
