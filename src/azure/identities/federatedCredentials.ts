import type { Subscription } from "../accounts";
import type { FederatedCredential, FederatedCredentialGateway, FederatedTrust } from "./federatedCredential";
import type { Inventory } from "../inventory/inventory";
import { LazyReadings, type Reading } from "../inventory/lazyReadings";

/** What is known of the federated credentials of one identity. */
export type FederatedListing = Reading<readonly FederatedCredential[]>;

/** The federated credentials of identities, each identity's listed when they are first asked for, and again after a change made here. */
export class FederatedCredentials extends LazyReadings<readonly FederatedCredential[]> {
  constructor(
    private readonly gateway: FederatedCredentialGateway,
    inventory: Inventory,
  ) {
    super((...args) => gateway.list(...args), inventory);
  }

  /** A credential of an identity, where it has been listed. */
  find(identityId: string, credentialId: string): FederatedCredential | undefined {
    const known = this.known(identityId);
    return known?.kind === "read" ? known.value.find(({ id }) => id === credentialId) : undefined;
  }

  /** Adds a credential; never replaces one of the same name. @throws AzureError */
  async add(
    subscription: Subscription,
    identityId: string,
    name: string,
    trust: FederatedTrust,
    signal: AbortSignal,
  ): Promise<FederatedCredential> {
    try {
      return await this.gateway.create(subscription, identityId, name, trust, signal);
    } finally {
      this.forget(identityId);
    }
  }

  /** Removes a credential; done as well where it is already gone. @throws AzureError */
  async remove(
    subscription: Subscription,
    identityId: string,
    credential: FederatedCredential,
    signal: AbortSignal,
  ): Promise<void> {
    try {
      await this.gateway.delete(subscription, credential, signal);
    } finally {
      this.forget(identityId);
    }
  }
}
