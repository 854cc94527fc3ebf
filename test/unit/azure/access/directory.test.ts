import { afterEach, describe, expect, it } from "vitest";
import { createAzure } from "../../../../src/azure/createAzure";
import { entraGroups } from "../../../emulator/src/estate/entraGroups";
import { graphRoles } from "../../../emulator/src/estate/directorySeeds";
import { identities, idsOf } from "../../../emulator/src/estate/identitySeeds";
import { emulatedAzure, failureOf, never, subscriptionOf } from "../emulated";

const get = emulatedAzure();
const { tenant } = subscriptionOf();
const { principalId } = idsOf(identities.dataLake);
const directory = () => get().azure.directory;

afterEach(() => {
  get().emulator.control.setGraphAllowed(true);
});

describe("what the directory tells of a principal", () => {
  const secrets = idsOf(identities.secrets);

  it("is what it may do in APIs, by name", async () => {
    const roles = await directory().appRolesOf(tenant, secrets.principalId, never());
    expect(roles).toMatchObject([{ api: "Microsoft Graph", value: "User.Read.All" }]);
    expect(await directory().appRolesOf(tenant, principalId, never())).toEqual([]);
    expect((await failureOf(directory().appRolesOf(tenant, "nobody", never()))).reason).toBe("principalNotFound");
  });

  it("is what it may do in an API whose roles may not be read, without their names", async () => {
    const path = /servicePrincipals\/[^/]+\?\$select=displayName/;
    get().emulator.control.inject({ path, status: 403, body: { error: { code: "Authorization_RequestDenied" } } });
    const roles = await directory().appRolesOf(tenant, secrets.principalId, never());
    expect(roles).toMatchObject([{ api: "Microsoft Graph", value: undefined, roleId: graphRoles.readUsers.id }]);
  });

  it("is its last sign-in, or nothing where no report tells", async () => {
    const at = await directory().lastSignInOf(tenant, secrets.clientId, never());
    expect(at).toBe(Date.parse("2026-11-02T06:41:07Z"));
    expect(await directory().lastSignInOf(tenant, idsOf(identities.dataLake).clientId, never())).toBeUndefined();
    const body = { value: [{ appId: "another", lastSignInActivity: { lastSignInDateTime: "2026-01-01T00:00:00Z" } }] };
    get().emulator.control.inject({ path: /SignInActivities/, status: 200, body });
    expect(await directory().lastSignInOf(tenant, secrets.clientId, never())).toBeUndefined();
  });

  it("is who is in a group, also in a group within it", async () => {
    expect(await directory().principalsIn(tenant, entraGroups.sqlReaders, never())).toEqual([principalId]);
    get().emulator.control.setGraphAllowed(false);
    const call = directory().principalsIn(tenant, entraGroups.sqlReaders, never());
    expect((await failureOf(call)).reason).toBe("directoryForbidden");
  });
});

describe("groups of the directory", () => {
  it("are found by name, in their tenant only", async () => {
    const found = await directory().findGroups(tenant, "sql", never());
    expect(found.map(({ displayName }) => displayName)).toEqual(["sg-sql-readers", "sg-sql-writers"]);
    expect(await directory().findGroups(tenant, "orders", never())).toEqual([]);
  });

  it("are searched for with whatever a user types", async () => {
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
