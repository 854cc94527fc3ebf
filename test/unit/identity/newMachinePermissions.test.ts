import { expect, it } from "vitest";
import type { FirstRoleScope, NewMachine } from "../../../src/identity/newMachine";
import { firstRoleScopeId, permissionsForNewMachine } from "../../../src/identity/newMachinePermissions";

const SUBSCRIPTION = "/subscriptions/s";
const GROUP = `${SUBSCRIPTION}/resourceGroups/rg`;
const OTHER = `${SUBSCRIPTION}/resourceGroups/rg-other`;
const IDENTITY = `${OTHER}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-web`;
const SUBNET = `${OTHER}/providers/Microsoft.Network/virtualNetworks/vnet/subnets/default`;
const place = { subscriptionId: "s", resourceGroup: "rg", isNewResourceGroup: false };

function machine(changes: Partial<NewMachine> = {}): NewMachine {
  return {
    kind: "virtualMachine",
    name: "vm",
    location: "westeurope",
    operatingSystem: "Linux",
    image: { kind: "id", id: "x" },
    size: "Standard_B2s",
    administrator: "azureuser",
    signIn: { kind: "password" },
    network: { kind: "new" },
    partsNumber: 1,
    identity: { systemAssigned: {}, userAssigned: [{ id: IDENTITY }] },
    role: undefined,
    ...changes,
  } as NewMachine;
}

function withRole(scope: FirstRoleScope): NewMachine {
  return machine({ role: { assignmentName: "n", roleDefinitionId: "r", scope } });
}

const short = (of: NewMachine, at = place): string[] =>
  permissionsForNewMachine(of, at).map(({ action, scope }) => `${action.split("/").slice(-2).join("/")} ${scope}`);

const own = (at: string): string[] => [
  `deployments/write ${at}`,
  `virtualMachines/write ${at}`,
  `assign/action ${IDENTITY}`,
  `virtualNetworks/write ${at}`,
  `networkInterfaces/write ${at}`,
];

it("takes the right to deploy and to make all that the template holds, and to assign each identity", () => {
  expect(short(machine())).toEqual(own(GROUP));
});

it("takes the rights from the subscription where the resource group is a new one, and the right to make that", () => {
  expect(short(machine(), { ...place, isNewResourceGroup: true })).toEqual([
    `resourceGroups/write ${SUBSCRIPTION}`,
    ...own(SUBSCRIPTION),
  ]);
});

it("takes the use of a network that is there; a scale set makes its interfaces itself", () => {
  const network = { kind: "existing", subnetId: SUBNET } as const;
  expect(short(machine({ network }))).toContain(`join/action ${SUBNET}`);
  expect(short(machine({ network })).join()).not.toContain("virtualNetworks/write");
  const set = short(machine({ kind: "scaleSet", network }));
  expect(set).toContain(`virtualMachineScaleSets/write ${GROUP}`);
  expect(set.join()).not.toContain("networkInterfaces");
});

it.each<[FirstRoleScope, string[]]>([
  [{ kind: "ownGroup" }, [`roleAssignments/write ${GROUP}`]],
  [
    { kind: "resourceGroup", resourceGroup: "rg-other" },
    [`deployments/write ${OTHER}`, `roleAssignments/write ${OTHER}`],
  ],
  [{ kind: "subscription" }, [`deployments/write ${SUBSCRIPTION}`, `roleAssignments/write ${SUBSCRIPTION}`]],
  [{ kind: "resource", id: SUBNET }, [`deployments/write ${OTHER}`, `roleAssignments/write ${SUBNET}`]],
])("takes the right to give a role on %j, and elsewhere to deploy there", (scope, expected) => {
  expect(short(withRole(scope)).slice(own(GROUP).length)).toEqual(expected);
  expect(expected.at(-1)).toContain(firstRoleScopeId(scope, place));
});

it("takes no right to give a role to an identity that the machine does not have", () => {
  const identity = { systemAssigned: undefined, userAssigned: [] };
  expect(short({ ...withRole({ kind: "subscription" }), identity }).join()).not.toContain("roleAssignments");
});
