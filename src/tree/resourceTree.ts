import * as vscode from "vscode";
import type { InventoryEvent } from "../azure/inventory";
import { resourceIdKey } from "../identity/resourceId";
import type { App } from "../ui/app";
import type { ResourceTreeNode } from "../ui/nodes";
import type { TreeView } from "../ui/shownResources";
import {
  groupChildren,
  instanceChildren,
  isUniform,
  resourceChildren,
  rootChildren,
  subscriptionChildren,
  uniformInstanceChildren,
} from "./nodeChildren";
import { NodeMemory } from "./nodeMemory";
import { revealResource } from "./revealResource";
import { treeItemOf } from "./treeItems";
import { type TreeState, treeState } from "./treeState";
import { untilListed } from "./untilListed";

/** While pages stream in, a subscription is drawn again at most this often. */
const REDRAW_MS = 200;

/** How many subscriptions a filter opens. */
const OPENED_AT_MOST = 10;

/** The tree of subscriptions, their resources and the identities of each. Reads the inventory; only the instances of a Uniform scale set are asked for. */
export class ResourceTree implements vscode.TreeDataProvider<ResourceTreeNode>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<ResourceTreeNode | undefined>();
  private readonly nodes = new NodeMemory<ResourceTreeNode>();
  private readonly pending = new Set<string>();
  private readonly listeners: readonly { dispose(): void }[];
  private timer: NodeJS.Timeout | undefined;

  readonly onDidChangeTreeData = this.changed.event;

  constructor(private readonly app: App) {
    this.listeners = [
      app.inventory.onDidChange((event) => {
        this.onInventoryEvent(event);
      }),
      app.busy.onDidChange((id) => {
        this.redrawResource(id);
      }),
      app.deadReferences.onDidChange(() => {
        this.changed.fire(undefined);
      }),
      app.instances.onDidChange((id) => {
        if (id !== undefined) {
          this.redrawResource(id);
        }
      }),
      app.retiredExtensions.onDidChange(() => {
        this.changed.fire(undefined);
      }),
      app.treeSettings.onDidChange(() => {
        this.changed.fire(undefined);
      }),
    ];
  }

  getTreeItem(node: ResourceTreeNode): vscode.TreeItem {
    return treeItemOf(node, this.app, this.view);
  }

  getParent(node: ResourceTreeNode): ResourceTreeNode | undefined {
    return this.nodes.parent(node);
  }

  async getChildren(node?: ResourceTreeNode): Promise<ResourceTreeNode[]> {
    if (node === undefined) {
      void this.app.inventory.load();
      await untilListed(this.app.inventory, () => treeState(this.app.inventory) !== "loading");
      const state = treeState(this.app.inventory);
      await this.publish(state);
      return state === "filled" ? this.nodes.remember(undefined, rootChildren(this.app.inventory, this.view)) : [];
    }
    if (node.kind === "subscription") {
      await untilListed(this.app.inventory, () => this.hasSomethingToShow(node.subscriptionKey));
    }
    return this.nodes.remember(node, node.kind === "instances" ? await this.instancesOf(node) : this.childrenOf(node));
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.changed.dispose();
    for (const listener of this.listeners) {
      listener.dispose();
    }
  }

  private get view(): TreeView {
    return { grouping: this.app.treeSettings.grouping, filter: this.app.treeSettings.filter.toLowerCase() };
  }

  private childrenOf(node: ResourceTreeNode): ResourceTreeNode[] {
    if (node.kind === "failure") {
      return [];
    }
    const subscription = this.app.inventory.subscription(node.subscriptionKey);
    if (subscription === undefined) {
      return [];
    }
    if (node.kind === "subscription") {
      return subscriptionChildren(subscription, this.view);
    }
    if (node.kind === "group") {
      return groupChildren(subscription, this.view, node.value);
    }
    const resource = subscription.resources.get(resourceIdKey(node.resourceId));
    return resource !== undefined && node.kind === "resource"
      ? resourceChildren(subscription, resource, this.app.retiredExtensions.state(resource))
      : [];
  }

  private async instancesOf(node: ResourceTreeNode & { readonly kind: "instances" }): Promise<ResourceTreeNode[]> {
    const subscription = this.app.inventory.subscription(node.subscriptionKey);
    const resource = subscription?.resources.get(resourceIdKey(node.resourceId));
    if (subscription === undefined || resource === undefined) {
      return [];
    }
    return isUniform(resource)
      ? uniformInstanceChildren(node, await this.app.instances.load(subscription.subscription, resource.id))
      : instanceChildren(subscription, resource);
  }

  private hasSomethingToShow(key: string): boolean {
    const subscription = this.app.inventory.subscription(key);
    if (subscription === undefined || subscription.resources.size > 0) {
      return true;
    }
    const { scaleSet, virtualMachine } = subscription.listings;
    return [scaleSet, virtualMachine].every(({ kind }) => kind === "loaded" || kind === "failed");
  }

  private onInventoryEvent(event: InventoryEvent): void {
    if (event.kind === "resource") {
      this.redrawResource(event.resourceId);
      return;
    }
    if (event.kind === "all") {
      this.pending.clear();
      this.changed.fire(undefined);
      return;
    }
    this.pending.add(event.key);
    this.timer ??= setTimeout(() => {
      this.redrawPending();
    }, REDRAW_MS);
  }

  private redrawPending(): void {
    this.timer = undefined;
    const isEmptyNow = treeState(this.app.inventory) !== "filled";
    if (isEmptyNow || this.view.filter !== "") {
      this.changed.fire(undefined);
    } else {
      for (const key of this.pending) {
        const node = this.nodes.get(key);
        if (node) {
          this.changed.fire(node);
        }
      }
    }
    this.pending.clear();
  }

  private redrawResource(resourceId: string): void {
    const suffix = `/resource/${resourceIdKey(resourceId)}`;
    for (const node of this.nodes.all()) {
      if (node.id.endsWith(suffix)) {
        this.changed.fire(node);
      }
    }
  }

  private async publish(state: TreeState): Promise<void> {
    await vscode.commands.executeCommand("setContext", "managedIdentities.tree", state);
  }
}

/** Shows the tree. Its message says which filter is on and that it hides everything where it does. */
export function registerResourceTree(app: App): vscode.Disposable {
  const tree = new ResourceTree(app);
  const view = vscode.window.createTreeView("managedIdentities.resources", {
    treeDataProvider: tree,
    showCollapseAll: true,
    canSelectMany: true,
  });
  const showFilter = app.treeSettings.onDidChange(() => {
    const { filter } = app.treeSettings;
    const filtered = vscode.l10n.t('Only names with "{0}" are shown.', filter);
    // Undefined takes a message away, which the type of the property does not say under exactOptionalPropertyTypes.
    Object.assign(view, { message: filter === "" ? undefined : filtered });
    void openMatches(app, tree, view, filter);
  });
  const showResource = app.reveals.onDidRequest((resourceId) => {
    void revealResource(tree, view, resourceId);
  });
  return vscode.Disposable.from(tree, view, showFilter, showResource);
}

/** Opens what holds the matches of a filter, as long as the person has not typed on. */
async function openMatches(
  app: App,
  tree: ResourceTree,
  view: vscode.TreeView<ResourceTreeNode>,
  filter: string,
): Promise<void> {
  const roots = filter === "" ? [] : (await tree.getChildren()).filter(({ kind }) => kind === "subscription");
  for (const root of roots.slice(0, OPENED_AT_MOST)) {
    if (app.treeSettings.filter !== filter) {
      return;
    }
    await view.reveal(root, { expand: 2, select: false, focus: false });
  }
}
