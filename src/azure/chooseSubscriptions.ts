import type { Subscription } from "./accounts";

/** A subscription as it was listed through one tenant; `ownerTenantId` is the directory that it belongs to. */
export interface SeenSubscription {
  readonly subscription: Subscription;
  readonly ownerTenantId: string | undefined;
}

/** Which subscriptions are shown, and how many the filter hides. */
export interface ChosenSubscriptions {
  readonly subscriptions: readonly Subscription[];
  readonly hiddenByFilter: number;
}

/**
 * Shows each subscription once, through the tenant that owns it where that is among those that see it, sorted by name. The filter
 * holds `tenantId/subscriptionId`, compared without case; entries without a tenant are left-overs of older versions and would hide
 * everything (anchors.md sections 1.3 and 3.2). No usable entry: no filter.
 */
export function chooseSubscriptions(seen: readonly SeenSubscription[], filter: readonly string[]): ChosenSubscriptions {
  const entries = new Set(filter.filter((entry) => entry.includes("/")).map((entry) => entry.toLowerCase()));
  const passes = ({ subscription: { tenant, subscriptionId } }: SeenSubscription): boolean =>
    entries.size === 0 || entries.has(`${tenant.tenantId}/${subscriptionId}`.toLowerCase());
  const shown = new Map<string, SeenSubscription>();
  for (const sighting of seen.filter(passes)) {
    const key = sighting.subscription.subscriptionId.toLowerCase();
    const known = shown.get(key);
    if (known === undefined || (!isThroughOwner(known) && isThroughOwner(sighting))) {
      shown.set(key, sighting);
    }
  }
  const all = new Set(seen.map(({ subscription }) => subscription.subscriptionId.toLowerCase()));
  const subscriptions = [...shown.values()].map(({ subscription }) => subscription);
  return {
    subscriptions: subscriptions.sort((left, right) => left.name.localeCompare(right.name)),
    hiddenByFilter: all.size - shown.size,
  };
}

function isThroughOwner({ subscription, ownerTenantId }: SeenSubscription): boolean {
  return ownerTenantId?.toLowerCase() === subscription.tenant.tenantId.toLowerCase();
}
