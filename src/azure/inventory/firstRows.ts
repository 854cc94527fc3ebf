import { type Tenant, tenantKey } from "../accounts";
import { AzureError } from "../azureError";
import type { ComputeResource } from "../compute/computeResource";
import { forEachBounded } from "../forEachBounded";
import type { SubscriptionListings } from "./subscriptionInventory";

/** Rows to show before the lists have come: a copy that lags behind, from Azure Resource Graph. */
export interface FirstRowsGateway {
  /** Machines and scale sets of these subscriptions, as they come. @throws AzureError */
  list(
    tenant: Tenant,
    subscriptionIds: readonly string[],
    signal: AbortSignal,
  ): AsyncIterable<readonly ComputeResource[]>;
}

/** With fewer subscriptions the lists are as fast as a copy: three of each, many at once. */
export const MANY_SUBSCRIPTIONS = 60;
/** The quota is of queries, whatever they ask over: several at once, over a part of the subscriptions each. */
const SUBSCRIPTIONS_A_QUERY = 250;
const QUERIES_AT_ONCE = 4;

/**
 * Shows a large estate from a copy while its lists are under way. A row of it takes no other's place, and goes with the end of the list that does not
 * bring it: whoever waits for the lists, as plans of deletions do, never rests on it. With fewer than `fewest` subscriptions it is not asked. `onShown` is told the key of each subscription with new rows.
 */
export async function showFirstRows(
  gateway: FirstRowsGateway,
  { entries, fewest }: { readonly entries: readonly SubscriptionListings[]; readonly fewest: number },
  signal: AbortSignal,
  onShown: (key: string) => void,
): Promise<void> {
  const unknown = entries.filter(({ listings }) => listings.virtualMachine.kind === "waiting");
  if (unknown.length < fewest) {
    return;
  }
  const groups = [...Map.groupBy(unknown, ({ subscription }) => tenantKey(subscription.tenant)).values()];
  const slices = groups.flatMap((group) => sliced(group, SUBSCRIPTIONS_A_QUERY));
  await forEachBounded(slices, QUERIES_AT_ONCE, async (slice) => {
    const [first] = slice;
    if (first === undefined) {
      return;
    }
    const byId = new Map(slice.map((entry) => [entry.subscription.subscriptionId.toLowerCase(), entry]));
    const ids = slice.map(({ subscription }) => subscription.subscriptionId);
    try {
      for await (const page of gateway.list(first.subscription.tenant, ids, signal)) {
        if (signal.aborted) {
          return;
        }
        const shown = page.flatMap((row) => byId.get(row.subscriptionId.toLowerCase())?.showFirst(row) ?? []);
        new Set(shown).forEach(onShown);
      }
    } catch (error) {
      // The lists are under way, and show the same a little later.
      if (!AzureError.is(error)) {
        throw error;
      }
    }
  });
}

function sliced<Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
