import type { Subscription } from "../accounts";

/** Which subscriptions are shown, and how many the filter hides. */
export interface ChosenSubscriptions {
  readonly subscriptions: readonly Subscription[];
  readonly hiddenByFilter: number;
}

/**
 * Shows each subscription once, through the tenant that owns it where that is among those that see it, sorted by name. The filter
 * holds `tenantId/subscriptionId`, compared without case; entries without a tenant are left-overs of older versions and would hide
 * everything (docs/azure-behaviour.md#subscription-filter). No usable entry: no filter.
 */
export function chooseSubscriptions(seen: readonly Subscription[], filter: readonly string[]): ChosenSubscriptions {
  const entries = new Set(filter.filter((entry) => entry.includes("/")).map((entry) => entry.toLowerCase()));
  const passes = ({ tenant, subscriptionId }: Subscription): boolean =>
    entries.size === 0 || entries.has(`${tenant.tenantId}/${subscriptionId}`.toLowerCase());
  const shown = new Map<string, Subscription>();
  for (const sighting of seen.filter(passes)) {
    const key = sighting.subscriptionId.toLowerCase();
    const known = shown.get(key);
    if (known === undefined || (!isThroughOwner(known) && isThroughOwner(sighting))) {
      shown.set(key, sighting);
    }
  }
  const all = new Set(seen.map(({ subscriptionId }) => subscriptionId.toLowerCase()));
  return {
    subscriptions: [...shown.values()].sort((left, right) => left.name.localeCompare(right.name)),
    hiddenByFilter: all.size - shown.size,
  };
}

function isThroughOwner({ tenant, ownerTenantId }: Subscription): boolean {
  return ownerTenantId.toLowerCase() === tenant.tenantId.toLowerCase();
}
