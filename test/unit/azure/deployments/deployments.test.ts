import { beforeEach, describe, expect, it } from "vitest";
import {
  deploymentName,
  type DeploymentPlace,
  type TemplateDeployment,
} from "../../../../src/azure/deployments/deployments";
import type { FirstRole, FirstRoleScope, NewMachine } from "../../../../src/identity/newMachine";
import { createTemplate } from "../../../../src/render/createTemplate/createTemplate";
import { groupId, groups } from "../../../emulator/src/estate/groupSeeds";
import { identities } from "../../../emulator/src/estate/identitySeeds";
import { computeId } from "../../../emulator/src/estate/machineSeeds";
import { subscriptions } from "../../../emulator/src/estate/places";
import { valueAt } from "../../../emulator/src/json";
import { emulatedAzure, errorOf, failureOf, never, subscriptionOf } from "../emulated";

const emulated = emulatedAzure();
const options = { signal: never(), onProgress: () => undefined };
const networkOfBatch = `${groupId(groups.batch)}/providers/Microsoft.Network/virtualNetworks/vnet-batch`;
const PASSWORD = "Not-2-be-seen";
const assignmentName = "6c8b1d53-0000-4000-8000-000000000001";
const reader = `/subscriptions/${groups.web.subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/acdd72a7-3385-48ef-bd42-f606fba81ae7`;

function role(scope: FirstRoleScope): FirstRole {
  return { assignmentName, roleDefinitionId: reader, scope };
}

function place(name = "new-machine"): DeploymentPlace {
  return { subscription: subscriptionOf(), resourceGroup: groups.web.group, name };
}

function deployment(changes: Partial<NewMachine> = {}): TemplateDeployment {
  const machine = {
    kind: "virtualMachine",
    name: "vm-made",
    location: "westeurope",
    operatingSystem: "Linux",
    image: { kind: "marketplace", publisher: "Canonical", offer: "ubuntu-24_04-lts", sku: "server", version: "latest" },
    size: "Standard_B2s",
    administrator: "azureuser",
    signIn: { kind: "password" },
    network: { kind: "new" },
    partsNumber: 1,
    identity: { systemAssigned: {}, userAssigned: [{ id: identities.telemetry }] },
    role: role({ kind: "ownGroup" }),
    ...changes,
  } as NewMachine;
  return { template: createTemplate(machine), secrets: { adminPassword: PASSWORD } };
}

describe("a deployment of a template of ours", () => {
  it("is predicted without anything being made", async () => {
    const changes = await emulated().azure.deployments.whatIf(place(), deployment(), never());
    expect(changes.map(({ resourceId, changeType }) => [resourceId.split("/").at(-1), changeType])).toEqual(
      expect.arrayContaining([
        ["vm-made-vnet", "Create"],
        ["vm-made-nic", "Create"],
        ["vm-made", "Create"],
      ]),
    );
    expect(emulated().emulator.control.resource(computeId(groups.web, "virtualMachines", "vm-made"))).toBeUndefined();
  });

  it("makes the machine with its identities and the role of the new principal", async () => {
    const { azure, emulator } = emulated();
    await azure.deployments.deploy(place(), deployment(), options);
    const machine = emulator.control.resource(computeId(groups.web, "virtualMachines", "vm-made"));
    expect(machine).toMatchObject({ location: "westeurope", identity: { type: "SystemAssigned, UserAssigned" } });
    const roles = await azure.roleAssignments.listForPrincipal(
      subscriptionOf(),
      String(valueAt(machine, "identity", "principalId")),
      never(),
    );
    expect(roles.map(({ roleDefinitionId }) => roleDefinitionId.toLowerCase())).toEqual([reader.toLowerCase()]);
    const [put] = emulated()
      .armRequests()
      .filter(({ method }) => method === "PUT");
    expect(JSON.stringify(valueAt(put?.body, "properties", "template"))).not.toContain(PASSWORD);
  });

  it.each(["Uniform", "Flexible"] as const)("makes a %s scale set", async (orchestrationMode) => {
    const { azure, emulator } = emulated();
    const name = `vmss-${orchestrationMode.toLowerCase()}`;
    const identity = { systemAssigned: undefined, userAssigned: [{ id: identities.telemetry }] };
    const set = { kind: "scaleSet", name, orchestrationMode, instanceCount: 2, identity, role: undefined } as const;
    await azure.deployments.deploy(place(), deployment(set), options);
    expect(emulator.control.resource(computeId(groups.web, "virtualMachineScaleSets", name))).toMatchObject({
      sku: { name: "Standard_B2s", capacity: 2 },
      identity: { type: "UserAssigned" },
      properties: { orchestrationMode },
    });
  });

  it("that fails names what failed in it, by its own code", async () => {
    const missing = identities.telemetry.replace("id-telemetry", "id-never-made");
    const identity = { systemAssigned: undefined, userAssigned: [{ id: missing }] };
    const error = await errorOf(emulated().azure.deployments.deploy(place(), deployment({ identity }), options));
    expect(error.failure).toMatchObject({ reason: "deadIdentity", identityIds: [missing] });
    expect(error.answer?.message).toContain("vm-made: ");
  });

  it("that fails says what the service said where its operations cannot be read", async () => {
    const { azure, emulator } = emulated();
    const missing = identities.telemetry.replace("id-telemetry", "id-never-made");
    const identity = { systemAssigned: undefined, userAssigned: [{ id: missing }] };
    emulator.control.inject({ path: /\/operations\?/, status: 404 });
    const error = await errorOf(azure.deployments.deploy(place(), deployment({ identity }), options));
    expect(error.failure.reason).toBe("operationFailed");
    expect(error.answer?.code).toBe("DeploymentFailed");
  });

  it("never gives a secret back, not even in the words of a refusal", async () => {
    const { azure, emulator } = emulated();
    const body = { error: { code: "InvalidParameter", message: `The value '${PASSWORD}' is not allowed.` } };
    emulator.control.inject({ method: "PUT", path: /deployments/, status: 400, body });
    const error = await errorOf(azure.deployments.deploy(place(), deployment(), options));
    expect(error.failure.reason).toBe("invalid");
    expect(`${error.message} ${String(error.stack)} ${JSON.stringify(error)}`).not.toContain(PASSWORD);
    expect(error.message).toContain("***");
  });

  it("can be stopped while it runs; one that is over is no error", async () => {
    const { azure, emulator } = emulated();
    emulator.control.setOperationDuration(60_000);
    const abort = new AbortController();
    const running = azure.deployments.deploy(place("stopped"), deployment({ name: "vm-stopped" }), {
      signal: abort.signal,
      onProgress: ({ kind }) => {
        if (kind === "running") {
          abort.abort();
        }
      },
    });
    expect(await failureOf(running)).toEqual({ reason: "cancelled", sent: true });
    expect(await azure.deployments.cancel(place("stopped"), never())).toBe(true);
    expect(await azure.deployments.cancel(place("stopped"), never())).toBe(false);
    emulator.control.finishOperations();
    emulator.control.setOperationDuration(0);
    expect(emulator.control.resource(computeId(groups.web, "virtualMachines", "vm-stopped"))).toBeUndefined();
  });

  it("has a name of its own each time", () => {
    const at = new Date("2026-02-03T04:05:06.789Z");
    expect(deploymentName("vm-made", at)).toBe("vm-made-20260203040506");
    expect(deploymentName("a".repeat(64), at)).toHaveLength(64);
  });
});

describe("what a deployment would overwrite", () => {
  it("is what is there of machines, scale sets, networks and interfaces; a group that is not there holds nothing", async () => {
    const { azure, emulator } = emulated();
    const network = `${groupId(groups.web)}/providers/Microsoft.Network/virtualNetworks/vnet-web`;
    const interfaceId = `${groupId(groups.web)}/providers/Microsoft.Network/networkInterfaces/left-nic`;
    emulator.control.put(interfaceId, { location: "westeurope", properties: {} });
    const there = [
      computeId(groups.web, "virtualMachines", "vm-web-bastion"),
      computeId(groups.web, "virtualMachineScaleSets", "vmss-web-frontend"),
      network,
      interfaceId,
    ];
    const missing = there.map((id) => `${id}-2`);
    const elsewhere = there.map((id) => id.replace(groups.web.group, "rg-never-made"));
    const found = await azure.deployments.existing(subscriptionOf(), [...there, ...missing, ...elsewhere], never());
    expect(found).toEqual(there);
  });

  it("is not known where it may not be read", async () => {
    const { azure, emulator } = emulated();
    const body = { error: { code: "AuthorizationFailed", message: "Not allowed." } };
    emulator.control.inject({ method: "GET", path: /vnet-web/, status: 403, body });
    const id = `${groupId(groups.web)}/providers/Microsoft.Network/virtualNetworks/vnet-web`;
    const failure = await failureOf(azure.deployments.existing(subscriptionOf(), [id], never()));
    expect(failure.reason).toBe("forbidden");
  });
});

describe("the role of the new principal", () => {
  beforeEach(() => {
    const owners = Object.values(subscriptions).map((id) => ({ scope: `/subscriptions/${id}`, roleName: "Owner" }));
    const all = (): void => {
      emulated().emulator.control.setRoles(owners);
    };
    all();
    return all;
  });

  it.each<[string, FirstRoleScope, string]>([
    ["another resource group", { kind: "resourceGroup", resourceGroup: groups.batch.group }, groupId(groups.batch)],
    ["the subscription", { kind: "subscription" }, `/subscriptions/${groups.web.subscriptionId}`],
    ["a resource elsewhere", { kind: "resource", id: networkOfBatch }, networkOfBatch],
    ["a resource beside it", { kind: "resource", id: identities.webApi }, identities.webApi],
  ])("gives the new principal a role on %s", async (_, scope, at) => {
    const { azure, emulator } = emulated();
    await azure.deployments.deploy(place(), deployment({ name: "vm-other", role: role(scope) }), options);
    const machine = emulator.control.resource(computeId(groups.web, "virtualMachines", "vm-other"));
    const principalId = valueAt(machine, "identity", "principalId");
    const id = `${at}/providers/Microsoft.Authorization/roleAssignments/${assignmentName}`;
    expect(emulator.control.resource(id)).toMatchObject({
      properties: { principalId, principalType: "ServicePrincipal" },
    });
  });

  it("says which right is missing where, although the machine was made before the role was refused", async () => {
    const { azure, emulator } = emulated();
    emulator.control.setRoles([
      { scope: groupId(groups.web), roleName: "Owner" },
      { scope: groupId(groups.batch), roleName: "Contributor" },
      { scope: identities.telemetry, roleName: "Managed Identity Operator" },
    ]);
    const other = role({ kind: "resourceGroup", resourceGroup: groups.batch.group });
    const failure = await failureOf(
      azure.deployments.deploy(place(), deployment({ name: "vm-late", role: other }), options),
    );
    expect(failure).toEqual({
      reason: "forbidden",
      action: "Microsoft.Authorization/roleAssignments/write",
      scope: `${groupId(groups.batch)}/providers/Microsoft.Authorization/roleAssignments/${assignmentName}`,
    });
    expect(emulator.control.resource(computeId(groups.web, "virtualMachines", "vm-late"))).toBeDefined();
  });

  it("says which right is missing where it is refused before it begins", async () => {
    const { azure, emulator } = emulated();
    emulator.control.setRoles([{ scope: groupId(groups.web), roleName: "Virtual Machine Contributor" }]);
    const failure = await failureOf(azure.deployments.deploy(place(), deployment({ name: "vm-other" }), options));
    expect(failure).toMatchObject({
      reason: "forbidden",
      action: "Microsoft.Network/virtualNetworks/write",
      scope: `${groupId(groups.web)}/providers/Microsoft.Network/virtualNetworks/vm-other-vnet`,
    });
  });
});

describe("virtual networks", () => {
  it("come with their subnets, and nothing that is no id", async () => {
    const networks = await emulated().azure.network.list(subscriptionOf(), never());
    const web = networks.find(({ name }) => name === "vnet-web");
    expect(web).toMatchObject({ resourceGroup: "rg-web-prod", location: "westeurope" });
    expect(web?.subnets.map(({ name, addressPrefix }) => [name, addressPrefix])).toEqual([
      ["snet-frontend", "10.10.0.0/24"],
      ["snet-backend", "10.10.1.0/24"],
    ]);
    const value = [{ id: "/odd" }, { id: web?.id, properties: { subnets: [{ id: "[evil]" }] } }];
    emulated().emulator.control.inject({ path: /virtualNetworks/, status: 200, body: { value } });
    expect(await emulated().azure.network.list(subscriptionOf(), never())).toMatchObject([
      { name: "vnet-web", subnets: [] },
    ]);
  });
});
