import { describe, expect, it } from "vitest";
import { identities } from "../../../emulator/src/estate/identitySeeds";
import { subscriptions } from "../../../emulator/src/estate/places";
import { emulatedAzure, failureOf, never, subscriptionOf } from "../emulated";

const get = emulatedAzure();
const subscription = subscriptionOf();
const place = { resourceGroup: "rg-web-prod", location: "westeurope" };
const requests = () =>
  get()
    .armRequests()
    .map(({ method, path }) => `${method} ${path.split("/").at(-1) ?? ""}`);

describe("creating an identity", () => {
  it("sends tags and the isolation scope where they are given", async () => {
    const tags = { team: "web", cost: "42" };
    const wanted = { ...place, name: "id-with-details", isolationScope: "Regional" as const, tags };
    const { id } = await get().azure.identities.create(subscription, wanted, never());
    expect(get().emulator.control.resource(id)).toMatchObject({ tags, properties: { isolationScope: "Regional" } });
    expect(get().armRequests().at(-1)?.body).toEqual({
      location: "westeurope",
      tags,
      properties: { isolationScope: "Regional" },
    });
  });
});

describe("reading an identity", () => {
  it("is one GET, whatever the casing of the id", async () => {
    const read = await get().azure.identities.read(subscription, identities.webApi.toUpperCase(), never());
    expect(read).toMatchObject({ id: identities.webApi, name: "id-web-api" });
    expect(requests()).toHaveLength(1);
  });

  it("does not ask for what is no identity, or lies in another subscription", async () => {
    const vm = identities.webApi.replace(
      "Microsoft.ManagedIdentity/userAssignedIdentities",
      "Microsoft.Compute/virtualMachines",
    );
    const { identities: gateway } = get().azure;
    expect(await failureOf(gateway.read(subscription, vm, never()))).toEqual({
      reason: "invalid",
      target: "identityId",
    });
    expect(await failureOf(gateway.delete(subscription, identities.telemetry, never()))).toEqual({
      reason: "invalid",
      target: "subscriptionId",
    });
    expect(requests()).toEqual([]);
  });
});

describe("deleting an identity", () => {
  it("is one DELETE, and done as well where it is already gone", async () => {
    const { id } = await get().azure.identities.create(subscription, { ...place, name: "id-to-delete" }, never());
    get().emulator.control.clearRequests();
    await get().azure.identities.delete(subscription, id, never());
    expect(get().emulator.control.resource(id)).toBeUndefined();
    await get().azure.identities.delete(subscription, id, never());
    expect(requests()).toEqual(["DELETE id-to-delete", "DELETE id-to-delete"]);
  });

  it("sends nothing once it is cancelled, and says so", async () => {
    const signal = AbortSignal.abort();
    expect(await failureOf(get().azure.identities.delete(subscription, identities.webApi, signal))).toEqual({
      reason: "cancelled",
      sent: false,
    });
    expect(requests()).toEqual([]);
  });

  it("is sent once, whatever comes of it", async () => {
    get().emulator.control.inject({ method: "DELETE", path: /./, status: 500, body: {}, times: 5 });
    expect((await failureOf(get().azure.identities.delete(subscription, identities.webApi, never()))).reason).toBe(
      "serverError",
    );
    expect(requests()).toHaveLength(1);
  });
});

describe("making a resource group", () => {
  it("makes one that is not there", async () => {
    await get().azure.identities.createResourceGroup(subscription, "rg-made-now", "northeurope", never());
    const id = `/subscriptions/${subscriptions.production}/resourceGroups/rg-made-now`;
    expect(get().emulator.control.resource(id)).toMatchObject({ location: "northeurope" });
  });

  it("leaves one that is there as it is", async () => {
    await get().azure.identities.createResourceGroup(subscription, "RG-web-PROD", "northeurope", never());
    expect(requests()).toEqual(["GET RG-web-PROD"]);
  });
});
