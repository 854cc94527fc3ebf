import { type IdentityDifference, identityDifference } from "../../identity/identityState";
import { resourceIdKey } from "../../identity/resourceId";
import type { ComputeResource } from "./computeResource";
import type { SubscriptionInventory } from "../inventory/subscriptionInventory";

/**
 * What leads from the identities of a Flexible scale set to those of one of its instances: `removed` are on the set and not on the
 * instance, `assigned` the other way round. Whether Azure will ever bring the one to the other is unverified (docs/azure-behaviour.md#flexible-scale-sets),
 * so that this is a comparison and no promise. Undefined for what is no instance, and where either cannot be read.
 */
export function differenceFromSet(
  inventory: SubscriptionInventory,
  instance: ComputeResource,
): IdentityDifference | undefined {
  if (instance.kind !== "virtualMachine" || instance.scaleSetId === undefined) {
    return undefined;
  }
  const scaleSet = inventory.resources.get(resourceIdKey(instance.scaleSetId));
  return scaleSet?.identity.kind === "state" && instance.identity.kind === "state"
    ? identityDifference(scaleSet.identity.state, instance.identity.state)
    : undefined;
}
