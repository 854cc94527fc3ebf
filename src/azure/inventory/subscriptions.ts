import type { Account, Subscription, Tenant } from "../accounts";
import type { AzureError } from "../azureError";

/** A directory whose subscriptions could not be read; the others are there all the same. */
export interface TenantFailure {
  readonly tenant: Tenant | undefined;
  readonly account: Account;
  readonly error: AzureError;
}

/** The subscriptions that are shown, and why others are not. */
export interface SubscriptionListing {
  readonly subscriptions: readonly Subscription[];
  readonly failures: readonly TenantFailure[];
  /** How many the user's own filter hides (`azureResourceGroups.selectedSubscriptions`). */
  readonly hiddenByFilter: number;
}

/** Lists subscriptions over all accounts and tenants. */
export interface SubscriptionGateway {
  /** @throws AzureError `notSignedIn` where no account is there, `cancelled`. */
  list(signal: AbortSignal): Promise<SubscriptionListing>;
}
