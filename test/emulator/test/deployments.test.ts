import { beforeEach, describe, expect, it } from "vitest";
import { startEmulator, type Emulator } from "../src/emulator";
import { groupId, groups } from "../src/estate/groupSeeds";
import { identities } from "../src/estate/identitySeeds";
import { textAt, valueAt, type JsonObject } from "../src/json";
import { errorOf, itemsOf, testClient, type Received, type TestClient } from "./testClient";

const version = "api-version=2022-09-01";
const deployment = `${groupId(groups.web)}/providers/Microsoft.Resources/deployments/new-machine`;
const compute = `${groupId(groups.web)}/providers/Microsoft.Compute`;
let emulator: Emulator;
let client: TestClient;
beforeEach(async () => {
  emulator = await startEmulator();
  client = await testClient(emulator);
  return () => emulator.close();
});

const reader = "acdd72a7-3385-48ef-bd42-f606fba81ae7";

/** A virtual machine with its network, an identity of its own, and a role for the system-assigned one. */
const template: JsonObject = {
  $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  contentVersion: "1.0.0.0",
  parameters: {
    name: { type: "string" },
    location: { type: "string", defaultValue: "[resourceGroup().location]" },
    adminPassword: { type: "secureString" },
    shared: { type: "string" },
  },
  variables: { nic: "[format('{0}-nic', parameters('name'))]", identity: "[concat('id-', parameters('name'))]" },
  resources: [
    {
      type: "Microsoft.Authorization/roleAssignments",
      apiVersion: "2022-04-01",
      name: "[guid(resourceGroup().id, parameters('name'))]",
      dependsOn: ["[resourceId('Microsoft.Compute/virtualMachines', parameters('name'))]"],
      properties: {
        roleDefinitionId: `[subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '${reader}')]`,
        principalId:
          "[reference(resourceId('Microsoft.Compute/virtualMachines', parameters('name')), '2024-07-01', 'Full').identity.principalId]",
        principalType: "ServicePrincipal",
      },
    },
    {
      type: "Microsoft.Compute/virtualMachines",
      apiVersion: "2024-07-01",
      name: "[parameters('name')]",
      location: "[parameters('location')]",
      dependsOn: [
        "[variables('nic')]",
        "[resourceId('Microsoft.ManagedIdentity/userAssignedIdentities', variables('identity'))]",
      ],
      identity: {
        type: "SystemAssigned, UserAssigned",
        userAssignedIdentities: {
          "[resourceId('Microsoft.ManagedIdentity/userAssignedIdentities', variables('identity'))]": {},
          "[parameters('shared')]": {},
        },
      },
      properties: {
        hardwareProfile: { vmSize: "Standard_B2s" },
        osProfile: {
          computerName: "[parameters('name')]",
          adminUsername: "azureadmin",
          adminPassword: "[parameters('adminPassword')]",
        },
        networkProfile: {
          networkInterfaces: [{ id: "[resourceId('Microsoft.Network/networkInterfaces', variables('nic'))]" }],
        },
      },
    },
    {
      type: "Microsoft.ManagedIdentity/userAssignedIdentities",
      apiVersion: "2023-01-31",
      name: "[variables('identity')]",
      location: "[parameters('location')]",
    },
    {
      type: "Microsoft.Network/networkInterfaces",
      apiVersion: "2023-09-01",
      name: "[variables('nic')]",
      location: "[parameters('location')]",
      properties: {},
    },
    {
      condition: false,
      type: "Microsoft.Network/publicIPAddresses",
      apiVersion: "2023-09-01",
      name: "unwanted",
      location: "westeurope",
    },
  ],
  outputs: {
    machine: { type: "string", value: "[resourceId('Microsoft.Compute/virtualMachines', parameters('name'))]" },
  },
};

function request(changes: Readonly<Record<string, string>> = {}, of: JsonObject = template): { body: JsonObject } {
  const values = { name: "vm-made", adminPassword: "not-to-be-seen", shared: identities.telemetry, ...changes };
  const parameters = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value }]));
  return { body: { properties: { mode: "Incremental", template: of, parameters } } };
}

function put(changes: Readonly<Record<string, string>> = {}): Promise<Received> {
  return client.send("PUT", `${deployment}?${version}`, request(changes));
}

function get(path: string): Promise<Received> {
  return client.send("GET", `${path}?${version}`);
}

describe("a deployment", () => {
  it("makes what its template asks for, each after what it depends on", async () => {
    emulator.control.setOperationDuration(60_000);
    const answer = await put();
    const poll = answer.headers["azure-asyncoperation"] ?? "";
    expect(answer).toMatchObject({ status: 201, body: { properties: { provisioningState: "Running" } } });
    expect((await client.send("GET", poll)).body).toEqual({ status: "Running" });
    expect(emulator.control.resource(`${compute}/virtualMachines/vm-made`)).toBeUndefined();
    const running = itemsOf(await get(`${deployment}/operations`)).map((one) =>
      valueAt(one, "properties", "provisioningState"),
    );
    expect(running).toEqual(["Running", "Running", "Running", "Running"]);

    emulator.control.finishOperations();
    expect((await client.send("GET", poll)).body).toEqual({ status: "Succeeded" });
    const machine = emulator.control.resource(`${compute}/virtualMachines/vm-made`);
    expect(machine).toMatchObject({
      location: "westeurope",
      identity: { type: "SystemAssigned, UserAssigned" },
      properties: { provisioningState: "Succeeded" },
    });
    expect(Object.values((valueAt(machine, "identity", "userAssignedIdentities") ?? {}) as JsonObject)).toEqual([
      { principalId: expect.any(String) as string, clientId: expect.any(String) as string },
      { principalId: expect.any(String) as string, clientId: expect.any(String) as string },
    ]);
    const filter = `$filter=principalId eq '${String(valueAt(machine, "identity", "principalId"))}'`;
    const roles = await client.send(
      "GET",
      `${groupId(groups.web)}/providers/Microsoft.Authorization/roleAssignments?${filter}&api-version=2022-04-01`,
    );
    expect(itemsOf(roles)).toHaveLength(1);
    const done = await get(deployment);
    expect(valueAt(done.body, "properties", "outputs", "machine", "value")).toBe(`${compute}/virtualMachines/vm-made`);
    expect((await get(`${groupId(groups.web)}/providers/Microsoft.Network/networkInterfaces/vm-made-nic`)).status).toBe(
      200,
    );
  });

  it("never shows secure parameters and passwords again", async () => {
    await put();
    const shown = [
      await get(deployment),
      await client.send("GET", `${compute}/virtualMachines/vm-made?api-version=2024-07-01`),
    ];
    expect(shown.map(({ status }) => status)).toEqual([200, 200]);
    expect(JSON.stringify(shown)).not.toContain("not-to-be-seen");
  });

  it("ends as Failed, with the cause, where a resource is refused", async () => {
    const missing = identities.telemetry.replace("id-telemetry", "id-never-made");
    const answer = await put({ shared: missing });
    const poll = await client.send("GET", answer.headers["azure-asyncoperation"] ?? "");
    expect(poll.body).toMatchObject({
      status: "Failed",
      error: { code: "DeploymentFailed", details: [{ code: "FailedIdentityOperation" }] },
    });
    const states = itemsOf(await get(`${deployment}/operations`)).map((one) =>
      valueAt(one, "properties", "provisioningState"),
    );
    expect(states).toContain("Failed");
    expect(emulator.control.resource(`${compute}/virtualMachines/vm-made`)).toBeUndefined();
  });

  it("can be cancelled while it runs, and then makes nothing", async () => {
    emulator.control.setOperationDuration(60_000);
    await put();
    expect((await client.send("POST", `${deployment}/cancel?${version}`)).status).toBe(204);
    emulator.control.finishOperations();
    expect((await get(deployment)).body).toMatchObject({ properties: { provisioningState: "Canceled" } });
    expect(emulator.control.resource(`${compute}/virtualMachines/vm-made`)).toBeUndefined();
    expect((await client.send("POST", `${deployment}/cancel?${version}`)).status).toBe(409);
  });

  it("is refused before anything is done where a right is missing", async () => {
    emulator.control.setRoles([{ scope: groupId(groups.web), roleName: "Contributor" }]);
    const answer = await put();
    expect(answer.status).toBe(403);
    expect(errorOf(answer)["message"]).toContain("Microsoft.Authorization/roleAssignments/write");
    expect(emulator.control.resource(deployment)).toBeUndefined();
  });

  it("makes a Uniform scale set with its instances", async () => {
    const scaleSet = {
      type: "Microsoft.Compute/virtualMachineScaleSets",
      apiVersion: "2024-07-01",
      name: "vmss-made",
      location: "westeurope",
      sku: { name: "Standard_B2s", tier: "Standard", capacity: 2 },
      identity: { type: "SystemAssigned" },
      properties: { orchestrationMode: "Uniform", upgradePolicy: { mode: "Manual" }, virtualMachineProfile: {} },
    };
    const body = { properties: { mode: "Incremental", template: { resources: [scaleSet] } } };
    await client.send("PUT", `${deployment}?${version}`, { body });
    const id = `${compute}/virtualMachineScaleSets/vmss-made`;
    expect(textAt((await client.send("GET", `${id}?api-version=2024-07-01`)).body, "name")).toBe("vmss-made");
    expect(itemsOf(await client.send("GET", `${id}/virtualMachines?api-version=2024-07-01`))).toHaveLength(2);
  });
});

describe("what-if and validation", () => {
  it("say what would be made and changed, and make nothing", async () => {
    const answer = await client.send("POST", `${deployment}/whatIf?${version}`, request());
    expect(answer.status).toBe(202);
    const result = await client.send("GET", answer.headers["location"] ?? "");
    const changes = valueAt(result.body, "properties", "changes");
    expect(changes).toHaveLength(4);
    expect(JSON.stringify(changes)).toContain("[reference(resourceId(");
    const existing = await client.send("POST", `${deployment}/whatIf?${version}`, request({ name: "vm-web-build" }));
    const types = valueAt((await client.send("GET", existing.headers["location"] ?? "")).body, "properties", "changes");
    expect(types).toContainEqual(
      expect.objectContaining({ resourceId: `${compute}/virtualMachines/vm-web-build`, changeType: "Modify" }),
    );
    expect(emulator.control.resource(`${compute}/virtualMachines/vm-made`)).toBeUndefined();
  });

  it("accept a good template and refuse a bad one", async () => {
    const good = await client.send("POST", `${deployment}/validate?${version}`, request());
    expect(good).toMatchObject({
      status: 200,
      body: { properties: { validatedResources: expect.any(Array) as unknown[] } },
    });
    for (const [name, text] of [
      ["[parameters('absent')]", "'absent' is not found"],
      ["[noSuchFunction()]", "'noSuchFunction' is not valid"],
      ["[concat('a']", "Unable to parse"],
      ["[resourceGroup().nothing]", "'nothing' doesn't exist"],
    ] as const) {
      const bad = await client.send("POST", `${deployment}/validate?${version}`, {
        body: { properties: { template: { resources: [{ type: "Microsoft.Compute/virtualMachines", name }] } } },
      });
      expect(bad.status).toBe(400);
      expect(errorOf(bad)["code"]).toBe("InvalidTemplate");
      expect(errorOf(bad)["message"]).toContain(text);
    }
  });

  it("refuse a value for a parameter that the template does not have, and a missing one", async () => {
    const extra = await client.send("POST", `${deployment}/validate?${version}`, request({ surprise: "x" }));
    expect(errorOf(extra)["message"]).toContain("surprise");
    const body = { properties: { template, parameters: { name: { value: "vm-made" } } } };
    const missing = await client.send("POST", `${deployment}/validate?${version}`, { body });
    expect(errorOf(missing)["message"]).toContain("adminPassword");
  });
});

describe("the list of any resources", () => {
  it("is filtered by type and by a part of the name", async () => {
    const path = `/subscriptions/${groups.web.subscriptionId}/resources?api-version=2021-04-01`;
    const networks = itemsOf(
      await client.send("GET", `${path}&$filter=resourceType eq 'Microsoft.Network/virtualNetworks'`),
    );
    const named = itemsOf(await client.send("GET", `${path}&$filter=substringof('payments', name)`));
    expect(networks.map((one) => one["name"])).toEqual(["vnet-web"]);
    expect(named.map((one) => one["name"])).toEqual(
      expect.arrayContaining(["vmss-payments", "vm-payments-01", "id-payments"]),
    );
  });
});
