import type * as vscode from "vscode";
import type { ComputeResource } from "../azure/compute/computeResource";
import type { RetiredExtensions } from "../azure/compute/extensionFindings";
import { type DeadReferences, deadIdsOf, staleIdsOf } from "../azure/inventory/deadReferences";
import { flexibleInstances, type Inventory } from "../azure/inventory/inventory";
import { isBeingListed, type SubscriptionInventory } from "../azure/inventory/subscriptionInventory";

/** What is wrong with a resource's identities. */
export interface ResourceWarning {
  /** Identities that it lists and that no longer exist. */
  readonly dead: number;
  /** Identities that it lists and that were created again since. */
  readonly stale: number;
  readonly isRetired: boolean;
  readonly isUnreadable: boolean;
}

/** What warnings follow from. */
export interface WarningDeps {
  readonly inventory: Pick<Inventory, "onDidChange" | "subscription">;
  readonly deadReferences: Pick<DeadReferences, "onDidChange" | "state" | "stateOn">;
  readonly retiredExtensions: Pick<RetiredExtensions, "onDidChange" | "state">;
}

/** What is wrong with resources, kept until something changes: a row counts those below it, of which there may be thousands. */
export class ResourceWarnings implements vscode.Disposable {
  private known = new WeakMap<ComputeResource, ResourceWarning>();
  private readonly listeners: readonly { dispose(): void }[];

  constructor(private readonly deps: WarningDeps) {
    const forget = (): void => {
      this.known = new WeakMap();
    };
    const { inventory, deadReferences, retiredExtensions } = deps;
    this.listeners = [
      deadReferences.onDidChange(forget),
      retiredExtensions.onDidChange(forget),
      inventory.onDidChange((event) => {
        const subscription = event.kind === "subscription" ? inventory.subscription(event.key) : undefined;
        // Nothing is said of references while pages stream in (deadReferences.ts), so that nothing changes with them.
        if (subscription === undefined || !isBeingListed(subscription)) {
          forget();
        }
      }),
    ];
  }

  of(resource: ComputeResource): ResourceWarning {
    const known = this.known.get(resource);
    if (known !== undefined) {
      return known;
    }
    const { deadReferences, retiredExtensions } = this.deps;
    const found = {
      dead: deadIdsOf(resource, deadReferences).length,
      stale: staleIdsOf(resource, deadReferences).length,
      isRetired: retiredExtensions.state(resource).kind === "carries",
      isUnreadable: resource.identity.kind === "unreadable",
    };
    this.known.set(resource, found);
    return found;
  }

  /** How many resources have one: those given and the instances below them, or all of a subscription. */
  count(inventory: SubscriptionInventory, resources?: readonly ComputeResource[]): number {
    const all =
      resources === undefined
        ? [...inventory.resources.values()]
        : resources.flatMap((resource) => [resource, ...instancesOf(inventory, resource)]);
    return all.filter((resource) => isWarning(this.of(resource))).length;
  }

  dispose(): void {
    for (const listener of this.listeners) {
      listener.dispose();
    }
  }
}

/** Only a Flexible scale set is looked through all machines for. */
function instancesOf(inventory: SubscriptionInventory, resource: ComputeResource): readonly ComputeResource[] {
  return resource.kind === "scaleSet" && resource.orchestrationMode === "Flexible"
    ? flexibleInstances(inventory, resource.id)
    : [];
}

/** Whether anything is wrong at all. */
export function isWarning({ dead, stale, isRetired, isUnreadable }: ResourceWarning): boolean {
  return dead + stale > 0 || isRetired || isUnreadable;
}
