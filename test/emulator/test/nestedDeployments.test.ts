import { beforeEach, describe, expect, it } from "vitest";
import { type Emulator, startEmulator } from "../src/emulator";
import { groupId, groups } from "../src/estate/groupSeeds";
import { type JsonObject, valueAt } from "../src/json";
import { errorOf, itemsOf, type Received, testClient, type TestClient } from "./testClient";

const version = "api-version=2022-09-01";
const own = groupId(groups.web);
const other = groupId(groups.batch);
const subscription = `/subscriptions/${groups.web.subscriptionId}`;
const deployment = `${own}/providers/Microsoft.Resources/deployments/new-machine`;
const machine = `${own}/providers/Microsoft.Compute/virtualMachines/vm-made`;
const reader = "acdd72a7-3385-48ef-bd42-f606fba81ae7";
const assignment = "6c8b1d53-0000-4000-8000-000000000001";
const machineId = "resourceId('Microsoft.Compute/virtualMachines', 'vm-made')";
const principal = `[reference(${machineId}, '2024-07-01', 'Full').identity.principalId]`;

let emulator: Emulator;
let client: TestClient;
beforeEach(async () => {
  emulator = await startEmulator();
  client = await testClient(emulator);
  return () => emulator.close();
});

const newMachine: JsonObject = {
  type: "Microsoft.Compute/virtualMachines",
  apiVersion: "2024-07-01",
  name: "vm-made",
  location: "westeurope",
  identity: { type: "SystemAssigned" },
  properties: { hardwareProfile: { vmSize: "Standard_B2s" } },
};

/** A role that a nested deployment gives a principal, on its target or on something in it. */
function roleAt(place: JsonObject, principalId: string, role: JsonObject = {}): JsonObject {
  return {
    type: "Microsoft.Resources/deployments",
    apiVersion: "2022-09-01",
    name: "role",
    ...place,
    dependsOn: [`[${machineId}]`],
    properties: {
      mode: "Incremental",
      expressionEvaluationOptions: { scope: "inner" },
      parameters: { principalId: { value: principalId } },
      template: {
        parameters: { principalId: { type: "string" } },
        resources: [
          {
            type: "Microsoft.Authorization/roleAssignments",
            apiVersion: "2022-04-01",
            name: assignment,
            ...role,
            properties: {
              roleDefinitionId: `[subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '${reader}')]`,
              principalId: "[parameters('principalId')]",
              principalType: "ServicePrincipal",
            },
          },
        ],
      },
    },
  };
}

const body = (...resources: readonly JsonObject[]): { body: JsonObject } => ({
  body: { properties: { mode: "Incremental", template: { resources } } },
});

const deploy = (...resources: readonly JsonObject[]): Promise<Received> =>
  client.send("PUT", `${deployment}?${version}`, body(...resources));

/** How the deployment has ended. */
async function end(answer: Received): Promise<unknown> {
  return (await client.send("GET", answer.headers["azure-asyncoperation"] ?? "")).body;
}

async function predicted(...resources: readonly JsonObject[]): Promise<unknown> {
  const answer = await client.send("POST", `${deployment}/whatIf?${version}`, body(...resources));
  return valueAt((await client.send("GET", answer.headers["location"] ?? "")).body, "properties");
}

const toGroup = { resourceGroup: groups.batch.group };
const toSubscription = { subscriptionId: "[subscription().subscriptionId]", location: "westeurope" };
const vault = { scope: "Microsoft.KeyVault/vaults/kv" };

describe("a deployment inside a deployment", () => {
  it.each([
    ["another resource group", toGroup, {}, other],
    ["the subscription", toSubscription, {}, subscription],
    ["a resource of another group", toGroup, vault, `${other}/providers/Microsoft.KeyVault/vaults/kv`],
  ])("gives a role on %s", async (_, place, role, scope) => {
    expect(await end(await deploy(newMachine, roleAt(place, principal, role)))).toEqual({ status: "Succeeded" });
    const made = emulator.control.resource(`${scope}/providers/Microsoft.Authorization/roleAssignments/${assignment}`);
    const principalId = valueAt(emulator.control.resource(machine), "identity", "principalId");
    expect(made).toMatchObject({ properties: { scope, principalId } });
  });

  it("fails the one around it where its own scope takes another right, and what was made before stays", async () => {
    emulator.control.setRoles([
      { scope: own, roleName: "Owner" },
      { scope: other, roleName: "Contributor" },
    ]);
    const answer = await deploy(newMachine, roleAt(toGroup, principal));
    expect(answer.status).toBe(201);
    const ended = await end(answer);
    expect(ended).toMatchObject({
      status: "Failed",
      error: { code: "DeploymentFailed", details: [{ code: "InvalidTemplateDeployment" }] },
    });
    expect(JSON.stringify(ended)).toContain(
      `'Microsoft.Authorization/roleAssignments/write' at scope '${other}/providers/Microsoft.Authorization/roleAssignments/${assignment}'`,
    );
    expect(emulator.control.resource(machine)).toBeDefined();
    const failed = itemsOf(await client.send("GET", `${deployment}/operations?${version}`)).filter(
      (one) => valueAt(one, "properties", "provisioningState") === "Failed",
    );
    expect(failed.map((one) => valueAt(one, "properties", "targetResource", "resourceName"))).toEqual(["role"]);
  });

  it("is refused before anything is done where nothing can be deployed to its target", async () => {
    emulator.control.setRoles([
      { scope: own, roleName: "Owner" },
      { scope: other, roleName: "User Access Administrator" },
    ]);
    const answer = await deploy(newMachine, roleAt(toGroup, principal));
    expect(answer.status).toBe(403);
    expect(errorOf(answer)["message"]).toContain("Microsoft.Resources/deployments/write");
    expect(emulator.control.resource(machine)).toBeUndefined();
  });

  it("is looked into beforehand only where its parameters are known", async () => {
    const changes = { changes: [{ resourceId: machine }] };
    const hidden = await predicted(newMachine, roleAt(toGroup, principal));
    expect(hidden).toMatchObject({ ...changes, diagnostics: [{ code: "NestedDeploymentShortCircuited" }] });
    const known = roleAt(toGroup, "00000000-0000-0000-0000-000000000001");
    const id = `${other}/providers/Microsoft.Authorization/roleAssignments/${assignment}`;
    expect(await predicted(newMachine, known)).toMatchObject({
      changes: [{ resourceId: machine }, { resourceId: id, changeType: "Create" }],
      diagnostics: [],
    });
    emulator.control.setRoles([{ scope: subscription, roleName: "Contributor" }]);
    expect((await deploy(newMachine, known)).status).toBe(403);
  });

  it("has to be written for its own scope, and nothing else of a template can leave the deployment's", async () => {
    const outer = roleAt(toGroup, "x");
    const properties = { ...(outer["properties"] as JsonObject), expressionEvaluationOptions: { scope: "outer" } };
    expect(errorOf(await deploy(newMachine, { ...outer, properties }))["code"]).toBe("InvalidTemplate");
    const astray = { type: "Microsoft.Authorization/roleAssignments", name: assignment, scope: other };
    expect(errorOf(await deploy(astray))["message"]).toContain("is not within the scope of the deployment");
  });
});
