/** A token and when it ends, in milliseconds since 1970. The shape that the Azure SDK takes. */
export interface AccessToken {
  readonly token: string;
  readonly expiresOnTimestamp: number;
}

/** Gives a token each time that one is asked for: the shape of the SDK's TokenCredential. */
export interface Credential {
  getToken(
    scopes: string | string[],
    /** `claims`: JSON that a service has challenged the token before with. */
    options?: { readonly abortSignal?: unknown; readonly tenantId?: string; readonly claims?: string },
  ): Promise<AccessToken | null>;
}

/** Somebody, or something, that is signed in. `id` is stable; `label` is for people. */
export interface Account {
  readonly id: string;
  readonly label: string;
}

/** A directory that an account can see. */
export interface Tenant {
  readonly tenantId: string;
  readonly displayName: string | undefined;
  readonly account: Account;
}

/** The key of a directory as one account sees it: two accounts have two. Never shown, never sent. */
export function tenantKey({ account, tenantId }: Tenant): string {
  return JSON.stringify([account.id, tenantId]);
}

/** A subscription as one account sees it through one tenant. */
export interface Subscription {
  readonly subscriptionId: string;
  readonly name: string;
  /** Through which it is seen: tokens are asked for here. */
  readonly tenant: Tenant;
  /**
   * The directory that it belongs to: with Azure Lighthouse another one than `tenant`. Where the service does not say, it is taken
   * to be `tenant`.
   */
  readonly ownerTenantId: string;
}

/** What has to be undone when nobody listens any more. */
export interface Disposable {
  dispose(): void;
}

/** What a user signs in for: the resource manager, or the directory (Microsoft Graph), which has tokens of its own. */
export type SignInService = "resourceManager" | "directory";

/**
 * Where accounts and tokens come from, shaped after version 6 of azext-azureauth, so that a later move is mechanical
 * (docs/azure-behaviour.md#session-of-a-listed-subscription).
 */
export interface SignIn extends Disposable {
  /** The accounts that are signed in; empty where nobody is. Never asks a user for anything. */
  getAccounts(): Promise<readonly Account[]>;
  /** The directories of an account. @throws AzureError */
  getTenantsForAccount(account: Account, signal: AbortSignal): Promise<readonly Tenant[]>;
  /** Asks for a new token each time; never shows anything. */
  credentialFor(tenant: Tenant): Credential;
  /** Lets a user sign in, to one tenant where one is given; suggests a refresh. False where they did not. @throws AzureError */
  signIn(tenant?: Tenant, service?: SignInService): Promise<boolean>;
  /** Somebody has signed in, or something outside has changed who is signed in. */
  onRefreshSuggested(listener: () => void): Disposable;
}
