import { beforeEach, describe, expect, it } from "vitest";
import { startEmulator, type Emulator } from "../src/emulator";
import { machines, scaleSets } from "../src/estate/contosoMachines";
import { fabrikamVms } from "../src/estate/fabrikamMachines";
import { groupId, groups } from "../src/estate/groupSeeds";
import { deletedIdentity, identities, idsOf } from "../src/estate/identitySeeds";
import { subscriptions, tenants } from "../src/estate/places";
import { textAt, type JsonObject } from "../src/json";
import { recordedList } from "./recordings";
import { errorOf, testClient, type Received, type TestClient } from "./testClient";

const catalog = recordedList("errors-catalog.json");
const version = "api-version=2024-07-01";
let emulator: Emulator;
let client: TestClient;
beforeEach(async () => {
  emulator = await startEmulator();
  client = await testClient(emulator);
  return () => emulator.close();
});

/** The statuses that Azure refuses with (docs/azure-behaviour.md#errors). */
const STATUS: Readonly<Record<string, number>> = {
  FailedIdentityOperation: 400,
  LinkedAuthorizationFailed: 403,
  LinkedInvalidPropertyId: 400,
  InvalidParameter: 400,
  MissingIdentityIds: 400,
  InvalidIdentityValues: 400,
  PreconditionFailed: 412,
  Conflict: 409,
  ScopeLocked: 409,
  AuthorizationFailed: 403,
  ResourceNotFound: 404,
  ResourceGroupNotFound: 404,
  SubscriptionNotFound: 404,
  RoleAssignmentExists: 409,
  RoleAssignmentUpdateNotPermitted: 400,
};

/**
 * Whether an answer is a refusal with a code and words of Azure. Where the catalogue of recorded errors is at hand, it has to be the text
 * of its entry too, whatever stands where that has `{...}`.
 */
function expectRefusal(received: Received, code: string, fragment: string, status = STATUS[code]): void {
  expect(received.status).toBe(status);
  expect(errorOf(received)["code"]).toBe(code);
  const message = textAt(errorOf(received), "message");
  expect(message).toContain(fragment);
  if (catalog !== undefined) {
    const entry = catalog.find((one) => one["code"] === code && String(one["message"]).includes(fragment));
    expect(entry, `catalogue entry ${code} "${fragment}"`).toBeDefined();
    expect(entry?.["status"]).toBe(status);
    expect(message).toMatch(patternOf(entry ?? {}));
  }
}

function patternOf(entry: JsonObject): RegExp {
  const placeholder = entry["literal_braces"] === true ? /\{value\}/ : /\[,\{\w+\}\]|\{\w+\}/;
  const literal = String(entry["message"])
    .split(placeholder)
    .map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${literal.join(".*")}$`);
}

function patch(
  id: string,
  identity: unknown,
  sent: { headers?: Record<string, string>; apiVersion?: string } = {},
): Promise<Received> {
  const { apiVersion = "2024-07-01", headers = {} } = sent;
  return client.send("PATCH", `${id}?api-version=${apiVersion}`, { body: { identity }, headers });
}

function assign(...ids: readonly string[]): JsonObject {
  return { type: "UserAssigned", userAssignedIdentities: Object.fromEntries(ids.map((id) => [id, {}])) };
}

function putAssignment(scope: string, name: string, principalId: string, role: string): Promise<Received> {
  const path = `${scope}/providers/Microsoft.Authorization/roleAssignments/${name}?api-version=2022-04-01`;
  const roleDefinitionId = `/subscriptions/${subscriptions.production}/providers/Microsoft.Authorization/roleDefinitions/${role}`;
  return client.send("PUT", path, {
    body: { properties: { principalId, roleDefinitionId, principalType: "ServicePrincipal" } },
  });
}

const reader = "acdd72a7-3385-48ef-bd42-f606fba81ae7";
const guid = "0b5e2a54-7f3c-4a3e-9a52-3b7b0e9a1c01";

describe("refusals in Azure's words", () => {
  it("an identity that does not exist, and nothing of the PATCH is done", async () => {
    const missing = identities.webApi.replace("id-web-api", "id-never-made");
    const received = await patch(machines.plain, assign(identities.webApi, missing));
    expectRefusal(received, "FailedIdentityOperation", "Identity operation for resource");
    expect(errorOf(received)["message"]).toContain(`'${machines.plain}'`);
    expect(errorOf(received)["message"]).toContain(`'${missing}'`);
    expect(emulator.control.resource(machines.plain)?.["identity"]).toBeUndefined();
  });

  it("an identity that the caller must not assign", async () => {
    emulator.control.setRoles([
      { scope: groupId(groups.web), roleName: "Virtual Machine Contributor" },
      { scope: identities.webApi, roleName: "Managed Identity Operator" },
    ]);
    const received = await patch(machines.plain, assign(identities.webApi, identities.sqlBackup, identities.telemetry));
    expectRefusal(received, "LinkedAuthorizationFailed", "assign/action");
    expect(errorOf(received)["message"]).toContain(`'${identities.sqlBackup},${identities.telemetry}'`);
    expect((await patch(machines.plain, assign(identities.webApi))).status).toBe(200);
  });

  it("a deleted identity, where rights are bound to a resource group", async () => {
    emulator.control.setRoles([{ scope: groupId(groups.web), roleName: "Contributor" }]);
    expectRefusal(await patch(machines.plain, assign(deletedIdentity)), "LinkedAuthorizationFailed", "assign/action");
  });

  it("an identity of another tenant", async () => {
    const received = await patch(machines.plain, assign(identities.fabrikamOrders));
    expectRefusal(received, "LinkedAuthorizationFailed", "is not authorized to access linked subscription");
    expect(errorOf(received)["message"]).toContain(subscriptions.fabrikamProduction);
  });

  it("a key that is no resource id", async () => {
    expectRefusal(await patch(machines.plain, assign("id-web-api")), "LinkedInvalidPropertyId", "Property id");
  });

  it("ids beside the type SystemAssigned in the array shape", async () => {
    const received = await patch(
      machines.plain,
      { type: "SystemAssigned", identityIds: [identities.webApi] },
      { apiVersion: "2017-12-01" },
    );
    expectRefusal(received, "InvalidParameter", "should not be provided");
    expect(errorOf(received)["target"]).toBe("resourceIdentity.identityIds");
  });

  it("the array in a version that has the dictionary", async () => {
    const received = await patch(
      machines.plain,
      { type: "UserAssigned", identityIds: [identities.webApi] },
      { apiVersion: "2018-06-01" },
    );
    expectRefusal(received, "InvalidParameter", "identityIds is deprecated");
  });

  it("the system-assigned identity of a Flexible scale set", async () => {
    const received = await patch(scaleSets.batchWorkers, { type: "SystemAssigned, UserAssigned" });
    expectRefusal(received, "InvalidParameter", "Allowed values are: UserAssigned, None");
    expect((await patch(scaleSets.batchWorkers, assign(identities.webApi))).status).toBe(200);
  });

  it("user-assigned without ids", async () => {
    expectRefusal(await patch(machines.plain, { type: "UserAssigned" }), "MissingIdentityIds", "must not be null");
  });

  it("a value that echoes what the resource does not have", async () => {
    const received = await patch(machines.plain, {
      type: "UserAssigned",
      userAssignedIdentities: { [identities.webApi]: idsOf(identities.webApi) },
    });
    expectRefusal(received, "InvalidIdentityValues", "Invalid value for the identities");
  });

  it("an If-Match that names another state", async () => {
    const received = await patch(scaleSets.webApi, { type: "None" }, { headers: { "if-match": '"7"' } });
    expectRefusal(received, "PreconditionFailed", "Etag provided");
    expect(errorOf(received)["message"]).toBe(
      'Etag provided in if-match header "7" does not match etag "1" of resource.',
    );
  });

  it("a write while another one runs", async () => {
    emulator.control.setOperationDuration(60_000);
    emulator.control.setOverlappingWrites("conflict");
    expect((await patch(machines.plain, { type: "SystemAssigned" })).status).toBe(200);
    expectRefusal(await patch(machines.plain, { type: "None" }), "Conflict", "conflict with a concurrent request");
  });

  it("an operation that a newer one displaces", async () => {
    emulator.control.setOperationDuration(60_000);
    emulator.control.setOverlappingWrites("preempt");
    const first = await patch(machines.plain, { type: "SystemAssigned" });
    await patch(machines.plain, { type: "None" });
    const poll = await client.send("GET", first.headers["azure-asyncoperation"] ?? "");
    const message = "Operation execution has been preempted by a more recent operation.";
    expect(poll).toMatchObject({
      status: 200,
      body: { status: "Canceled", error: { code: "OperationPreempted", message } },
    });
    const entry = catalog?.find((one) => one["code"] === "OperationPreempted");
    expect(catalog === undefined ? message : entry?.["message"]).toBe(message);
  });

  it("a resource that is being deleted", async () => {
    emulator.control.setOperationDuration(60_000);
    await client.send("DELETE", `${scaleSets.webCanary}?${version}`);
    expectRefusal(
      await patch(scaleSets.webCanary, { type: "None" }),
      "OperationNotAllowed",
      "marked for deletion",
      409,
    );
  });

  it("a locked resource group", async () => {
    const received = await patch(machines.locked, { type: "None" });
    expectRefusal(received, "ScopeLocked", "cannot perform write operation");
    expect(errorOf(received)["message"]).toContain(`locked: '${groupId(groups.payments)}'`);
  });

  it("a missing right", async () => {
    emulator.control.setRoles([{ scope: `/subscriptions/${subscriptions.production}`, roleName: "Reader" }]);
    const received = await patch(machines.plain, { type: "SystemAssigned" });
    expectRefusal(received, "AuthorizationFailed", "does not have authorization");
    expect(errorOf(received)["message"]).toContain("'Microsoft.Compute/virtualMachines/write'");
    expect(errorOf(received)["message"]).toContain(`over scope '${machines.plain}'`);
  });

  it("too many updates of one machine", async () => {
    emulator.control.setThrottling(true);
    for (let update = 0; update < 12; update += 1) {
      expect((await patch(machines.plain, { type: "SystemAssigned" })).status).toBe(200);
    }
    const received = await patch(machines.plain, { type: "SystemAssigned" });
    expectRefusal(received, "OperationNotAllowed", "too many requests", 429);
    expect(Number(received.headers["retry-after"])).toBeGreaterThan(0);
    expect(errorOf(received)).toMatchObject({
      details: [{ code: "TooManyRequests", target: "UpdateVMResource" }],
      innerError: { internalErrorCode: "TooManyRequestsReceived" },
    });
    expect((await patch(machines.systemOnly, { type: "SystemAssigned" })).status).toBe(200);
  });

  it("too many writes in a subscription", async () => {
    emulator.control.setThrottling(true);
    const url = `${groupId(groups.web)}?api-version=2021-04-01`;
    const answers = await Promise.all(
      Array.from({ length: 300 }, () => client.send("PUT", url, { body: { location: "westeurope" } })),
    );
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(0);
    for (const one of refused.slice(0, 1)) {
      expect(errorOf(one)["code"]).toBe("SubscriptionRequestsThrottled");
      expect(textAt(errorOf(one), "message")).toMatch(
        /^Number of 'write' requests for subscription '.+' actor '.+' exceeded\. Please try again after '\d+' seconds\.$/,
      );
    }
  });

  it("a machine, a group, a subscription that is not there", async () => {
    const absent = machines.plain.replace("vm-web-bastion", "vm-absent");
    expectRefusal(await client.send("GET", `${absent}?${version}`), "ResourceNotFound", "The Resource");
    const elsewhere = machines.plain.replace(groups.web.group, "rg-absent");
    expectRefusal(await client.send("GET", `${elsewhere}?${version}`), "ResourceGroupNotFound", "Resource group");
    const nowhere = machines.plain.replace(subscriptions.production, guid);
    expectRefusal(await client.send("GET", `${nowhere}?${version}`), "SubscriptionNotFound", "The subscription");
  });

  it("role assignments: the same twice, and another principal under the same name", async () => {
    const { principalId } = idsOf(identities.webApi);
    expect((await putAssignment(groupId(groups.web), guid, principalId, reader)).status).toBe(201);
    const twin = await putAssignment(groupId(groups.web), guid.replace("01", "02"), principalId, reader);
    expectRefusal(twin, "RoleAssignmentExists", "already exists");
    const other = await putAssignment(groupId(groups.web), guid, idsOf(identities.sqlBackup).principalId, reader);
    expectRefusal(other, "RoleAssignmentUpdateNotPermitted", "not allowed to be updated");
  });
});

describe("refusals that are about the token", () => {
  it("say that a subscription belongs to another tenant", async () => {
    const received = await client.send("GET", `${fabrikamVms.orders}?${version}`);
    expect(received.status).toBe(401);
    expect(errorOf(received)["code"]).toBe("InvalidAuthenticationTokenTenant");
    expect(errorOf(received)["message"]).toContain(`https://sts.windows.net/${tenants.fabrikam}/`);
  });
});
