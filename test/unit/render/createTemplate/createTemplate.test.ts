import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyChange } from "../../../../src/identity/identityChange";
import { NO_IDENTITY } from "../../../../src/identity/identityState";
import type { FirstRoleScope, NewMachine, NewScaleSet, NewVirtualMachine } from "../../../../src/identity/newMachine";
import { createTemplate } from "../../../../src/render/createTemplate/createTemplate";

const group = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg/providers";
const ids = ["id-one", "id-two"].map((name) => `${group}/Microsoft.ManagedIdentity/userAssignedIdentities/${name}`);
const subnetId = `${group}/Microsoft.Network/virtualNetworks/vnet/subnets/default`;
const both = applyChange(applyChange(NO_IDENTITY, { kind: "enableSystemAssigned" }), {
  kind: "assignUserAssigned",
  ids,
});

const facts = {
  name: "vm-new",
  location: "westeurope",
  operatingSystem: "Linux",
  image: { kind: "marketplace", publisher: "Canonical", offer: "ubuntu-24_04-lts", sku: "server", version: "latest" },
  size: "Standard_B2s",
  administrator: "azureuser",
  signIn: { kind: "password" },
  network: { kind: "new" },
  partsNumber: 1,
  identity: NO_IDENTITY,
  role: undefined,
} as const;
const reader = {
  assignmentName: "6c8b1d53-0000-4000-8000-000000000001",
  roleDefinitionId: `${group}/role`,
};
const machine: NewVirtualMachine = { kind: "virtualMachine", ...facts };
const uniform: NewScaleSet = { kind: "scaleSet", ...facts, orchestrationMode: "Uniform", instanceCount: 2 };
const flexible: NewScaleSet = { ...uniform, orchestrationMode: "Flexible" };

interface Resource {
  readonly type: string;
  readonly apiVersion: string;
  readonly dependsOn?: readonly string[];
  readonly identity?: unknown;
  readonly properties: Readonly<Record<string, unknown>>;
}

interface Template {
  readonly parameters: Readonly<Record<string, { readonly type: string; readonly defaultValue?: unknown }>>;
  readonly resources: readonly Resource[];
}

/** The template as the service reads it. */
function written(of: NewMachine): Template {
  return JSON.parse(JSON.stringify(createTemplate(of))) as Template;
}

function resource(of: NewMachine, type: RegExp): Resource {
  const [found, another] = written(of).resources.filter((each) => type.test(each.type));
  if (found === undefined || another !== undefined) {
    throw new Error(`not exactly one ${String(type)}`);
  }
  return found;
}

const compute = /virtualMachines$|virtualMachineScaleSets$/;

describe("the template of a new machine", () => {
  it("declares a password as a secure parameter without a value, and a key as text", () => {
    expect(written(machine).parameters["adminPassword"]).toEqual({ type: "secureString" });
    const key = "ssh-ed25519 AAAA somebody";
    const withKey = written({ ...machine, signIn: { kind: "sshKey", publicKey: key } });
    expect(withKey.parameters["sshPublicKey"]).toEqual({ type: "string", defaultValue: key });
    expect(withKey.parameters).not.toHaveProperty("adminPassword");
    expect(JSON.stringify(withKey)).toContain('"disablePasswordAuthentication":true');
  });

  it("holds the identity block that the rest of the house writes", () => {
    expect(resource({ ...machine, identity: both }, compute).identity).toEqual({
      type: "SystemAssigned, UserAssigned",
      userAssignedIdentities: Object.fromEntries(ids.map((id) => [id, {}])),
    });
    const system = applyChange(NO_IDENTITY, { kind: "enableSystemAssigned" });
    expect(resource({ ...machine, identity: system }, compute).identity).toEqual({ type: "SystemAssigned" });
    expect(resource(machine, compute)).not.toHaveProperty("identity");
  });

  it("makes network and interface first where the network is new, and no network where it is not", () => {
    const types = (of: NewMachine): string[] => written(of).resources.map(({ type }) => type.replace(/.*\//, ""));
    expect(types(machine)).toEqual(["virtualNetworks", "networkInterfaces", "virtualMachines"]);
    expect(types(uniform)).toEqual(["virtualNetworks", "virtualMachineScaleSets"]);
    const existing = { kind: "existing", subnetId } as const;
    expect(types({ ...machine, network: existing })).toEqual(["networkInterfaces", "virtualMachines"]);
    expect(types({ ...uniform, network: existing })).toEqual(["virtualMachineScaleSets"]);
    expect(JSON.stringify(written({ ...uniform, network: existing }))).toContain(subnetId);
    expect(JSON.stringify(written(machine))).not.toContain("publicIPAddresses");
  });

  it("names network and interface by their number, everywhere alike", () => {
    const text = (of: NewMachine): string => JSON.stringify(written(of));
    for (const each of [machine, uniform]) {
      const second = text({ ...each, partsNumber: 2 });
      expect(second.replaceAll("{0}-vnet-2'", "{0}-vnet'").replaceAll("{0}-nic-2'", "{0}-nic'")).toBe(text(each));
      expect(second).not.toMatch(/-vnet'|-nic'/);
    }
  });

  it("gives the new principal its role after the machine is there, and names the principal's type", () => {
    const role = { ...reader, scope: { kind: "ownGroup" } } as const;
    const found = resource({ ...machine, identity: both, role }, /roleAssignments$/);
    expect(found.dependsOn).toEqual(["[resourceId('Microsoft.Compute/virtualMachines', parameters('name'))]"]);
    expect(found.properties).toMatchObject({
      principalType: "ServicePrincipal",
      roleDefinitionId: role.roleDefinitionId,
    });
    expect(found.properties["principalId"]).toContain("'Full').identity.principalId]");
    const without = written({ ...machine, role }).resources.filter(({ type }) => type.endsWith("roleAssignments"));
    expect(without).toEqual([]);
  });

  it.each<[string, FirstRoleScope, object, object, RegExp]>([
    ["another group", { kind: "resourceGroup", resourceGroup: "rg-b" }, { resourceGroup: "rg-b" }, {}, /deploymentT/],
    [
      "the subscription",
      { kind: "subscription" },
      { subscriptionId: "[subscription().subscriptionId]", location: "[parameters('location')]" },
      {},
      /subscriptionDeploymentT/,
    ],
    [
      "a resource",
      { kind: "resource", id: subnetId },
      { resourceGroup: "rg" },
      { scope: "Microsoft.Network/virtualNetworks/vnet/subnets/default" },
      /deploymentT/,
    ],
  ])("nests a deployment of its own scope for a role on %s", (_, scope, place, on, schema) => {
    const found = resource({ ...machine, identity: both, role: { ...reader, scope } }, /Resources\/deployments$/);
    expect(found).toMatchObject({ name: `role-${reader.assignmentName}`, ...place });
    expect(found.dependsOn).toEqual(["[resourceId('Microsoft.Compute/virtualMachines', parameters('name'))]"]);
    const principalId = expect.stringContaining("'Full').identity.principalId]") as string;
    expect(found.properties).toMatchObject({
      expressionEvaluationOptions: { scope: "inner" },
      parameters: { principalId: { value: principalId } },
      template: {
        $schema: expect.stringMatching(schema) as string,
        resources: [
          {
            type: "Microsoft.Authorization/roleAssignments",
            name: reader.assignmentName,
            ...on,
            properties: { principalId: "[parameters('principalId')]", principalType: "ServicePrincipal" },
          },
        ],
      },
    });
  });

  it("refuses a role on what is no resource", () => {
    const role = { ...reader, scope: { kind: "resource", id: "[evil()]" } } as const;
    expect(() => written({ ...machine, identity: both, role })).toThrow("not the id of a resource");
  });

  it("follows the two modes of scale sets", () => {
    const flexibleText = JSON.stringify(resource(flexible, compute));
    expect(flexibleText).toContain('"networkApiVersion":"2020-11-01"');
    expect(flexibleText).toContain('"platformFaultDomainCount":1');
    expect(flexibleText).not.toContain("upgradePolicy");
    const uniformText = JSON.stringify(resource(uniform, compute));
    expect(uniformText).toContain('"upgradePolicy":{"mode":"Manual"}');
    expect(uniformText).not.toContain("networkApiVersion");
  });

  it("keeps every text of a user a text: none becomes an expression or a member of the template", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), fc.string({ maxLength: 40 }), (location, publicKey) => {
        const template = written({ ...machine, location, signIn: { kind: "sshKey", publicKey } });
        for (const [name, text] of [
          ["location", location],
          ["sshPublicKey", publicKey],
        ] as const) {
          const value = String(template.parameters[name]?.defaultValue);
          const isInBrackets = value.startsWith("[") && value.endsWith("]");
          expect(isInBrackets && !value.startsWith("[[")).toBe(false);
          expect(isInBrackets ? value.slice(1) : value).toBe(text);
        }
      }),
    );
  });
});
