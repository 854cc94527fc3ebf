import { setImmediate as nextTurn } from "node:timers/promises";
import { type IdentityIds, isEarlierIdentity } from "../../identity/earlierIdentity";
import { readState } from "../../identity/readIdentity";
import { findUserAssigned } from "../../identity/identityState";
import { isUserAssignedType, resourceType, parseResourceId, resourceIdKey } from "../../identity/resourceId";
import type { Disposable, Subscription } from "../accounts";
import { AzureError } from "../azureError";
import type { ComputeResource, UserAssignedIdentityResource } from "../compute/computeResource";
import { forEachBounded } from "../forEachBounded";
import type { IdentityLifecycleGateway } from "../identities/identityLifecycle";
import type { Inventory } from "./inventory";
import { Listeners } from "../listeners";
import type { ListingState, SubscriptionInventory } from "./subscriptionInventory";
import type { UsageIndex } from "./usageIndex";
import type { IdentityUse } from "./usageMap";

/** Whether the identity that a resource lists exists. Only `dead` is certain to be gone: what may not be read is not "deleted". */
export type ReferenceState =
  | { readonly kind: "alive" }
  /** Another one has its name now: it was deleted and created again, and the resource still carries the ids of the earlier one. */
  | { readonly kind: "stale" }
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

/** Work is laid down after so long, milliseconds: well below what a user notices. */
const TURN_MS = 8;

/** GETs at the same time. There are as many as there are identities that look deleted: hardly ever more than a few. */
const CHECKS_AT_ONCE = 4;

/** The identities of a resource that no longer exist, in its own spelling. */
export function deadIdsOf({ identity }: ComputeResource, references: Pick<DeadReferences, "state">): readonly string[] {
  const listed = readState(identity)?.userAssigned ?? [];
  return listed.map(({ id }) => id).filter((id) => references.state(id).kind === "dead");
}

/** The identities that a resource lists and that have been created again since it was given them, in its own spelling. */
export function staleIdsOf(resource: ComputeResource, references: Pick<DeadReferences, "stateOn">): readonly string[] {
  const listed = readState(resource.identity)?.userAssigned ?? [];
  return listed.map(({ id }) => id).filter((id) => references.stateOn(resource, id).kind === "stale");
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
  /** Where it is listed, under other ids than a resource carries: those ids. */
  readonly carried?: IdentityIds;
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
 * Finds identities that resources list and that no longer exist, or that have been created again under their name. Suspects come from the
 * listings alone; each is then asked for once, after its subscription has been listed.
 */
export class DeadReferences implements Disposable {
  private readonly verdicts = new Map<string, Verdict>();
  private readonly listeners = new Listeners();
  private readonly listening: Disposable;
  private readonly abort = new AbortController();
  private running: Promise<void> | undefined;
  /** Whether something has changed since suspects were last looked for. */
  private isDue = false;

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

  /** The same of one that a certain resource lists, which may be an earlier one of this name. */
  stateOn({ identity }: ComputeResource, identityId: string): ReferenceState {
    const carried = identity.kind === "state" ? findUserAssigned(identity.state, identityId) : undefined;
    const key = resourceIdKey(identityId);
    const listed = this.ownerOf(identityId)?.identities.get(key);
    if (carried === undefined || listed === undefined || !isEarlierIdentity(carried, listed)) {
      return this.state(identityId);
    }
    return this.verdicts.get(earlierKey(key, carried))?.state ?? { kind: "checking" };
  }

  /** The dead identities that resources still list, each in the spelling of one of them. */
  get dead(): readonly string[] {
    const { uses } = this.usage.current;
    // Only what was asked for can be known to be dead: there are few of them, and many identities.
    return [...this.verdicts]
      .filter(([, { state }]) => state.kind === "dead")
      .flatMap(([key]) => uses.get(key)?.slice(0, 1) ?? [])
      .map(({ spelling }) => spelling)
      .filter((id) => this.state(id).kind === "dead");
  }

  /** Asks for every suspect that has no verdict yet. Ends when all have one. Never throws for what Azure answers. */
  check(): Promise<void> {
    this.isDue = true;
    this.running ??= this.checkDue();
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
    const id = parseResourceId(identityId);
    return id !== undefined && isUserAssignedType(resourceType(id))
      ? this.inventory.ownerOf(id.subscriptionId)
      : undefined;
  }

  /** None before everything has been listed: pages that stream in would have the usage map made again and again. */
  private async suspects(): Promise<Suspect[]> {
    const suspects: Suspect[] = [];
    if (this.inventory.isListing) {
      return suspects;
    }
    await this.usage.settled();
    let began = performance.now();
    for (const [key, uses] of this.usage.current.uses) {
      if (performance.now() - began > TURN_MS) {
        await nextTurn();
        began = performance.now();
        // What has changed meanwhile has made another look due.
        if (this.isDue || this.abort.signal.aborted) {
          return suspects;
        }
      }
      const [use] = uses;
      const owner = use && this.ownerOf(use.spelling);
      if (use === undefined || owner?.listings.userAssignedIdentity.kind !== "loaded") {
        continue;
      }
      const listed = owner.identities.get(key);
      const found =
        listed === undefined
          ? [{ key, id: use.spelling, owner }]
          : earlierOnes(uses, listed).map((carried) => ({
              key: earlierKey(key, carried),
              id: use.spelling,
              owner,
              carried,
            }));
      suspects.push(...found.filter((each) => this.verdicts.get(each.key)?.basis !== basisOf(owner)));
    }
    return suspects;
  }

  /** Looks for suspects once for all that has changed until then: in a large estate each look takes a while. */
  private async checkDue(): Promise<void> {
    try {
      while (this.isDue) {
        await Promise.resolve();
        this.isDue = false;
        await this.checkSuspects(await this.suspects());
      }
    } finally {
      this.running = undefined;
    }
  }

  private async checkSuspects(found: readonly Suspect[]): Promise<void> {
    if (found.length > 0) {
      await forEachBounded(found, CHECKS_AT_ONCE, async ({ key, id, owner, carried }) => {
        const basis = basisOf(owner);
        const checked = await checkIdentity(this.gateway, owner.subscription, id, this.abort.signal);
        const isStale =
          checked.kind === "alive" && carried !== undefined && isEarlierIdentity(carried, checked.identity);
        this.verdicts.set(key, {
          basis,
          state: checked.kind === "alive" ? { kind: isStale ? "stale" : "alive" } : checked,
        });
        if (carried !== undefined) {
          this.renew(owner, id, checked);
        }
      });
      this.listeners.notify();
    }
  }

  /** What a look at an identity brings is newer than its listing, which the resource disagrees with. */
  private renew({ key, subscription }: SubscriptionInventory, id: string, checked: CheckedIdentity): void {
    if (checked.kind === "dead") {
      this.inventory.removeIdentity(subscription, id);
    } else if (checked.kind === "alive") {
      const listed = this.inventory.subscription(key)?.identities.get(resourceIdKey(id));
      if (listed !== undefined && isEarlierIdentity(listed, checked.identity)) {
        this.inventory.addIdentity(subscription, checked.identity);
      }
    }
  }
}

function basisOf({ listings }: SubscriptionInventory): ListingState {
  return listings.userAssignedIdentity;
}

/** Never the key of an identity: those begin with a slash. */
function earlierKey(key: string, { principalId, clientId }: IdentityIds): string {
  return JSON.stringify([key, principalId?.toLowerCase(), clientId?.toLowerCase()]);
}

/** What resources carry under the name of an identity and with other ids, each once. Asked at every change: it must be quick. */
function earlierOnes(uses: readonly IdentityUse[], listed: UserAssignedIdentityResource): readonly IdentityIds[] {
  const earlier = new Map<string, IdentityIds>();
  for (const { resource, spelling } of uses) {
    const identities = readState(resource.identity)?.userAssigned ?? [];
    const carried = identities.find(({ id }) => id === spelling);
    if (carried !== undefined && isEarlierIdentity(carried, listed)) {
      earlier.set(earlierKey("", carried), carried);
    }
  }
  return [...earlier.values()];
}
