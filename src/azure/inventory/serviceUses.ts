import { resourceIdKey } from "../../identity/resourceId";
import type { Disposable, Subscription, Tenant } from "../accounts";
import { AzureError } from "../azureError";
import { Listeners } from "../listeners";
import type { Inventory } from "./inventory";
import type { Reading } from "./lazyReadings";
import type { AssociatedResource, GraphFailure, GraphListing, ServiceUse, ServiceUseGateway } from "./serviceUse";
import { untilListed } from "./untilListed";

/** How much is known of what Azure Resource Graph was asked for. `off`: the user does not want it to be asked. */
export type GraphCoverage = "notAsked" | "asking" | "whole" | "partial" | "failed" | "off";

/** What Azure Resource Graph has told of who uses identities. */
export interface ServiceUseMap {
  /** By resource id key of the identity; by name within. */
  readonly uses: ReadonlyMap<string, readonly ServiceUse[]>;
  /** How many role assignments a principal has; by its id in lower case. */
  readonly grants: ReadonlyMap<string, number>;
  readonly services: GraphCoverage;
  readonly grantees: GraphCoverage;
  readonly failures: readonly GraphFailure[];
  /** When it was asked, in milliseconds since 1970. */
  readonly askedAt: number | undefined;
}

const NOTHING: ServiceUseMap = {
  uses: new Map(),
  grants: new Map(),
  services: "notAsked",
  grantees: "notAsked",
  failures: [],
  askedAt: undefined,
};

/**
 * The resources other than machines and scale sets that use identities, over all visible tenants: asked of Azure Resource Graph when they are
 * first wanted, and again once everything is listed anew. A copy that lags behind: nothing is planned from it.
 */
export class ServiceUses implements Disposable {
  private known: ServiceUseMap = NOTHING;
  private asking: Promise<void> | undefined;
  private abort = new AbortController();
  /** Whether somebody has asked: then it is asked again after every listing. */
  private isWanted = false;
  private readonly listeners = new Listeners();
  private readonly listening: Disposable;

  /** @param isOn whether the user lets Azure Resource Graph be asked; asked each time */
  constructor(
    private readonly gateway: ServiceUseGateway,
    private readonly inventory: Inventory,
    private readonly isOn: () => boolean,
  ) {
    this.listening = inventory.onDidChange(({ kind }) => {
      if (kind !== "all") {
        return;
      }
      if (inventory.state.kind !== "loaded") {
        this.forget(inventory.state.kind === "notLoaded");
      } else if (this.isWanted) {
        void this.load();
      }
    });
  }

  get current(): ServiceUseMap {
    return this.isOn() ? this.known : { ...NOTHING, services: "off", grantees: "off" };
  }

  /** The resources that use an identity, by name, as far as they are known. */
  usesOf(identityId: string): readonly ServiceUse[] {
    return this.current.uses.get(resourceIdKey(identityId)) ?? [];
  }

  /** Asks once; later calls wait for the same. Errors are kept in `current`, not thrown. */
  async load(): Promise<void> {
    if (!this.isOn()) {
      return;
    }
    this.isWanted = true;
    let signal: AbortSignal;
    do {
      await subscriptionsListed(this.inventory);
      ({ signal } = this.abort);
      this.asking ??= this.ask(signal);
      await this.asking;
      // What was forgotten meanwhile is asked anew.
    } while (signal !== this.abort.signal);
  }

  /**
   * What the service says is associated with an identity, whatever the user may read: a preview that not every cloud has.
   * @throws AzureError `cancelled`
   */
  async associatedWith(
    subscription: Subscription,
    identityId: string,
    signal: AbortSignal,
  ): Promise<Reading<GraphListing<AssociatedResource>>> {
    try {
      return { kind: "read", value: await this.gateway.listAssociated(subscription, identityId, signal) };
    } catch (error) {
      if (!AzureError.is(error) || AzureError.is(error, "cancelled")) {
        throw error;
      }
      return { kind: "failed", error };
    }
  }

  /** Fires when something more is known. */
  onDidChange(listener: () => void): Disposable {
    return this.listeners.add(listener);
  }

  dispose(): void {
    this.abort.abort();
    this.listening.dispose();
    this.listeners.clear();
  }

  /** What is known stays visible until it is asked for anew, but for another account. */
  private forget(isAnother: boolean): void {
    this.abort.abort();
    this.abort = new AbortController();
    this.asking = undefined;
    this.become(isAnother ? NOTHING : { ...this.known, services: "notAsked", grantees: "notAsked" });
  }

  private async ask(signal: AbortSignal): Promise<void> {
    this.become({ ...this.known, services: "asking", grantees: "asking" });
    const askedAt = Date.now();
    const { tenants } = this.inventory;
    const failures: GraphFailure[] = [];
    const { gateway } = this;
    const each = async <Item>(
      what: GraphFailure["what"],
      list: (tenant: Tenant) => Promise<GraphListing<Item>>,
    ): Promise<readonly GraphListing<Item>[]> => {
      const listings = await Promise.all(
        tenants.map(async (tenant) => {
          try {
            return [await list(tenant)];
          } catch (error) {
            if (!AzureError.is(error)) {
              throw error;
            }
            failures.push({ tenant, what, error });
            return [];
          }
        }),
      );
      return listings.flat();
    };
    const [services, policies, grantees] = await Promise.all([
      each("services", (tenant) => gateway.listServices(tenant, signal)),
      each("policies", (tenant) => gateway.listPolicies(tenant, signal)),
      each("grantees", (tenant) => gateway.listGrantees(tenant, signal)),
    ]);
    if (signal.aborted) {
      return;
    }
    const coverageOf = (
      listings: readonly { readonly isWhole: boolean }[],
      whats: readonly string[],
    ): GraphCoverage => {
      if (failures.some(({ what }) => whats.includes(what))) {
        return listings.length === 0 ? "failed" : "partial";
      }
      return listings.every(({ isWhole }) => isWhole) ? "whole" : "partial";
    };
    this.become({
      uses: byIdentity([...services, ...policies].flatMap(({ items }) => items)),
      grants: countEach(grantees.flatMap(({ items }) => items)),
      services: coverageOf([...services, ...policies], ["services", "policies"]),
      grantees: coverageOf(grantees, ["grantees"]),
      failures,
      askedAt,
    });
  }

  private become(known: ServiceUseMap): void {
    this.known = known;
    this.listeners.notify();
  }
}

/** Waits until the subscriptions are listed, or are not to be had: what lies in them is listed meanwhile. */
function subscriptionsListed(inventory: Inventory): Promise<void> {
  void inventory.load();
  return untilListed(inventory, () => inventory.state.kind === "loaded" || inventory.state.kind === "failed");
}

/** Each resource once for an identity, however many accounts see it. */
function byIdentity(items: readonly ServiceUse[]): ReadonlyMap<string, readonly ServiceUse[]> {
  const uses = new Map<string, Map<string, ServiceUse>>();
  for (const use of items) {
    const key = resourceIdKey(use.spelling);
    const ofIdentity = uses.get(key) ?? new Map<string, ServiceUse>();
    uses.set(key, ofIdentity.set(resourceIdKey(use.id), use));
  }
  return new Map(
    [...uses].map(([key, ofIdentity]) => [
      key,
      [...ofIdentity.values()].sort((left, right) => left.name.localeCompare(right.name, undefined, { numeric: true })),
    ]),
  );
}

function countEach(ids: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const id of ids) {
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
}
