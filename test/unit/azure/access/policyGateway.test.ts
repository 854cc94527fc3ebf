import { describe, expect, it } from "vitest";
import { machines } from "../../../emulator/src/estate/contosoMachines";
import { subscriptions } from "../../../emulator/src/estate/places";
import { emulatedAzure, never, subscriptionOf } from "../emulated";

const get = emulatedAzure();
const staging = subscriptionOf(subscriptions.staging);

describe("policy assignments", () => {
  it("are read with what they assign, and the identity that their parameters name", async () => {
    const found = await get().azure.policies.listAt(staging, machines.monitored, never());
    expect(found).toMatchObject([
      { name: "Machine configuration", isEnforced: true, notScopes: [], identity: undefined },
      {
        name: "Identity of the monitoring agent",
        definitionId: expect.stringMatching(/d367bd60/) as unknown,
        identity: { name: "id-telemetry", resourceGroup: "rg-identities" },
      },
    ]);
    const initiative = found[0]?.definitionId ?? "";
    const members = await get().azure.policies.definitionsOf(staging, initiative, never());
    expect(members.map((id) => id.slice(id.lastIndexOf("/") + 1, id.lastIndexOf("/") + 9))).toEqual([
      "3cf2ab00",
      "497dff13",
    ]);
  });

  it("are left out where they cannot be read, and believed in no more than they say", async () => {
    const value = [
      null,
      {},
      { name: "x", properties: {} },
      {
        name: "y",
        properties: {
          policyDefinitionId: "/d",
          enforcementMode: "doNotEnforce",
          notScopes: [7, "/s"],
          parameters: { userAssignedIdentityResourceId: { value: "nonsense" } },
        },
      },
    ];
    get().emulator.control.inject({ path: /policyAssignments/, status: 200, body: { value } });
    expect(await get().azure.policies.listAt(staging, machines.monitored, never())).toEqual([
      { name: "y", definitionId: "/d", isEnforced: false, notScopes: ["/s"], identity: undefined },
    ]);
    get().emulator.control.inject({ path: /policySetDefinitions/, status: 200, body: { properties: [] } });
    const initiative = "/providers/Microsoft.Authorization/policySetDefinitions/x";
    expect(await get().azure.policies.definitionsOf(staging, initiative, never())).toEqual([]);
  });
});
