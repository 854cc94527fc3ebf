import { describe, expect, it } from "vitest";
import { identities } from "../../../emulator/src/estate/identitySeeds";
import { locationSeeds } from "../../../emulator/src/estate/places";
import { emulatedAzure, failureOf, never, subscriptionOf } from "../emulated";

const get = emulatedAzure({ pageSize: 2 });
const subscription = subscriptionOf();

function create(name: string, group = "rg-web-prod") {
  return get().azure.identities.create(subscription, { resourceGroup: group, name, location: "westeurope" }, never());
}

const methods = () =>
  get()
    .armRequests()
    .map(({ method }) => method);

describe("create", () => {
  it("makes an identity and tells its ids", async () => {
    const created = await create("id-made-by-test");
    expect(created).toMatchObject({
      name: "id-made-by-test",
      resourceGroup: expect.stringMatching(/^rg-web-prod$/i),
      location: "westeurope",
      principalId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      clientId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(get().emulator.control.resource(created.id)).toMatchObject({ location: "westeurope" });
    expect(get().armRequests().at(-1)).toMatchObject({ method: "PUT", body: { location: "westeurope" } });
  });

  it("does not write over an identity that is already there", async () => {
    const before = get().emulator.control.resource(identities.webApi);
    expect(await failureOf(create("ID-Web-API"))).toEqual({ reason: "invalid", target: "name" });
    expect(get().emulator.control.resource(identities.webApi)).toEqual(before);
    expect(methods()).toEqual(["GET"]);
  });

  it.each([
    ["a closed connection", { close: "after" as const }, "network"],
    ["a server's error", { status: 500, body: {} }, "serverError"],
    ["throttling", { status: 429, headers: { "retry-after": "0" }, body: {} }, "throttled"],
    ["a refused token", { status: 401, body: {} }, "notSignedIn"],
    ["HTML", { status: 200, body: "<html></html>" }, "badAnswer"],
    ["a resource of another type", { status: 200, body: { id: "/subscriptions/s" } }, "badAnswer"],
  ])("sends the PUT once, whatever comes of it: %s", async (what, fault, reason) => {
    get().emulator.control.inject({ method: "PUT", path: /./, times: 5, ...fault });
    const failure = await failureOf(create(`id-once-${what.replaceAll(/\W/g, "-")}`));
    expect(failure.reason).toBe(reason);
    expect(methods()).toEqual(["GET", "PUT"]);
  });

  it("says that the group is locked", async () => {
    expect(await failureOf(create("id-locked", "rg-payments-prod"))).toMatchObject({ reason: "locked" });
  });

  it("keeps a hostile name inside its segment of the address", async () => {
    get().emulator.control.inject({ path: /userAssignedIdentities/i, status: 403, body: {} });
    await failureOf(create("x/../../../y?api-version=1#z"));
    expect(
      get()
        .armRequests()
        .map(({ path }) => path),
    ).toEqual([expect.stringMatching(/\/userAssignedIdentities\/x%2F\.\.%2F\.\.%2F\.\.%2Fy%3Fapi-version%3D1%23z$/)]);
  });
});

describe("where an identity can be made", () => {
  it("lists the resource groups over all pages, with their regions", async () => {
    const groups = await get().azure.identities.listResourceGroups(subscription, never());
    expect(groups).toContainEqual({ name: "rg-web-prod", location: "westeurope" });
    expect(groups.length).toBeGreaterThan(2);
  });

  it("lists the regions, without those that are only groups of regions", async () => {
    const locations = await get().azure.identities.listLocations(subscription, never());
    expect(locations).toEqual(locationSeeds.map(({ name, displayName }) => ({ name, displayName })));
    const value = [
      { name: "westus", displayName: "West US", metadata: { regionType: "Physical" } },
      { name: "europe", displayName: "Europe", metadata: { regionType: "Logical" } },
      { name: "bare" },
      { displayName: "nameless" },
      null,
    ];
    get().emulator.control.inject({ path: /locations/, status: 200, body: { value } });
    expect(await get().azure.identities.listLocations(subscription, never())).toEqual([
      { name: "westus", displayName: "West US" },
      { name: "bare", displayName: "bare" },
    ]);
  });
});
