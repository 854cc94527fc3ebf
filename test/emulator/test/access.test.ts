import { beforeEach, describe, expect, it } from "vitest";
import { startEmulator, type Emulator } from "../src/emulator";
import { orphanedAssignment } from "../src/estate/accessSeeds";
import { machines } from "../src/estate/contosoMachines";
import { groupId, groups } from "../src/estate/groupSeeds";
import { deletedIdentity, identities, idsOf } from "../src/estate/identitySeeds";
import { subscriptions, tenants } from "../src/estate/places";
import { valueAt } from "../src/json";
import { errorOf, itemsOf, testClient, type Received, type TestClient } from "./testClient";

const reader = "acdd72a7-3385-48ef-bd42-f606fba81ae7";
const subscription = `/subscriptions/${subscriptions.production}`;
const authorization = "providers/Microsoft.Authorization";
let emulator: Emulator;
let client: TestClient;
beforeEach(async () => {
  emulator = await startEmulator();
  client = await testClient(emulator);
  return () => emulator.close();
});

function assign(
  principalId: unknown,
  more: Readonly<Record<string, string>> = {},
  name = "0b5e2a54-7f3c-4a3e-9a52-3b7b0e9a1c01",
): Promise<Received> {
  const roleDefinitionId = `${subscription}/${authorization}/roleDefinitions/${reader}`;
  return client.send("PUT", `${groupId(groups.web)}/${authorization}/roleAssignments/${name}?api-version=2022-04-01`, {
    body: { properties: { principalId, roleDefinitionId, ...more } },
  });
}

async function assignments(scope: string, filter: string): Promise<readonly unknown[]> {
  const received = await client.send(
    "GET",
    `${scope}/${authorization}/roleAssignments?$filter=${filter}&api-version=2022-04-01`,
  );
  return itemsOf(received).map((one) => valueAt(one, "properties", "scope"));
}

async function freshPrincipal(): Promise<unknown> {
  const id = identities.webApi.replace("id-web-api", "id-fresh");
  const made = await client.send("PUT", `${id}?api-version=2023-01-31`, { body: { location: "westeurope" } });
  return valueAt(made.body, "properties", "principalId");
}

describe("a role for a principal that came into being just now", () => {
  it("is refused until the directory knows it", async () => {
    const principalId = await freshPrincipal();
    const answers = [await assign(principalId), await assign(principalId), await assign(principalId)];
    expect(answers.map(({ status }) => status)).toEqual([400, 400, 201]);
    const message = `Principal ${String(principalId).replaceAll("-", "")} does not exist in the directory ${tenants.contoso}.`;
    expect(answers[0]?.body).toEqual({ error: { code: "PrincipalNotFound", message } });
  });

  it("is accepted at once where its type is named, unless asked otherwise", async () => {
    const principalType = "ServicePrincipal";
    expect((await assign(await freshPrincipal(), { principalType })).status).toBe(201);
    emulator.control.setReplication({ tries: 1, skippedByPrincipalType: false });
    await client.send("DELETE", `${identities.webApi.replace("id-web-api", "id-fresh")}?api-version=2023-01-31`);
    const principalId = await freshPrincipal();
    const name = "0b5e2a54-7f3c-4a3e-9a52-3b7b0e9a1c02";
    expect((await assign(principalId, { principalType }, name)).status).toBe(400);
    expect((await assign(principalId, { principalType }, name)).status).toBe(201);
  });

  it("is refused for good where the principal is gone", async () => {
    const { principalId } = idsOf(deletedIdentity);
    for (let attempt = 0; attempt < 4; attempt += 1) {
      expect(errorOf(await assign(principalId))["code"]).toBe("PrincipalNotFound");
    }
  });
});

describe("role assignments", () => {
  it("are found by principal, above and below a scope, or at a scope only", async () => {
    const { principalId } = idsOf(identities.webApi);
    await assign(principalId);
    expect(await assignments(subscription, `principalId eq '${principalId}'`)).toEqual([groupId(groups.web)]);
    expect(await assignments(machines.plain, `assignedTo('${principalId}')`)).toEqual([groupId(groups.web)]);
    expect(await assignments(subscription, "atScope()")).toEqual([subscription]);
    expect(await assignments(groupId(groups.web), "atScope()")).toEqual([subscription, groupId(groups.web)]);
  });

  it("of the estate include one whose principal is gone", async () => {
    const filter = `principalId eq '${idsOf(deletedIdentity).principalId}'`;
    const received = await client.send(
      "GET",
      `${subscription}/${authorization}/roleAssignments?$filter=${filter}&api-version=2022-04-01`,
    );
    expect(itemsOf(received)).toMatchObject([
      { id: orphanedAssignment.id, properties: { scope: groupId(groups.data) } },
    ]);
  });

  it("outlive their principal", async () => {
    const { principalId } = idsOf(identities.webApi);
    await assign(principalId);
    await client.send("DELETE", `${identities.webApi}?api-version=2023-01-31`);
    expect(await assignments(subscription, `principalId eq '${principalId}'`)).toEqual([groupId(groups.web)]);
  });
});

describe("the caller's rights", () => {
  it("are Owner of everything at the start", async () => {
    const received = await client.send("GET", `${machines.plain}/${authorization}/permissions?api-version=2022-04-01`);
    expect(itemsOf(received)).toMatchObject([{ actions: ["*"], notActions: [] }]);
  });

  it("follow the role assignments at the scope and above", async () => {
    emulator.control.setRoles([
      { scope: subscription, roleName: "Reader" },
      { scope: machines.plain, roleName: "Virtual Machine Contributor" },
    ]);
    const url = (id: string): string => `${id}/${authorization}/permissions?api-version=2022-04-01`;
    expect(itemsOf(await client.send("GET", url(machines.plain)))).toHaveLength(2);
    expect(itemsOf(await client.send("GET", url(machines.systemOnly)))).toHaveLength(1);
    const body = { identity: { type: "SystemAssigned" } };
    expect((await client.send("PATCH", `${machines.plain}?api-version=2024-07-01`, { body })).status).toBe(200);
    expect((await client.send("PATCH", `${machines.systemOnly}?api-version=2024-07-01`, { body })).status).toBe(403);
  });

  it("decide which subscriptions are seen at all", async () => {
    emulator.control.setRoles([{ scope: machines.plain, roleName: "Reader" }]);
    const seen = itemsOf(await client.send("GET", "/subscriptions?api-version=2022-12-01"));
    expect(seen.map((one) => one["displayName"])).toEqual(["Contoso Production"]);
  });

  it("of a Contributor do not include giving roles", async () => {
    emulator.control.setRoles([{ scope: subscription, roleName: "Contributor" }]);
    const received = await assign(idsOf(identities.webApi).principalId);
    expect(received.status).toBe(403);
    expect(errorOf(received)["message"]).toContain("'Microsoft.Authorization/roleAssignments/write'");
  });
});

describe("locks", () => {
  const lock = `${groupId(groups.web)}/${authorization}/locks/keep?api-version=2020-05-01`;
  const machine = `${machines.plain}?api-version=2024-07-01`;

  it("of the estate are listed at the group and for what is in it", async () => {
    const scopes = [groupId(groups.payments), machines.locked];
    for (const scope of scopes) {
      const received = await client.send("GET", `${scope}/${authorization}/locks?api-version=2020-05-01`);
      const id = `${groupId(groups.payments)}/${authorization}/locks/audit-freeze`;
      expect(itemsOf(received)).toMatchObject([{ id, properties: { level: "ReadOnly" } }]);
    }
  });

  it("against deletion let writes pass", async () => {
    expect((await client.send("PUT", lock, { body: { properties: { level: "CanNotDelete" } } })).status).toBe(201);
    expect((await client.send("PUT", lock, { body: { properties: { level: "CanNotDelete" } } })).status).toBe(200);
    expect((await client.send("PATCH", machine, { body: { identity: { type: "SystemAssigned" } } })).status).toBe(200);
    const refused = await client.send("DELETE", machine);
    expect(refused.status).toBe(409);
    expect(errorOf(refused)["message"]).toContain("cannot perform delete operation");
  });

  it("against writing can be taken away, and then writing works", async () => {
    await client.send("PUT", lock, { body: { properties: { level: "ReadOnly" } } });
    expect((await client.send("PATCH", machine, { body: { tags: {} } })).status).toBe(409);
    expect((await client.send("DELETE", lock)).status).toBe(200);
    expect((await client.send("PATCH", machine, { body: { tags: {} } })).status).toBe(200);
  });
});
