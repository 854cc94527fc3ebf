import type { Subscription } from "../accounts";
import { AzureError } from "../azureError";
import type { ComputeResource } from "../compute/computeResource";
import type { TenantFailure } from "./subscriptions";
import type { Inventory } from "./inventory";
import type { ListedKind, SubscriptionInventory } from "./subscriptionInventory";

/** The kinds of listings that tell who uses an identity. */
const USING_KINDS = ["scaleSet", "virtualMachine"] as const satisfies readonly ListedKind[];

/** Something that could hold a user of an identity and was not looked at. */
export type ListingGap =
  | {
      readonly kind: "listing";
      readonly subscription: Subscription;
      readonly listed: (typeof USING_KINDS)[number];
      readonly error: AzureError;
    }
  | { readonly kind: "tenant"; readonly failure: TenantFailure }
  /** The user's own filter hides this many subscriptions. */
  | { readonly kind: "hidden"; readonly count: number }
  /** It carries an identity block that is not understood. */
  | { readonly kind: "unreadable"; readonly resource: ComputeResource };

/** How far the listing has come. */
export interface ListingProgress {
  readonly done: number;
  readonly of: number;
}

function isListed({ listings }: SubscriptionInventory): boolean {
  return USING_KINDS.every((kind) => listings[kind].kind === "loaded" || listings[kind].kind === "failed");
}

/** Waits for a load, and for each one that takes its place meanwhile. Never throws: see `Inventory.load`. */
export async function lastLoading(inventory: Pick<Inventory, "load">, loading = inventory.load()): Promise<void> {
  await loading;
  const latest = inventory.load();
  if (latest !== loading) {
    await lastLoading(inventory, latest);
  }
}

/** What others assign after a listing is not in it. Longer than a review takes, much shorter than a window stays open. */
const OLDEST_MS = 5 * 60_000;

function isRecent({ listedSince = Number.NEGATIVE_INFINITY }: Inventory): boolean {
  return Date.now() - listedSince <= OLDEST_MS;
}

/**
 * Waits until all that is visible has been listed, also what is being listed anew; `again` lists everything afresh, and so does
 * `recent` where the listing is more than five minutes old.
 * @throws AzureError `cancelled` when the signal fires, or why not even the subscriptions could be listed
 */
export async function wholeListing(
  inventory: Inventory,
  mode: "recent" | "again",
  signal: AbortSignal,
  onProgress: (progress: ListingProgress) => void,
): Promise<void> {
  const isKnown = mode === "recent" && isRecent(inventory);
  const loading = isKnown ? inventory.load() : inventory.refresh();
  await new Promise<void>((resolve, reject) => {
    let isLoaded = false;
    const follow = (load: Promise<void>): void => {
      lastLoading(inventory, load).then(() => {
        isLoaded = true;
        look();
      }, reject);
    };
    const look = (): void => {
      if (isLoaded && inventory.state.kind === "notLoaded") {
        isLoaded = false;
        follow(inventory.load());
        return;
      }
      const all = inventory.subscriptions;
      const done = all.filter(isListed).length;
      if (isLoaded && done === all.length) {
        end(resolve);
      } else if (done < all.length || all.length === 0) {
        onProgress({ done, of: all.length });
      }
    };
    const onAbort = (): void => {
      end(() => {
        reject(new AzureError({ reason: "cancelled", sent: false }));
      });
    };
    const listening = inventory.onDidChange(look);
    const end = (how: () => void): void => {
      listening.dispose();
      signal.removeEventListener("abort", onAbort);
      how();
    };
    signal.addEventListener("abort", onAbort);
    if (signal.aborted) {
      onAbort();
    }
    follow(loading);
  });
  if (inventory.state.kind === "failed") {
    throw inventory.state.error;
  }
}

/** What could hold a user of an identity and was not looked at, as far as it is known to exist. */
export function listingGaps({
  state,
  subscriptions,
}: Pick<Inventory, "state" | "subscriptions">): readonly ListingGap[] {
  const { failures = [], hiddenByFilter = 0 } = state.kind === "loaded" ? state.listing : {};
  return [
    ...failures.map((failure) => ({ kind: "tenant", failure }) as const),
    ...(hiddenByFilter > 0 ? [{ kind: "hidden", count: hiddenByFilter } as const] : []),
    ...subscriptions.flatMap(({ subscription, listings, resources }) => [
      ...USING_KINDS.flatMap((listed) => {
        const listing = listings[listed];
        return listing.kind === "failed"
          ? [{ kind: "listing", subscription, listed, error: listing.error } as const]
          : [];
      }),
      ...[...resources.values()]
        .filter(({ identity }) => identity.kind === "unreadable")
        .map((resource) => ({ kind: "unreadable", resource }) as const),
    ]),
  ];
}
