import { describe, expect, it } from "vitest";
import { readComputeResource, readUserAssignedIdentity } from "../../../../src/azure/compute/readResource";

const GROUP = "/subscriptions/s1/resourceGroups/rg";
const VM = `${GROUP}/providers/Microsoft.Compute/virtualMachines/vm1`;
const SET = `${GROUP}/providers/Microsoft.Compute/virtualMachineScaleSets/set1`;
const IDENTITY = `${GROUP}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id1`;

describe("readComputeResource", () => {
  it("reads a machine that is an instance of a Flexible scale set", () => {
    const properties = { provisioningState: "Updating", virtualMachineScaleSet: { id: SET } };
    expect(readComputeResource({ id: VM, name: "vm1", location: "westeurope", properties })).toEqual({
      kind: "virtualMachine",
      id: VM,
      name: "vm1",
      subscriptionId: "s1",
      resourceGroup: "rg",
      location: "westeurope",
      identity: { kind: "state", state: { systemAssigned: undefined, userAssigned: [] } },
      provisioningState: "Updating",
      scaleSetId: SET,
    });
  });

  it.each([
    [{ orchestrationMode: "Flexible" }, "Flexible"],
    [{ orchestrationMode: "fLEXIBLE" }, "Flexible"],
    [{ orchestrationMode: "Uniform" }, "Uniform"],
    [{}, "Uniform"],
    [undefined, "Uniform"],
    ["text", "Uniform"],
  ])("reads the mode of a scale set with properties %j", (properties, mode) => {
    expect(readComputeResource({ id: SET, properties })).toMatchObject({ kind: "scaleSet", orchestrationMode: mode });
  });

  it("finds the identity under any casing of its name and its members: none of it may be overlooked", () => {
    const wire = {
      ID: VM.toUpperCase(),
      Identity: { Type: "systemassigned,UserAssigned", UserAssignedIdentities: { [IDENTITY]: {} } },
    };
    expect(readComputeResource(wire)).toMatchObject({
      id: VM.toUpperCase(),
      identity: { kind: "state", state: { systemAssigned: {}, userAssigned: [{ id: IDENTITY }] } },
    });
  });

  it("says of an identity of an unknown type that it cannot be read", () => {
    expect(readComputeResource({ id: VM, identity: { type: "Quantum" } })?.identity).toMatchObject({
      kind: "unreadable",
      reason: "unknownType",
    });
  });

  it("does not take the id of something else for the scale set of a machine", () => {
    for (const id of [IDENTITY, "nonsense", 7, ""]) {
      expect(readComputeResource({ id: VM, properties: { virtualMachineScaleSet: { id } } })).toMatchObject({
        scaleSetId: undefined,
      });
    }
  });

  it.each([
    [undefined],
    [null],
    ["<html></html>"],
    [[]],
    [{}],
    [{ id: 7 }],
    [{ id: "" }],
    [{ id: "vm1" }],
    [{ id: IDENTITY }],
    [{ id: `${SET}/virtualMachines/0` }],
    [{ id: `${GROUP}/providers/Microsoft.Compute/virtualMachines/..` }],
    [JSON.parse(`{"__proto__": {"id": "${VM}"}}`)],
  ])("makes nothing of %j", (wire: unknown) => {
    expect(readComputeResource(wire)).toBeUndefined();
  });
});

describe("readUserAssignedIdentity", () => {
  it("reads the ids that the service has told", () => {
    const properties = { principalId: "p", clientId: "c", tenantId: "t" };
    expect(readUserAssignedIdentity({ id: IDENTITY, location: "westeurope", properties })).toEqual({
      id: IDENTITY,
      name: "id1",
      subscriptionId: "s1",
      resourceGroup: "rg",
      location: "westeurope",
      principalId: "p",
      clientId: "c",
      tenantId: "t",
    });
  });

  it("leaves undefined what is missing or of another type", () => {
    expect(readUserAssignedIdentity({ id: IDENTITY, location: 7, properties: { principalId: [] } })).toMatchObject({
      location: "",
      principalId: undefined,
      clientId: undefined,
    });
  });

  it("makes nothing of a resource of another type", () => {
    expect(readUserAssignedIdentity({ id: VM })).toBeUndefined();
  });
});
