import type { Subscription } from "../../../../src/azure/accounts";
import type { VirtualMachine } from "../../../../src/azure/compute/computeResource";
import { SubscriptionListings } from "../../../../src/azure/inventory/subscriptionInventory";
import type { IdentityReading } from "../../../../src/identity/readIdentity";
import { formatResourceId } from "../../../../src/identity/resourceId";

/** A subscription with an id made of one digit. */
export function fakeSubscription(digit: number): Subscription {
  const subscriptionId = `${String(digit).repeat(8)}-0000-0000-0000-000000000000`;
  const tenant = { tenantId: "tenant", displayName: "Contoso", account: { id: "account", label: "Tester" } };
  return { subscriptionId, name: `Subscription ${digit}`, tenant, ownerTenantId: tenant.tenantId };
}

/** The id of a user-assigned identity. */
export function identityId({ subscriptionId }: Subscription, name: string): string {
  return formatResourceId(subscriptionId, "rg", "Microsoft.ManagedIdentity/userAssignedIdentities", name);
}

/** A machine that lists user-assigned identities in the given spelling, or carries a block that is not understood. */
export function machine(
  { subscriptionId }: Subscription,
  name: string,
  carries: readonly string[] | "unreadable",
): VirtualMachine {
  const identity: IdentityReading =
    carries === "unreadable"
      ? { kind: "unreadable", reason: "unknownType", detail: "Other" }
      : { kind: "state", state: { systemAssigned: undefined, userAssigned: carries.map((id) => ({ id })) } };
  return {
    kind: "virtualMachine",
    id: formatResourceId(subscriptionId, "rg", "Microsoft.Compute/virtualMachines", name),
    name,
    subscriptionId,
    resourceGroup: "rg",
    location: "westeurope",
    provisioningState: "Succeeded",
    scaleSetId: undefined,
    identity,
  };
}

/** What a subscription's finished listings have brought. */
export function listed(subscription: Subscription, machines: readonly VirtualMachine[]): SubscriptionListings {
  const listings = new SubscriptionListings(subscription);
  listings.putResources(machines, new Set());
  for (const kind of ["scaleSet", "virtualMachine", "userAssignedIdentity"] as const) {
    listings.listings[kind] = { kind: "loaded" };
  }
  return listings;
}
