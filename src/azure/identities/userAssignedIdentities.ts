import type { Subscription } from "../accounts";
import type { IdentityLifecycleGateway } from "./identityLifecycle";

/** User-assigned identities, and the places that they can be made in. Every method throws AzureError and nothing else. */
export interface UserAssignedIdentityGateway extends IdentityLifecycleGateway {
  /** Resource groups with their regions, to create an identity in. */
  listResourceGroups(subscription: Subscription, signal: AbortSignal): Promise<readonly ResourceGroup[]>;
  /** Makes a resource group; one that is there already stays as it is. */
  createResourceGroup(subscription: Subscription, name: string, location: string, signal: AbortSignal): Promise<void>;
  listLocations(subscription: Subscription, signal: AbortSignal): Promise<readonly Location[]>;
}

/** A resource group. */
export interface ResourceGroup {
  readonly name: string;
  readonly location: string;
}

/** A region. */
export interface Location {
  readonly name: string;
  readonly displayName: string;
}
