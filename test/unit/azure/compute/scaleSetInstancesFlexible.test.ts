import { describe, expect, it } from "vitest";
import type { ComputeResource } from "../../../../src/azure/compute/computeResource";
import { readComputeResource } from "../../../../src/azure/compute/readResource";
import { differenceFromSet } from "../../../../src/azure/compute/scaleSetInstancesFlexible";
import { SubscriptionListings } from "../../../../src/azure/inventory/subscriptionInventory";
import { subscriptionOf } from "../emulated";

const group = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg/providers";
const setId = `${group}/Microsoft.Compute/virtualMachineScaleSets/set`;
const identityId = (name: string): string => `${group}/Microsoft.ManagedIdentity/userAssignedIdentities/${name}`;

function identity(type: string, ...names: readonly string[]): object {
  return {
    type,
    ...(names.length === 0
      ? {}
      : { userAssignedIdentities: Object.fromEntries(names.map((name) => [identityId(name), {}])) }),
  };
}

function read(body: object): ComputeResource {
  const resource = readComputeResource(body);
  if (resource === undefined) {
    throw new Error("not a resource");
  }
  return resource;
}

function instance(identityOfInstance: unknown, scaleSetId: string = setId.toUpperCase()): ComputeResource {
  const properties = { virtualMachineScaleSet: { id: scaleSetId } };
  return read({ id: `${group}/Microsoft.Compute/virtualMachines/one`, identity: identityOfInstance, properties });
}

function inventoryWith(...resources: readonly ComputeResource[]): SubscriptionListings {
  const inventory = new SubscriptionListings(subscriptionOf());
  inventory.putResources(resources, new Set());
  return inventory;
}

const set = read({
  id: setId,
  identity: identity("UserAssigned", "a", "b"),
  properties: { orchestrationMode: "Flexible" },
});
const inventory = inventoryWith(set);

describe("an instance of a Flexible scale set", () => {
  it("is compared with its set in both directions, whatever the casing of the ids", () => {
    const difference = differenceFromSet(inventory, instance(identity("SystemAssigned, UserAssigned", "B", "c")));
    expect(difference?.removed.map(({ id }) => id)).toEqual([identityId("a")]);
    expect(difference?.assigned.map(({ id }) => id)).toEqual([identityId("c")]);
    expect(difference?.systemAssigned).toBe("enabled");
  });

  it("is the same as its set where it carries the same", () => {
    expect(differenceFromSet(inventory, instance(identity("UserAssigned", "b", "a")))).toEqual({
      systemAssigned: "unchanged",
      assigned: [],
      removed: [],
    });
  });

  it("is compared with nothing where it has no set, or either cannot be understood", () => {
    expect(differenceFromSet(inventory, instance(identity("UserAssigned", "a"), ""))).toBeUndefined();
    expect(differenceFromSet(inventoryWith(), instance(identity("UserAssigned", "a")))).toBeUndefined();
    expect(differenceFromSet(inventory, instance({ type: "Odd" }))).toBeUndefined();
    expect(differenceFromSet(inventory, set)).toBeUndefined();
  });
});
