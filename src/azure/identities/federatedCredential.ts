import type { Subscription } from "../accounts";

/** Whom a user-assigned identity trusts: whoever holds a token of this issuer for this subject may act as the identity. */
export interface FederatedTrust {
  readonly issuer: string;
  readonly subject: string;
  readonly audiences: readonly string[];
}

/** A federated credential of a user-assigned identity. */
export interface FederatedCredential extends FederatedTrust {
  readonly id: string;
  readonly name: string;
}

/** How many an identity can have (docs/azure-behaviour.md#federated-credentials). */
export const MOST_FEDERATED_CREDENTIALS = 20;

/** The federated credentials of user-assigned identities. Every method throws AzureError and nothing else. */
export interface FederatedCredentialGateway {
  list(subscription: Subscription, identityId: string, signal: AbortSignal): Promise<readonly FederatedCredential[]>;
  /** Never replaces one that is there: @throws AzureError `invalid` with the target `name`. */
  create(
    subscription: Subscription,
    identityId: string,
    name: string,
    trust: FederatedTrust,
    signal: AbortSignal,
  ): Promise<FederatedCredential>;
  /** Done as well where the credential is already gone. */
  delete(subscription: Subscription, credential: FederatedCredential, signal: AbortSignal): Promise<void>;
}
