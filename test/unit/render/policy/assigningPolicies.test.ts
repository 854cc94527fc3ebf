import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatResourceId, isUserAssignedIdentityId } from "../../../../src/identity/resourceId";
import { planChange } from "../../../../src/identity/plan";
import type { PlannedChange } from "../../../../src/render/operation";
import { canBePolicy } from "../../../../src/render/policy/assigningPolicies";
import { policyDefinition } from "../../../../src/render/policy/policyDefinition";
import { render } from "../../../../src/render/render";
import { evaluate, type Scope } from "../../../emulator/src/deployments/evaluate";
import { identityId, state } from "../../identity/states";
import { hostileText } from "../hostileText";
import { codeLines, flexible, machine, options, planned, subscription } from "../operations";
import { readBicepAfter } from "../readBack";

const [app, backup] = [identityId("app"), identityId("backup")];
const assign = (...ids: readonly string[]) => ({ kind: "assignUserAssigned", ids }) as const;

interface Resource {
  readonly type: string;
  readonly name: string;
  readonly properties: {
    readonly parameters: Readonly<Record<string, { readonly value: unknown }>>;
    readonly displayName: string;
  };
}

/** What a deployment stores: the template's own expressions have their values, and everything else is as it was meant. */
function stored(text: string): readonly Resource[] {
  const json = codeLines(text, "//").join("\n");
  const { resources } = JSON.parse(json) as { readonly resources: readonly Readonly<Record<string, unknown>>[] };
  const nothing = () => undefined;
  const scope: Scope = {
    target: `/subscriptions/${subscription}`,
    subscriptionId: subscription,
    tenantId: "",
    groupName: "",
    groupLocation: "",
    deploymentName: "",
    parameter: nothing,
    variable: nothing,
    reference: nothing,
  };
  return resources.map((resource) => evaluate({ ...resource, location: "" }, scope) as Resource);
}

const arm = (...operations: readonly PlannedChange[]) => stored(render("policyArmTemplate", operations, options));

describe("an assigning change as a policy", () => {
  it("is a definition and its assignment, which holds for the resource group of the resource", () => {
    const [definition, assignment] = arm(planned(machine, "vm1", state(true, "own"), assign(app)));
    expect(definition?.properties).toEqual(policyDefinition("virtualMachine", 1, "assign app to each virtualMachine"));
    expect(assignment).toMatchObject({
      name: definition?.name,
      identity: { type: "SystemAssigned" },
      properties: {
        policyDefinitionId: `/subscriptions/${subscription}/providers/Microsoft.Authorization/policyDefinitions/${definition?.name ?? ""}`,
        parameters: { identityId1: { value: app }, resourceGroups: { value: ["rg-app"] } },
      },
    });
    expect(definition?.name).toMatch(/^[a-z\d-]{1,24}$/);
  });

  it("has one policy for each kind of resource and set of identities, by the same name in every text", () => {
    const operations = [
      planned(machine, "vm1", state(false), assign(app, backup)),
      planned(machine, "vm2", state(false), assign(backup, app)),
      planned(machine, "vm3", state(false), assign(app)),
      planned(flexible, "set1", state(false), assign(app)),
    ];
    const names = arm(...operations).map(({ name }) => name);
    expect(names).toHaveLength(6);
    expect(new Set(names).size).toBe(3);
    const bicep = render("policyBicep", operations, options);
    expect(bicep.match(/^ {2}name: '(.*)'$/gm)).toEqual(names.map((name) => `  name: '${name}'`));
  });

  it("says the same as Bicep, whatever the identities are called", () => {
    const id = hostileText
      .map((name) => formatResourceId(subscription, "rg", "Microsoft.ManagedIdentity/userAssignedIdentities", name))
      .filter(isUserAssignedIdentityId);
    fc.assert(
      fc.property(id, (identity) => {
        const operations = [planned(machine, "vm1", state(false), assign(identity))];
        const [definition, assignment] = arm(...operations);
        const bicep = render("policyBicep", operations, options);
        expect(readBicepAfter(bicep, "\n  properties: ")).toEqual(JSON.parse(JSON.stringify(definition?.properties)));
        expect(readBicepAfter(bicep, "policyDefinitionId: policy.id\n    parameters: ")).toEqual(
          assignment?.properties.parameters,
        );
        expect(assignment?.properties.parameters["identityId1"]?.value).toBe(identity);
      }),
      { numRuns: 200 },
    );
  });

  it("says where it holds, which roles it needs, and what can go wrong", () => {
    const text = render("policyBicep", [planned(machine, "vm1", state(false), assign(app))], options);
    expect(text).toContain(`// policy for rg-app in ${subscription}\n// roles on ${app}\n// policy races\n`);
    expect(text).toContain("\ntargetScope = 'subscription'\n");
  });
});

describe("what a policy cannot do", () => {
  it.each([
    ["a removal", planned(machine, "vm1", state(false, "app"), { kind: "removeUserAssigned", ids: [app] })],
    ["a system-assigned identity", planned(machine, "vm1", state(false), { kind: "enableSystemAssigned" })],
    [
      "an assignment with a removal",
      planned(machine, "vm1", state(false, "app"), { kind: "setTo", state: state(false, "backup") }),
    ],
  ])("is said and not written: %s", (_, operation) => {
    expect(canBePolicy([operation])).toBe(false);
    for (const language of ["policyArmTemplate", "policyBicep"] as const) {
      const text = render(language, [operation], options);
      expect(codeLines(text, "//")).toEqual([]);
      expect(text).toContain("// a policy only assigns");
    }
  });

  it("leaves what it can beside it", () => {
    const operations = [
      planned(machine, "vm1", state(false), { kind: "enableSystemAssigned" }),
      planned(machine, "vm2", state(false), assign(app)),
    ];
    expect(canBePolicy(operations)).toBe(true);
    expect(arm(...operations)).toHaveLength(2);
    expect(render("policyArmTemplate", operations, options)).toContain("// a policy only assigns");
  });

  it("is to reach two subscriptions", () => {
    const resourceId = formatResourceId("other", "rg", "Microsoft.Compute/virtualMachines", "vm2");
    const plan = planChange(state(false), assign(app), { resource: machine });
    const elsewhere: PlannedChange = { kind: "changeIdentities", resourceId, resource: machine, plan };
    const text = render("policyBicep", [planned(machine, "vm1", state(false), assign(app)), elsewhere], options);
    expect(codeLines(text, "//")).toEqual([]);
    expect(text).toContain("// one subscription only");
  });
});
