import type { Subscription } from "../accounts";
import type { UserAssignedIdentityResource } from "../compute/computeResource";

/** Whether an identity may be assigned outside its own region. The values of API version 2024-11-30 (docs/azure-behaviour.md#isolation-scope). */
export type IsolationScope = "None" | "Regional";

/** What a user-assigned identity is made of. Its resource group has to exist. */
export interface NewIdentity {
  readonly resourceGroup: string;
  readonly name: string;
  readonly location: string;
  /** The service's own default, `None`, where it is not given. */
  readonly isolationScope?: IsolationScope;
  readonly tags?: Readonly<Record<string, string>>;
}

/** Makes, reads and deletes user-assigned identities. Every method throws AzureError and nothing else. */
export interface IdentityLifecycleGateway {
  /** Never replaces one that is there: @throws AzureError `invalid` with the target `name`. */
  create(subscription: Subscription, identity: NewIdentity, signal: AbortSignal): Promise<UserAssignedIdentityResource>;
  /** One GET, never from a cache. */
  read(subscription: Subscription, identityId: string, signal: AbortSignal): Promise<UserAssignedIdentityResource>;
  /** Done as well where the identity is already gone. References to it stay on the resources (docs/azure-behaviour.md#a-deleted-identity-leaves-references). */
  delete(subscription: Subscription, identityId: string, signal: AbortSignal): Promise<void>;
}
