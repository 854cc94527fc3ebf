import * as vscode from "vscode";
import type { Inventory, InventoryEvent } from "../azure/inventory/inventory";
import type { ComputeResource } from "../azure/compute/computeResource";
import type { SubscriptionInventory } from "../azure/inventory/subscriptionInventory";
import { resourceIdKey, sameResourceId } from "../identity/resourceId";
import type { RetiredExtensions } from "../azure/compute/extensionFindings";
import type { RetiredMarks } from "../azure/compute/extensionMarks";
import type { InstanceListing } from "../azure/compute/scaleSetInstances";
import type { DeadReferences } from "../azure/inventory/deadReferences";
import type { LazyReadings } from "../azure/inventory/lazyReadings";
import type { BusyResources } from "../ui/busyResources";
import type { RevealRequests } from "../ui/revealRequests";
import type { TreeSelection } from "../ui/treeSelection";
import type { TextFilter } from "../ui/textFilter";
import type { TreeSettings } from "../ui/treeSettings";
import type { ResourceTreeNode } from "../ui/nodes";
import { type TreeView, visibleResources } from "../ui/shownResources";
import { createTree, type RowItem } from "../ui/shown/tree";
import { announcedState } from "./announcedState";
import { LiveTree } from "./liveTree";
import { showListingProgress } from "./listingProgress";
import {
  groupChildren,
  instanceChildren,
  isUniform,
  resourceChildren,
  rootChildren,
  subscriptionChildren,
  uniformInstanceChildren,
} from "./nodeChildren";
import { showFilter } from "./showFilter";
import { showListedAt } from "./showListedAt";
import { revealNode } from "./revealNode";
import { type ResourceItemDeps, treeItemOf } from "./treeItems";
import { filteredState, type TreeState, treeState } from "./treeState";
import { untilListed } from "../azure/inventory/untilListed";

const VIEW_ID = "managedIdentities.resources";

/** While pages stream in, a subscription is drawn again at most this often. */
const REDRAW_MS = 200;

/** Whether there is a first resource, or none will come. */
function hasSomethingToShow({ resources, listings: { scaleSet, virtualMachine } }: SubscriptionInventory): boolean {
  return resources.size > 0 || [scaleSet, virtualMachine].every(({ kind }) => kind === "loaded" || kind === "failed");
}

/** What the tree of resources works with. */
export interface ResourceTreeDeps extends ResourceItemDeps {
  readonly inventory: Inventory;
  readonly deadReferences: Pick<DeadReferences, "onDidChange" | "state" | "stateOn">;
  readonly instances: Pick<LazyReadings<InstanceListing>, "known" | "load" | "onDidChange">;
  readonly retiredExtensions: Pick<RetiredExtensions, "onDidChange" | "state">;
  readonly retiredMarks: Pick<RetiredMarks, "start">;
  readonly busy: Pick<BusyResources, "has" | "onDidChange">;
  readonly treeSettings: Pick<TreeSettings, "grouping" | "onDidChange">;
  readonly resourceFilter: Pick<TextFilter<ComputeResource>, "matches" | "onDidChange" | "text">;
}

/** The tree of subscriptions, their resources and the identities of each. Reads the inventory; only the instances of a Uniform scale set are asked for. */
export class ResourceTree extends LiveTree<ResourceTreeNode> {
  private readonly listeners: readonly { dispose(): void }[];

  constructor(private readonly deps: ResourceTreeDeps) {
    super(REDRAW_MS);
    const redraw = (): void => {
      this.shown.redraw();
    };
    this.listeners = [
      deps.inventory.onDidChange((event) => {
        this.onInventoryEvent(event);
      }),
      deps.busy.onDidChange((id) => {
        this.redrawResource(id);
      }),
      deps.deadReferences.onDidChange(redraw),
      deps.instances.onDidChange(redraw),
      deps.retiredExtensions.onDidChange(redraw),
      deps.treeSettings.onDidChange(redraw),
      deps.resourceFilter.onDidChange(redraw),
    ];
  }

  override dispose(): void {
    super.dispose();
    for (const listener of this.listeners) {
      listener.dispose();
    }
  }

  protected itemOf(node: ResourceTreeNode): RowItem {
    return treeItemOf(node, this.deps, this.view);
  }

  /** Whether there is something, and the filter lets nothing of it through. */
  get hidesAll(): boolean {
    return this.stateOfAll() === "noMatch";
  }

  protected override stateOfAll(): TreeState {
    const { inventory, resourceFilter } = this.deps;
    return filteredState(treeState(inventory), inventory, resourceFilter, () => this.roots());
  }

  protected partOf({ subscriptionKey }: ResourceTreeNode): string | undefined {
    return subscriptionKey;
  }

  protected async untilKnown(node: ResourceTreeNode | undefined): Promise<void> {
    const { inventory, instances } = this.deps;
    if (node === undefined) {
      void inventory.load();
      this.deps.retiredMarks.start();
      await announcedState(inventory, () => this.stateOfAll(), "managedIdentities.tree");
    } else if (node.kind === "subscription") {
      inventory.hurry(node.subscriptionKey);
      await untilListed(inventory, () => this.below(node) !== undefined);
    } else if (node.kind === "instances" && this.below(node) === undefined) {
      const owner = inventory.subscription(node.subscriptionKey)?.subscription;
      await (owner && instances.load(owner, node.resourceId));
    }
  }

  protected below(node: ResourceTreeNode | undefined): readonly ResourceTreeNode[] | undefined {
    const { inventory, instances, retiredExtensions } = this.deps;
    if (node === undefined) {
      return this.stateOfAll() === "filled" ? this.roots() : [];
    }
    if (node.kind === "failure" || node.kind === "filterHidesAll") {
      return [];
    }
    const subscription = inventory.subscription(node.subscriptionKey);
    if (subscription === undefined) {
      return [];
    }
    if (node.kind === "subscription") {
      return hasSomethingToShow(subscription) ? subscriptionChildren(subscription, this.view) : undefined;
    }
    if (node.kind === "group") {
      return groupChildren(subscription, this.view, node.value);
    }
    const resource = subscription.resources.get(resourceIdKey(node.resourceId));
    if (resource === undefined || (node.kind !== "resource" && node.kind !== "instances")) {
      return [];
    }
    if (node.kind === "resource") {
      return resourceChildren(subscription, resource, retiredExtensions.state(resource));
    }
    const reading = isUniform(resource) ? instances.known(resource.id) : undefined;
    return isUniform(resource)
      ? reading && uniformInstanceChildren(node, reading)
      : instanceChildren(subscription, resource);
  }

  private get view(): TreeView {
    return { grouping: this.deps.treeSettings.grouping, filter: this.deps.resourceFilter };
  }

  private roots(): readonly ResourceTreeNode[] {
    const { view } = this;
    return rootChildren(
      this.deps.inventory,
      (each) => view.filter.text === "" || visibleResources(each, view).length > 0,
    );
  }

  private onInventoryEvent(event: InventoryEvent): void {
    switch (event.kind) {
      case "all":
        this.redrawAll();
        return;
      case "resource":
        this.redrawResource(event.resourceId);
        return;
      case "subscription":
        this.redrawSoon(event.key);
    }
  }

  private redrawResource(resourceId: string): void {
    const suffix = `/resource/${resourceIdKey(resourceId)}`;
    this.shown.redrawWhere(({ id }) => id.endsWith(suffix));
  }
}

/** Shows the tree. Its message says which filter is on. */
export function registerResourceTree(
  deps: ResourceTreeDeps & {
    readonly revealRequests: Pick<RevealRequests, "onDidRequest">;
    readonly treeSelection: Pick<TreeSelection, "set">;
  },
): vscode.Disposable {
  const tree = new ResourceTree(deps);
  const view = createTree(VIEW_ID, tree, { canSelectMany: true });
  const showResource = deps.revealRequests.onDidRequest(({ kind, id, focus }) => {
    if (kind === "resource") {
      const isIt = (node: ResourceTreeNode): boolean => node.kind === "resource" && sameResourceId(node.resourceId, id);
      void revealNode(tree, view, id, isIt, focus);
    }
  });
  const keepSelection = view.onDidChangeSelection(({ selection }) => {
    deps.treeSelection.set("resources", selection);
  });
  return vscode.Disposable.from(
    tree,
    view,
    keepSelection,
    showListedAt(deps.inventory, view),
    showFilter(deps.resourceFilter, tree, view, 2),
    showResource,
    showListingProgress(deps.inventory, VIEW_ID),
  );
}
