import { isUserAssignedIdentityId, parseResourceId, resourceIdKey } from "../../identity/resourceId";
import type { Disposable, Subscription } from "../accounts";
import { AzureError } from "../azureError";
import type { ComputeResource, UserAssignedIdentityResource } from "../compute/computeResource";
import { forEachBounded } from "../forEachBounded";
import type { IdentityLifecycleGateway } from "../identities/identityLifecycle";
import type { Inventory } from "./inventory";
import { Listeners } from "../listeners";
import { isBeingListed, type ListingState, type SubscriptionInventory } from "./subscriptionInventory";
import type { UsageIndex } from "./usageIndex";

/** Whether the identity that a resource lists exists. Only `dead` is certain to be gone: what may not be read is not "deleted". */
export type ReferenceState =
  | { readonly kind: "alive" }
  /** Its subscription is not shown, or its identities have not been listed: nothing can be said. */
  | { readonly kind: "notVisible" }
  /** The listing of its subscription does not hold it, and the answer to one GET of it is still to come. */
  | { readonly kind: "checking" }
  /** The GET came to something else than an answer: forbidden, no connection. */
  | { readonly kind: "unknown"; readonly error: AzureError }
  /** One GET of it was answered 404 with a code that says so. */
  | { readonly kind: "dead" };

/** The codes of a 404 that say that the identity itself, or its whole resource group, is gone (errors-catalog.json). */
const GONE = new Set(["resourcenotfound", "resourcegroupnotfound"]);

/** GETs at the same time. There are as many as there are identities that look deleted: hardly ever more than a few. */
const CHECKS_AT_ONCE = 4;

/** The identities of a resource that no longer exist, in its own spelling. */
export function deadIdsOf({ identity }: ComputeResource, references: Pick<DeadReferences, "state">): readonly string[] {
  const listed = identity.kind === "state" ? identity.state.userAssigned : [];
  return listed.map(({ id }) => id).filter((id) => references.state(id).kind === "dead");
}

interface Verdict {
  /** The listing that it follows from: when the subscription is listed anew, it is asked for anew. */
  readonly basis: ListingState;
  readonly state: ReferenceState;
}

interface Suspect {
  readonly key: string;
  readonly id: string;
  readonly owner: SubscriptionInventory;
}

/** What one GET of an identity came to. */
export type CheckedIdentity =
  | { readonly kind: "alive"; readonly identity: UserAssignedIdentityResource }
  | Extract<ReferenceState, { kind: "unknown" | "dead" }>;

/** Asks whether an identity is gone: one GET. A 404 that does not say of what is no proof. */
export async function checkIdentity(
  gateway: Pick<IdentityLifecycleGateway, "read">,
  subscription: Subscription,
  identityId: string,
  signal: AbortSignal,
): Promise<CheckedIdentity> {
  try {
    return { kind: "alive", identity: await gateway.read(subscription, identityId, signal) };
  } catch (error) {
    if (!AzureError.is(error)) {
      throw error;
    }
    const isGone = error.failure.reason === "notFound" && GONE.has(error.answer?.code?.toLowerCase() ?? "");
    return isGone ? { kind: "dead" } : { kind: "unknown", error };
  }
}

/**
 * Finds identities that resources list and that no longer exist. Suspects come from the listings alone; each is then asked for once,
 * after its subscription has been listed.
 */
export class DeadReferences implements Disposable {
  private readonly verdicts = new Map<string, Verdict>();
  private readonly listeners = new Listeners();
  private readonly listening: Disposable;
  private readonly abort = new AbortController();
  private running: Promise<void> | undefined;

  constructor(
    private readonly inventory: Inventory,
    private readonly usage: UsageIndex,
    private readonly gateway: IdentityLifecycleGateway,
  ) {
    this.listening = inventory.onDidChange(() => {
      void this.check();
    });
  }

  /** What is known of an identity that a resource lists. */
  state(identityId: string): ReferenceState {
    const owner = this.ownerOf(identityId);
    const key = resourceIdKey(identityId);
    if (owner?.identities.has(key)) {
      return { kind: "alive" };
    }
    if (owner === undefined || owner.listings.userAssignedIdentity.kind === "failed") {
      return { kind: "notVisible" };
    }
    return this.verdicts.get(key)?.state ?? { kind: "checking" };
  }

  /** The dead identities that resources still list, each in the spelling of one of them. */
  get dead(): readonly string[] {
    return [...this.usage.current.uses.values()]
      .flatMap(([first]) => (first === undefined ? [] : [first.spelling]))
      .filter((id) => this.state(id).kind === "dead");
  }

  /** Asks for every suspect that has no verdict yet. Ends when all have one. Never throws for what Azure answers. */
  check(): Promise<void> {
    this.running ??= this.checkSuspects().finally(() => {
      this.running = undefined;
    });
    return this.running;
  }

  /** Fires when there are new verdicts. */
  onDidChange(listener: () => void): Disposable {
    return this.listeners.add(listener);
  }

  dispose(): void {
    this.abort.abort();
    this.listening.dispose();
    this.listeners.clear();
  }

  /** The subscription that an identity belongs to, where it is visible. */
  ownerOf(identityId: string): SubscriptionInventory | undefined {
    const subscriptionId = parseResourceId(identityId)?.subscriptionId.toLowerCase();
    return isUserAssignedIdentityId(identityId)
      ? this.inventory.subscriptions.find((each) => each.subscription.subscriptionId.toLowerCase() === subscriptionId)
      : undefined;
  }

  /** None before everything has been listed: pages that stream in would have the usage map made again and again. */
  private suspects(): Suspect[] {
    const suspects: Suspect[] = [];
    if (this.inventory.subscriptions.some(isBeingListed)) {
      return suspects;
    }
    for (const [key, [use]] of this.usage.current.uses) {
      const owner = use && this.ownerOf(use.spelling);
      if (use === undefined || owner === undefined || owner.identities.has(key)) {
        continue;
      }
      const { userAssignedIdentity: listing } = owner.listings;
      if (listing.kind === "loaded" && this.verdicts.get(key)?.basis !== listing) {
        suspects.push({ key, id: use.spelling, owner });
      }
    }
    return suspects;
  }

  private async checkSuspects(): Promise<void> {
    for (let found = this.suspects(); found.length > 0; found = this.suspects()) {
      await forEachBounded(found, CHECKS_AT_ONCE, async ({ key, id, owner }) => {
        const basis = owner.listings.userAssignedIdentity;
        const checked = await checkIdentity(this.gateway, owner.subscription, id, this.abort.signal);
        this.verdicts.set(key, { basis, state: checked.kind === "alive" ? { kind: "alive" } : checked });
      });
      this.listeners.tell();
    }
  }
}
