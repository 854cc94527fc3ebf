import { beforeEach, describe, expect, it } from "vitest";
import { startEmulator, type Emulator } from "../src/emulator";
import { entraGroups } from "../src/estate/entraGroups";
import { graphRoles } from "../src/estate/directorySeeds";
import { identities, idsOf } from "../src/estate/identitySeeds";
import { tenants } from "../src/estate/places";
import { textAt } from "../src/json";
import { errorOf, itemsOf, requestToken, testClient, type Received, type TestClient } from "./testClient";

const { principalId } = idsOf(identities.dataLake);
let emulator: Emulator;
let client: TestClient;
let token: string;
beforeEach(async () => {
  emulator = await startEmulator();
  client = await testClient(emulator);
  const answer = await requestToken(emulator, tenants.contoso, { scope: `${emulator.graphUrl}/.default` });
  token = textAt(answer.body, "access_token") ?? "";
  return () => emulator.close();
});

function graph(
  method: string,
  path: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Received> {
  return client.send(method, `${emulator.graphUrl}/v1.0${path}`, {
    token,
    headers,
    ...(body === undefined ? {} : { body }),
  });
}

function namesOf(received: Received): readonly unknown[] {
  return itemsOf(received).map((one) => one["displayName"]);
}

describe("Microsoft Graph", () => {
  it("has tokens of its own", async () => {
    expect((await client.send("GET", `${emulator.graphUrl}/v1.0/groups`)).status).toBe(401);
    expect((await client.send("GET", "/subscriptions?api-version=2022-12-01", { token })).status).toBe(401);
    expect((await graph("GET", "/groups")).status).toBe(200);
  });

  it("finds groups of the tenant by their names", async () => {
    expect(namesOf(await graph("GET", "/groups"))).toEqual(["sg-sql-readers", "sg-sql-writers", "sg-keyvault-users"]);
    const search = '/groups?$search="displayName:sql"';
    expect(namesOf(await graph("GET", search, undefined, { consistencylevel: "eventual" }))).toEqual([
      "sg-sql-readers",
      "sg-sql-writers",
    ]);
    expect((await graph("GET", search)).status).toBe(400);
    expect(namesOf(await graph("GET", "/groups?$filter=startswith(displayName,'sg-key')"))).toEqual([
      "sg-keyvault-users",
    ]);
  });

  it("shows, adds and removes the membership of a principal", async () => {
    expect(namesOf(await graph("GET", `/servicePrincipals/${principalId}/memberOf`))).toEqual([
      "sg-sql-readers",
      "sg-keyvault-users",
    ]);
    const reference = { "@odata.id": `${emulator.graphUrl}/v1.0/directoryObjects/${principalId}` };
    const members = `/groups/${entraGroups.sqlWriters}/members`;
    expect((await graph("POST", `${members}/$ref`, reference)).status).toBe(204);
    expect(emulator.control.groupMembers(entraGroups.sqlWriters)).toEqual([principalId]);
    expect((await graph("POST", `${members}/$ref`, reference)).status).toBe(400);
    expect(itemsOf(await graph("GET", members))).toMatchObject([{ id: principalId }]);
    expect((await graph("DELETE", `${members}/${principalId}/$ref`)).status).toBe(204);
    expect(emulator.control.groupMembers(entraGroups.sqlWriters)).toEqual([]);
  });

  it("does not show the groups of another tenant", async () => {
    expect((await graph("GET", `/groups/${entraGroups.fabrikamOrders}`)).status).toBe(404);
  });

  it("can forbid everything, as tenants do", async () => {
    emulator.control.setGraphAllowed(false);
    const received = await graph("GET", "/groups");
    expect(received.status).toBe(403);
    expect(errorOf(received)["code"]).toBe("Authorization_RequestDenied");
  });

  it("names the service principals in a group, also through groups in it, and no groups", async () => {
    await graph("POST", `/groups/${entraGroups.sqlWriters}/members/$ref`, {
      "@odata.id": `${emulator.graphUrl}/v1.0/directoryObjects/${entraGroups.sqlReaders}`,
    });
    const path = `/groups/${entraGroups.sqlWriters}/transitiveMembers/microsoft.graph.servicePrincipal`;
    expect(itemsOf(await graph("GET", path)).map(({ id }) => id)).toEqual([principalId]);
  });

  it("names what a principal may do in an API, and what the roles are called there", async () => {
    const { principalId: holder } = idsOf(identities.secrets);
    const [role] = itemsOf(await graph("GET", `/servicePrincipals/${holder}/appRoleAssignments`));
    expect(role).toMatchObject({ resourceDisplayName: "Microsoft Graph", appRoleId: graphRoles.readUsers.id });
    const api = await graph("GET", `/servicePrincipals/${String(role?.["resourceId"])}?$select=appRoles`);
    expect(api.body).toMatchObject({ appRoles: [graphRoles.readUsers] });
    expect((await graph("GET", "/servicePrincipals/nobody/appRoleAssignments")).status).toBe(404);
  });

  it("reports the last sign-in in its beta only, by client ID", async () => {
    const path = `/reports/servicePrincipalSignInActivities?$filter=appId eq '${idsOf(identities.secrets).clientId}'`;
    expect((await graph("GET", path)).status).toBe(400);
    const beta = await client.send("GET", `${emulator.graphUrl}/beta${path}`, { token });
    expect(itemsOf(beta)).toMatchObject([{ lastSignInActivity: { lastSignInDateTime: "2026-11-02T06:41:07Z" } }]);
    const all = await client.send("GET", `${emulator.graphUrl}/beta/reports/servicePrincipalSignInActivities`, {
      token,
    });
    expect(all.status).toBe(400);
  });
});
