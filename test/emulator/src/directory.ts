import {
  type ApplicationSeed,
  type AppRoleSeed,
  type Estate,
  type GroupSeed,
  type LocationSeed,
  type SignInSeed,
  type SubscriptionSeed,
  type TenantSeed,
} from "./estate/estate";
import { guidFrom } from "./guid";
import { idKey } from "./resourceId";

/** Who makes a request: the service principal of an application in one tenant. */
export interface Caller {
  readonly tenantId: string;
  readonly clientId: string;
  readonly objectId: string;
}

/** A Microsoft Entra group and who is in it now. */
export interface Group extends Omit<GroupSeed, "members"> {
  readonly members: Set<string>;
}

/** An application's service principal has another object id in each tenant. */
export function objectIdOf(application: { readonly clientId: string }, tenantId: string): string {
  return guidFrom(`service principal ${application.clientId} in ${tenantId}`);
}

/** Tenants, subscriptions and the applications that can sign in. */
export class Directory {
  readonly tenants: readonly TenantSeed[];
  readonly subscriptions: readonly SubscriptionSeed[];
  readonly locations: readonly LocationSeed[];
  readonly groups: readonly Group[];
  readonly appRoles: readonly AppRoleSeed[];
  readonly signIns: readonly SignInSeed[];
  readonly #applications: readonly ApplicationSeed[];

  constructor(estate: Estate) {
    this.tenants = estate.tenants;
    this.subscriptions = estate.subscriptions;
    this.locations = estate.locations;
    this.groups = estate.groups.map((seed) => ({ ...seed, members: new Set(seed.members) }));
    this.appRoles = estate.appRoles ?? [];
    this.signIns = estate.signIns ?? [];
    this.#applications = estate.applications;
    const [first] = estate.applications;
    if (first === undefined) {
      throw new Error("an estate needs at least one application");
    }
    this.firstApplication = first;
  }

  /** The application whose credentials the emulator hands out. */
  readonly firstApplication: ApplicationSeed;

  application(clientId: string): ApplicationSeed | undefined {
    return this.#applications.find((candidate) => idKey(candidate.clientId) === idKey(clientId));
  }

  /** A tenant by its id or one of its domains. */
  tenant(name: string): TenantSeed | undefined {
    return this.tenants.find(({ tenantId, defaultDomain }) =>
      [tenantId, defaultDomain].map(idKey).includes(idKey(name)),
    );
  }

  subscription(subscriptionId: string): SubscriptionSeed | undefined {
    return this.subscriptions.find((candidate) => idKey(candidate.subscriptionId) === idKey(subscriptionId));
  }

  subscriptionsOf(tenantId: string): readonly SubscriptionSeed[] {
    return this.subscriptions.filter((candidate) => candidate.tenantId === tenantId);
  }
}
