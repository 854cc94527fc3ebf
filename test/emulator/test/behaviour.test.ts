import { beforeEach, describe, expect, it } from "vitest";
import { startEmulator, type Emulator } from "../src/emulator";
import { machines, scaleSets } from "../src/estate/contosoMachines";
import { groupId, groups } from "../src/estate/groupSeeds";
import { deletedIdentity, identities, idsOf } from "../src/estate/identitySeeds";
import { subscriptions } from "../src/estate/places";
import { objectAt, textAt, valueAt } from "../src/json";
import { errorOf, itemsOf, testClient, type Received, type TestClient } from "./testClient";

const version = "api-version=2024-07-01";
let emulator: Emulator;
let client: TestClient;
beforeEach(async () => {
  emulator = await startEmulator({ pageSize: 5 });
  client = await testClient(emulator);
  return () => emulator.close();
});

function get(id: string, apiVersion = "2024-07-01"): Promise<Received> {
  return client.send("GET", `${id}?api-version=${apiVersion}`);
}

function patch(id: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Received> {
  return client.send("PATCH", `${id}?${version}`, { body, headers });
}

async function allPages(path: string): Promise<readonly string[]> {
  const names: string[] = [];
  let next: string | undefined = path;
  while (next !== undefined) {
    const received: Received = await client.send("GET", next);
    expect(itemsOf(received).length).toBeLessThanOrEqual(5);
    names.push(...itemsOf(received).map((item) => String(item["name"])));
    next = textAt(received.body, "nextLink");
  }
  return names;
}

describe("lists", () => {
  it("come in pages whose links lead through all of them", async () => {
    const path = `/subscriptions/${subscriptions.production}/providers/Microsoft.Compute/virtualMachines?${version}`;
    const names = await allPages(path);
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeGreaterThan(20);
    expect(await allPages(path.replace("virtualMachines", "virtualMachineScaleSets"))).toHaveLength(7);
  });

  it("of a group hold that group only, whatever the casing", async () => {
    const path = `${groupId(groups.dev).toUpperCase()}/providers/Microsoft.Compute/virtualMachines?${version}`;
    const names = await allPages(path);
    expect(names).toContain("VM-Dev-Odd-01");
    expect(names).toHaveLength(10);
  });

  it("carry identities but no etags", async () => {
    const path = `/subscriptions/${subscriptions.production}/providers/Microsoft.Compute/virtualMachineScaleSets?${version}`;
    const [first] = itemsOf(await client.send("GET", path));
    expect(objectAt(first, "identity")).toBeDefined();
    expect(first).not.toHaveProperty("etag");
  });

  it("refuse a damaged token", async () => {
    const path = `/subscriptions/${subscriptions.production}/providers/Microsoft.Compute/virtualMachines?${version}&$skiptoken=zzz`;
    expect((await client.send("GET", path)).status).toBe(400);
  });
});

describe("etags", () => {
  it("are a quoted counter in body and header since 2023-09-01", async () => {
    const newer = await get(machines.plain, "2023-09-01");
    const older = await get(machines.plain, "2023-07-01");
    expect(newer).toMatchObject({ headers: { etag: '"1"' }, body: { etag: '"1"' } });
    expect(older.headers).not.toHaveProperty("etag");
    expect(older.body).not.toHaveProperty("etag");
  });

  it("stand last on a virtual machine, and between sku and properties on a scale set", async () => {
    const machine = await get(machines.both);
    const scaleSet = await get(scaleSets.webFrontend);
    expect(Object.keys(machine.body ?? {}).at(-1)).toBe("etag");
    expect(Object.keys(scaleSet.body ?? {})).toEqual([
      "name",
      "id",
      "type",
      "location",
      "tags",
      "identity",
      "sku",
      "etag",
      "properties",
    ]);
  });

  it("move on with a PATCH, already in its answer, and not again when the operation ends", async () => {
    const answer = await patch(machines.plain, { identity: { type: "SystemAssigned" } }, { "if-match": '"1"' });
    expect(answer).toMatchObject({ status: 200, headers: { etag: '"2"' }, body: { etag: '"2"' } });
    expect((await get(machines.plain)).body).toMatchObject({ etag: '"2"' });
  });

  it("catch a write by a third party", async () => {
    emulator.control.patchAsThirdParty(machines.plain, { tags: { owner: "somebody" } });
    const refused = await patch(machines.plain, { identity: { type: "SystemAssigned" } }, { "if-match": '"1"' });
    expect(refused.status).toBe(412);
    expect(emulator.control.resource(machines.plain)).toMatchObject({ tags: { owner: "somebody" } });
    expect(emulator.control.resource(machines.plain)).not.toHaveProperty("identity");
  });

  it("are not looked at by versions that have none", async () => {
    const answer = await client.send("PATCH", `${machines.plain}?api-version=2020-06-01`, {
      body: { identity: { type: "SystemAssigned" } },
      headers: { "if-match": '"9"' },
    });
    expect(answer.status).toBe(200);
  });
});

describe("long-running operations", () => {
  beforeEach(() => {
    emulator.control.setOperationDuration(60_000);
  });

  it("answer 200 with a long signed polling address, no Location and no Retry-After", async () => {
    const answer = await patch(machines.plain, { identity: { type: "SystemAssigned" } });
    const url = answer.headers["azure-asyncoperation"] ?? "";
    expect(answer.headers["azure-asyncnotification"]).toBe("Enabled");
    expect(answer.headers).not.toHaveProperty("location");
    expect(answer.headers).not.toHaveProperty("retry-after");
    expect(url.length).toBeGreaterThan(3000);
    expect(url).toContain("/providers/Microsoft.Compute/locations/westeurope/operations/");
    expect((await client.send("GET", url)).status).toBe(200);
    expect((await client.send("GET", url.slice(0, -60))).status).toBe(400);
    expect((await client.send("GET", url.replace(/&s=[^&]+/, ""))).status).toBe(400);
  });

  it("show the wanted identity at once, its ids when they end", async () => {
    const answer = await patch(machines.both, {
      identity: { type: "SystemAssigned, UserAssigned", userAssignedIdentities: { [identities.webApi]: {} } },
    });
    expect(objectAt(valueAt(answer.body, "identity", "userAssignedIdentities"), identities.webApi)).toEqual({});
    expect(valueAt(answer.body, "properties", "provisioningState")).toBe("Updating");
    const poll = await client.send("GET", answer.headers["azure-asyncoperation"] ?? "");
    expect(poll.body).toMatchObject({ status: "InProgress" });
    expect(poll.body).not.toHaveProperty("endTime");
    expect(valueAt((await get(machines.both)).body, "properties", "provisioningState")).toBe("Updating");

    emulator.control.finishOperations();
    const done = await client.send("GET", answer.headers["azure-asyncoperation"] ?? "");
    expect(done.body).toMatchObject({ status: "Succeeded", endTime: expect.any(String) as string });
    const after = await get(machines.both);
    expect(objectAt(valueAt(after.body, "identity", "userAssignedIdentities"), identities.webApi)).toEqual(
      idsOf(identities.webApi),
    );
    expect(valueAt(after.body, "properties", "provisioningState")).toBe("Succeeded");
  });

  it("can fail, with their error in the poll, and leave the identity as it was", async () => {
    const error = {
      code: "InternalResourceIdentityError",
      message: "There was a problem communicating with the identity service.",
    };
    emulator.control.inject({ method: "PATCH", path: /vm-etl-01/, failOperation: error });
    const answer = await patch(machines.both, { identity: { type: "None" } });
    expect(answer.status).toBe(200);
    emulator.control.finishOperations();
    const poll = await client.send("GET", answer.headers["azure-asyncoperation"] ?? "");
    expect(poll).toMatchObject({ status: 200, body: { status: "Failed", error } });
    const after = emulator.control.resource(machines.both);
    expect(after).toMatchObject({
      identity: { type: "SystemAssigned, UserAssigned" },
      properties: { provisioningState: "Failed" },
    });
  });

  it("that fail do not take back what somebody else wrote meanwhile", async () => {
    emulator.control.inject({
      method: "PATCH",
      path: /vm-etl-01/,
      failOperation: { code: "InternalExecutionError", message: "" },
    });
    await patch(machines.both, { identity: { type: "None" } });
    emulator.control.patchAsThirdParty(machines.both, { tags: { owner: "somebody" } });
    emulator.control.finishOperations();
    expect(emulator.control.resource(machines.both)).toMatchObject({
      tags: { owner: "somebody" },
      properties: { provisioningState: "Failed" },
    });
  });

  it("that delete answer 202 with both addresses, and take what lies below along", async () => {
    const answer = await client.send("DELETE", `${scaleSets.webFrontend}?${version}`);
    expect(answer.status).toBe(202);
    expect(answer.headers["location"]).toContain("monitor=true");
    expect((await client.send("GET", answer.headers["location"] ?? "")).status).toBe(202);
    emulator.control.finishOperations();
    expect((await client.send("GET", answer.headers["location"] ?? "")).status).toBe(200);
    expect((await get(scaleSets.webFrontend)).status).toBe(404);
    expect(emulator.control.resource(`${scaleSets.webFrontend}/virtualMachines/0`)).toBeUndefined();
    expect((await client.send("DELETE", `${scaleSets.webFrontend}?${version}`)).status).toBe(204);
  });

  it("upgrade the instances that lag behind", async () => {
    const instances = `${scaleSets.legacyAgents}/virtualMachines`;
    const lagging = itemsOf(await get(instances)).filter(
      (one) => valueAt(one, "properties", "latestModelApplied") === false,
    );
    expect(lagging.map((one) => one["instanceId"])).toEqual(["2"]);
    const answer = await client.send("POST", `${scaleSets.legacyAgents}/manualupgrade?${version}`, {
      body: { instanceIds: ["*"] },
    });
    expect(answer.status).toBe(202);
    emulator.control.finishOperations();
    const states = itemsOf(await get(instances)).map((one) => valueAt(one, "properties", "latestModelApplied"));
    expect(states).toEqual([true, true, true]);
  });
});

describe("identities", () => {
  it("keep the spelling with which they were assigned, and go under any other", async () => {
    const spelled = identities.webApi.replace("resourcegroups/rg-web-prod", "resourceGroups/RG-Web-Prod");
    await patch(machines.plain, {
      identity: { type: "UserAssigned", userAssignedIdentities: { [spelled]: {}, [identities.telemetry]: {} } },
    });
    expect(
      Object.keys(objectAt(valueAt((await get(machines.plain)).body, "identity"), "userAssignedIdentities") ?? {}),
    ).toEqual([spelled, identities.telemetry]);
    await patch(machines.plain, {
      identity: { type: "UserAssigned", userAssignedIdentities: { [identities.webApi.toLowerCase()]: null } },
    });
    expect(
      Object.keys(objectAt(valueAt((await get(machines.plain)).body, "identity"), "userAssignedIdentities") ?? {}),
    ).toEqual([identities.telemetry]);
  });

  it("that are gone stay listed, can be removed, and cannot be assigned again", async () => {
    const before = await get(machines.deadReference);
    expect(objectAt(valueAt(before.body, "identity", "userAssignedIdentities"), deletedIdentity)).toEqual(
      idsOf(deletedIdentity),
    );
    const identity = { type: "UserAssigned", userAssignedIdentities: { [deletedIdentity]: null } };
    expect((await patch(machines.deadReference, { identity })).status).toBe(200);
    expect(
      (
        await patch(machines.deadReference, {
          identity: { type: "UserAssigned", userAssignedIdentities: { [deletedIdentity]: {} } },
        })
      ).status,
    ).toBe(400);
  });

  it("made again under the same name have another principal, while machines show the old one", async () => {
    const url = `${identities.webFrontend}?api-version=2024-11-30`;
    const machine = machines.plain.replace("vm-web-bastion", "vm-web-cache-01");
    expect((await client.send("DELETE", url)).status).toBe(200);
    expect((await client.send("DELETE", url)).status).toBe(204);
    const made = await client.send("PUT", url, { body: { location: "westeurope" } });
    expect(made).toMatchObject({ status: 201, headers: { location: identities.webFrontend } });
    const shown = objectAt(
      valueAt((await get(machine)).body, "identity", "userAssignedIdentities"),
      identities.webFrontend,
    );
    expect(shown).toEqual(idsOf(identities.webFrontend));
    expect(valueAt(made.body, "properties", "principalId")).not.toBe(shown?.["principalId"]);
  });

  it("of a Flexible scale set are references only", async () => {
    expect(valueAt((await get(scaleSets.batchWorkers)).body, "identity", "userAssignedIdentities")).toEqual({
      [identities.batch]: {},
      [identities.telemetry]: {},
    });
  });

  it("enabled again after they were disabled have another principal", async () => {
    const first = valueAt((await get(machines.systemOnly)).body, "identity", "principalId");
    await patch(machines.systemOnly, { identity: { type: "None" } });
    await patch(machines.systemOnly, { identity: { type: "SystemAssigned" } });
    const second = valueAt((await get(machines.systemOnly)).body, "identity", "principalId");
    expect(second).toEqual(expect.any(String));
    expect(second).not.toBe(first);
  });
});

describe("federated credentials", () => {
  const path = `${identities.deployment}/federatedIdentityCredentials`;
  const wanted = {
    properties: { issuer: "https://issuer.example", subject: "s1", audiences: ["api://AzureADTokenExchange"] },
  };

  it("are made, replaced, listed and removed", async () => {
    expect(itemsOf(await get(path, "2023-01-31")).map((one) => one["name"])).toEqual([
      "github-main",
      "github-production",
    ]);
    const url = `${path}/other-issuer?api-version=2023-01-31`;
    expect((await client.send("PUT", url, { body: wanted })).status).toBe(201);
    expect((await client.send("PUT", url, { body: wanted })).status).toBe(200);
    expect((await client.send("PUT", url.replace("other", "another"), { body: wanted })).status).toBe(409);
    expect((await client.send("DELETE", url)).status).toBe(200);
    expect((await client.send("DELETE", url)).status).toBe(204);
  });

  it("are twenty at most", async () => {
    const answers = await Promise.all(
      Array.from({ length: 19 }, (_, index) =>
        client.send("PUT", `${path}/many-${index}?api-version=2023-01-31`, {
          body: { properties: { ...wanted.properties, subject: `many ${index}` } },
        }),
      ),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(18);
    expect(answers.filter(({ status }) => status === 400)).toHaveLength(1);
  });
});

describe("requests that are not as they should be", () => {
  it("have to name an API version", async () => {
    expect(errorOf(await client.send("GET", machines.plain))["code"]).toBe("MissingApiVersionParameter");
    expect(errorOf(await client.send("GET", `${machines.plain}?api-version=latest`))["code"]).toBe(
      "InvalidApiVersionParameter",
    );
  });

  it("have to be JSON", async () => {
    const received = await client.send("PATCH", `${machines.plain}?${version}`, { body: "{broken" });
    expect(received.status).toBe(400);
    expect(errorOf(received)["code"]).toBe("InvalidRequestContent");
  });

  it("may hold a stray percent sign", async () => {
    expect(
      (await client.send("GET", `${machines.plain.replace("vm-web-bastion", "50%25%zz")}?${version}`)).status,
    ).toBe(404);
    expect((await client.send("GET", `${machines.plain.replace(groups.web.group, "%zz")}?${version}`)).status).toBe(
      404,
    );
  });

  it("for things that are not served are refused", async () => {
    expect((await get("/subscriptions/../etc/passwd")).status).toBe(404);
    expect((await client.send("POST", `${machines.plain}?${version}`, { body: {} })).status).toBe(405);
  });
});
