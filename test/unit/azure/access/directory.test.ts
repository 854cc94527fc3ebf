import { afterEach, describe, expect, it } from "vitest";
import { createAzure } from "../../../../src/azure/createAzure";
import { entraGroups } from "../../../emulator/src/estate/entraGroups";
import { identities, idsOf } from "../../../emulator/src/estate/identitySeeds";
import { emulatedAzure, failureOf, never, subscriptionOf } from "../emulated";

const get = emulatedAzure();
const { tenant } = subscriptionOf();
const { principalId } = idsOf(identities.dataLake);
const directory = () => get().azure.directory;

afterEach(() => {
  get().emulator.control.setGraphAllowed(true);
});

describe("groups of the directory", () => {
  it("are found by name, in their tenant only", async () => {
    const found = await directory().findGroups(tenant, "sql", never());
    expect(found.map(({ displayName }) => displayName)).toEqual(["sg-sql-readers", "sg-sql-writers"]);
    expect(await directory().findGroups(tenant, "orders", never())).toEqual([]);
  });

  it("are searched for with whatever a person types", async () => {
    const odd = `a"b\\c&$filter=x#y`;
    expect(await directory().findGroups(tenant, odd, never())).toEqual([]);
    const [request] = get()
      .emulator.control.requests()
      .filter(({ path }) => path.includes("/groups"));
    expect(request?.query["$search"]).toBe(`"displayName:a\\"b\\\\c&$filter=x#y"`);
  });

  it("of a principal are listed, and one can be added", async () => {
    const names = async () =>
      (await directory().groupsOf(tenant, principalId, never())).map(({ displayName }) => displayName);
    expect(await names()).toEqual(["sg-sql-readers", "sg-keyvault-users"]);
    await directory().addToGroup(tenant, entraGroups.sqlWriters, principalId, never());
    expect(await names()).toContain("sg-sql-writers");
    expect(get().emulator.control.groupMembers(entraGroups.sqlWriters)).toEqual([principalId]);
  });

  it("come over several pages, without roles and units, and with names that may not be read", async () => {
    const next = `${get().emulator.graphUrl}/v1.0/servicePrincipals/x/memberOf?page=2`;
    get().emulator.control.inject({
      path: /memberOf\?\$select/,
      status: 200,
      body: { value: [{ "@odata.type": "#microsoft.graph.directoryRole", id: "r" }], "@odata.nextLink": next },
    });
    get().emulator.control.inject({ path: /page=2/, status: 200, body: { value: [{ id: "g" }, null, {}] } });
    expect(await directory().groupsOf(tenant, principalId, never())).toEqual([
      { id: "g", displayName: undefined, description: undefined },
    ]);
  });

  it("never lead to another host", async () => {
    const body = { value: [], "@odata.nextLink": "https://elsewhere.example/v1.0/x" };
    get().emulator.control.inject({ path: /memberOf/, status: 200, body });
    expect((await failureOf(directory().groupsOf(tenant, principalId, never()))).reason).toBe("badAnswer");
  });
});

describe("the directory", () => {
  it("says that it does not know a principal", async () => {
    get().emulator.control.inject({
      path: /memberOf/,
      status: 404,
      body: { error: { code: "Request_ResourceNotFound" } },
    });
    expect(await failureOf(directory().groupsOf(tenant, principalId, never()))).toEqual({
      reason: "principalNotFound",
    });
  });

  it("tells which ids it knows, of any number", async () => {
    const ids = Array.from({ length: 1500 }, (_, index) => `id-${index}`);
    get().emulator.control.inject({ method: "POST", path: /getByIds/, status: 200, body: { value: [{ id: "ID-3" }] } });
    get().emulator.control.inject({
      method: "POST",
      path: /getByIds/,
      status: 200,
      body: { value: [{ id: "id-1400" }] },
    });
    expect([...(await directory().existing(tenant, ids, never()))].sort()).toEqual(["id-1400", "id-3"]);
    const asked = get()
      .emulator.control.requests()
      .filter(({ path }) => path.includes("getByIds"));
    expect(asked.map(({ body }) => (body as { ids: string[] }).ids.length)).toEqual([1000, 500]);
  });

  it("says that it does not allow it", async () => {
    get().emulator.control.setGraphAllowed(false);
    expect((await failureOf(directory().findGroups(tenant, "sql", never()))).reason).toBe("directoryForbidden");
    expect((await failureOf(directory().existing(tenant, ["x"], never()))).reason).toBe("directoryForbidden");
  });

  it("is not there in a cloud whose Microsoft Graph is not known", async () => {
    const { signIn, cloud } = get();
    const without = () => ({ ...cloud(), graphEndpoint: undefined });
    const azure = createAzure({ cloud: without, signIn, selectedSubscriptions: () => [] });
    expect(await failureOf(azure.directory.findGroups(tenant, "sql", never()))).toEqual({
      reason: "badSettings",
      setting: "managedIdentities.cloud.graphEndpoint",
      detail: "missing",
    });
  });
});
