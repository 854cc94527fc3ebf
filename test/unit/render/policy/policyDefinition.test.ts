import { describe, expect, it, vi } from "vitest";
import { type Json, POLICY_ROLES, policyDefinition } from "../../../../src/render/policy/policyDefinition";
import { machines, scaleSets } from "../../../emulator/src/estate/contosoMachines";
import { identities } from "../../../emulator/src/estate/identitySeeds";
import { resourceIdKey } from "../../../../src/identity/resourceId";
import { emulatedAzure } from "../../azure/emulated";
import { targetsOf, emulatedServices } from "../../features/support/emulatedServices";

vi.mock("vscode", () => import("../../features/support/fakeUser"));

const emulated = emulatedAzure();

interface Details {
  readonly type: string;
  readonly roleDefinitionIds: readonly string[];
  readonly existenceCondition: { readonly allOf: readonly Readonly<Record<string, string>>[] };
  readonly deployment: {
    readonly properties: { readonly parameters: object; readonly template: Readonly<Record<string, unknown>> };
  };
}

function detailsOf(definition: Json): Details {
  return (definition as unknown as { policyRule: { then: { details: Details } } }).policyRule.then.details;
}

/** Deploys what the policy would deploy at a resource. */
async function remediate(kind: "virtualMachine" | "scaleSet", id: string, assigned: readonly string[]) {
  const { azure, emulator } = emulated();
  const { template } = detailsOf(policyDefinition(kind, assigned.length, "title")).deployment.properties;
  const [target] = await targetsOf(emulatedServices(emulated()), [id]);
  if (target === undefined) {
    throw new Error("not listed");
  }
  const { subscription, resource } = target;
  const values = Object.fromEntries(assigned.map((each, at) => [`identityId${at + 1}`, each]));
  await azure.deployments.deploy(
    { subscription, resourceGroup: resource.resourceGroup, name: "remediation" },
    { template, secrets: { name: resource.name, location: resource.location, ...values } },
    { signal: new AbortController().signal, onProgress: () => undefined },
  );
  const identity = emulator.control.resource(id)?.["identity"] as { type: string; userAssignedIdentities?: object };
  return {
    type: identity.type.replaceAll(" ", "").split(",").sort(),
    ids: Object.keys(identity.userAssignedIdentities ?? {})
      .map(resourceIdKey)
      .sort(),
  };
}

const keys = (...ids: readonly string[]): readonly string[] => ids.map(resourceIdKey).sort();

describe("what the policy deploys", () => {
  it.each([
    { what: "a machine without an identity", kind: "virtualMachine", id: machines.plain },
    { what: "one with a system-assigned identity", kind: "virtualMachine", id: machines.systemOnly },
    {
      what: "one with a user-assigned identity, in the portal's spelling",
      kind: "virtualMachine",
      id: machines.oneUser,
    },
    { what: "one with both", kind: "virtualMachine", id: machines.both },
    { what: "a scale set with both", kind: "scaleSet", id: scaleSets.webFrontend },
    { what: "a Flexible scale set", kind: "scaleSet", id: scaleSets.batchWorkers },
  ] as const)("adds to $what, and takes nothing away", async ({ kind, id }) => {
    const before = emulated().emulator.control.resource(id)?.["identity"] as
      { type?: string; userAssignedIdentities?: object } | undefined;
    const had = Object.keys(before?.userAssignedIdentities ?? {});
    const after = await remediate(kind, id, [identities.telemetry, identities.payments]);
    expect(after.ids).toEqual([...new Set(keys(...had, identities.telemetry, identities.payments))].sort());
    expect(after.type.includes("SystemAssigned")).toBe((before?.type ?? "").includes("SystemAssigned"));
    expect(after.type).toContain("UserAssigned");
    expect(await remediate(kind, id, [identities.telemetry, identities.payments])).toEqual(after);
  });
});

describe("the definition", () => {
  it("finds a resource compliant only where it has every one of the identities", () => {
    const { existenceCondition, type } = detailsOf(policyDefinition("scaleSet", 2, "title"));
    expect(type).toBe("Microsoft.Compute/virtualMachineScaleSets");
    expect(existenceCondition.allOf).toEqual([
      { field: "identity.type", contains: "UserAssigned" },
      { field: "identity.userAssignedIdentities", containsKey: "[parameters('identityId1')]" },
      { field: "identity.userAssignedIdentities", containsKey: "[parameters('identityId2')]" },
    ]);
  });

  it("asks for two roles and no more", () => {
    const { roleDefinitionIds } = detailsOf(policyDefinition("virtualMachine", 1, "title"));
    expect(roleDefinitionIds.map((id) => id.split("/").at(-1))).toEqual(Object.values(POLICY_ROLES));
    expect(roleDefinitionIds).toHaveLength(2);
  });

  it("hands every parameter of its deployment on", () => {
    const { parameters, template } = detailsOf(policyDefinition("virtualMachine", 3, "title")).deployment.properties;
    expect(Object.keys(parameters)).toEqual(Object.keys(template["parameters"] as object));
  });
});
