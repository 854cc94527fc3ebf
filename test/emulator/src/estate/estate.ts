import { type JsonObject } from "../json";

/** What an emulator starts with. Plain data: `npm run emulator -- --seed FILE` reads the same shape from JSON. */
export interface Estate {
  readonly tenants: readonly TenantSeed[];
  readonly subscriptions: readonly SubscriptionSeed[];
  readonly locations: readonly LocationSeed[];
  /** Service principals that can sign in. The first is the one whose credentials the emulator hands out. */
  readonly applications: readonly ApplicationSeed[];
  /** Microsoft Entra groups. */
  readonly groups: readonly GroupSeed[];
  /** What service principals may do in APIs, such as Microsoft Graph; none where not given. */
  readonly appRoles?: readonly AppRoleSeed[];
  /** The last sign-ins of service principals; none where not given. */
  readonly signIns?: readonly SignInSeed[];
  /** Any resources, each in the newest shape, with its `id`. */
  readonly resources: readonly ResourceSeed[];
  /** More resources, of an estate that is too large to be made at once; none where not given. Not in JSON. */
  readonly lazy?: LazyResources;
}

/** The resources of each subscription, made when something in it is first asked for. */
export interface LazyResources {
  /** Their types, in lower case: what is asked for by another type has nothing made. */
  readonly types: ReadonlySet<string>;
  readonly of: (subscriptionId: string) => readonly ResourceSeed[];
}

export interface TenantSeed {
  readonly tenantId: string;
  readonly displayName: string;
  readonly defaultDomain: string;
}

export interface SubscriptionSeed {
  readonly subscriptionId: string;
  readonly tenantId: string;
  readonly displayName: string;
}

export interface LocationSeed {
  readonly name: string;
  readonly displayName: string;
}

export interface ApplicationSeed {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly displayName: string;
}

export interface GroupSeed {
  readonly id: string;
  readonly tenantId: string;
  readonly displayName: string;
  readonly description: string;
  /** Object ids of its members. */
  readonly members: readonly string[];
}

/** A permission of an API that is granted to a service principal. */
export interface AppRoleSeed {
  readonly id: string;
  readonly tenantId: string;
  readonly principalId: string;
  readonly api: { readonly principalId: string; readonly displayName: string };
  readonly role: { readonly id: string; readonly value: string; readonly displayName: string };
}

/** When a service principal signed in last, as Microsoft Graph reports it. */
export interface SignInSeed {
  readonly tenantId: string;
  /** The client ID. */
  readonly appId: string;
  /** ISO time. */
  readonly lastSignIn: string;
}

export interface ResourceSeed extends JsonObject {
  readonly id: string;
}
