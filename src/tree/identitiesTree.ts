import * as vscode from "vscode";
import type { Inventory } from "../azure/inventory";
import type { SubscriptionInventory } from "../azure/subscriptionInventory";
import type { App } from "../ui/app";
import type { IdentityTreeNode } from "../ui/nodes";
import { federatedChildren, identitiesOf, identityChildren } from "./identitiesChildren";
import { identitiesItemOf } from "./identitiesItems";
import { rootChildren } from "./nodeChildren";
import { NodeMemory } from "./nodeMemory";
import { type TreeState, treeState } from "./treeState";
import { untilListed } from "./untilListed";

/** While pages stream in, the tree is drawn again at most this often. */
const REDRAW_MS = 400;

/** Whether nothing has come of a subscription's listing of identities, and nothing will. */
function hasNoIdentities({ identities, listings }: SubscriptionInventory): boolean {
  return identities.size === 0 && listings.userAssignedIdentity.kind === "loaded";
}

function stateOf(inventory: Inventory): TreeState {
  return treeState(inventory, hasNoIdentities);
}

/** The tree of user-assigned identities, where each is used, and whom it trusts. Only the federated credentials are asked for. */
export class IdentitiesTree implements vscode.TreeDataProvider<IdentityTreeNode>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<IdentityTreeNode | undefined>();
  private readonly nodes = new NodeMemory<IdentityTreeNode>();
  private readonly listeners: readonly { dispose(): void }[];
  private timer: NodeJS.Timeout | undefined;

  readonly onDidChangeTreeData = this.changed.event;

  constructor(private readonly app: App) {
    const redraw = (): void => {
      this.redrawSoon();
    };
    // A change anywhere can change who uses an identity, whatever subscription that lies in.
    this.listeners = [
      app.inventory.onDidChange(redraw),
      app.deadReferences.onDidChange(redraw),
      app.busy.onDidChange(redraw),
      app.federatedCredentials.onDidChange(redraw),
    ];
  }

  getTreeItem(node: IdentityTreeNode): vscode.TreeItem {
    return identitiesItemOf(node, this.app);
  }

  getParent(node: IdentityTreeNode): IdentityTreeNode | undefined {
    return this.nodes.parent(node);
  }

  async getChildren(node?: IdentityTreeNode): Promise<IdentityTreeNode[]> {
    return this.nodes.remember(node, node === undefined ? await this.roots() : await this.childrenOf(node));
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.changed.dispose();
    for (const listener of this.listeners) {
      listener.dispose();
    }
  }

  private async roots(): Promise<IdentityTreeNode[]> {
    const { inventory } = this.app;
    void inventory.load();
    await untilListed(inventory, () => stateOf(inventory) !== "loading");
    const state = stateOf(inventory);
    await vscode.commands.executeCommand("setContext", "managedIdentities.identitiesTree", state);
    return state === "filled" ? rootChildren(inventory, { grouping: "kind", filter: "" }) : [];
  }

  private async childrenOf(node: IdentityTreeNode): Promise<IdentityTreeNode[]> {
    const { inventory, usage, deadReferences, federatedCredentials } = this.app;
    switch (node.kind) {
      case "subscription": {
        await untilListed(inventory, () => this.hasSomethingToShow(node.subscriptionKey));
        const subscription = inventory.subscription(node.subscriptionKey);
        return subscription ? identitiesOf(subscription, deadReferences.dead) : [];
      }
      case "identity": {
        const isDead = deadReferences.state(node.identityId).kind === "dead";
        return identityChildren(node, usage.usesOf(node.identityId), isDead);
      }
      case "federatedCredentials": {
        const owner = inventory.subscription(node.subscriptionKey)?.subscription;
        if (owner === undefined) {
          return [];
        }
        return federatedChildren(node, await federatedCredentials.load(owner, node.identityId));
      }
      case "use":
      case "federatedCredential":
      case "federatedFailure":
      case "failure":
        return [];
    }
  }

  private hasSomethingToShow(key: string): boolean {
    const subscription = this.app.inventory.subscription(key);
    const { kind } = subscription?.listings.userAssignedIdentity ?? { kind: "loaded" };
    return subscription === undefined || subscription.identities.size > 0 || kind === "loaded" || kind === "failed";
  }

  private redrawSoon(): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.changed.fire(undefined);
    }, REDRAW_MS);
  }
}

/** Shows the tree. */
export function registerIdentitiesTree(app: App): vscode.Disposable {
  const tree = new IdentitiesTree(app);
  const view = vscode.window.createTreeView("managedIdentities.identities", {
    treeDataProvider: tree,
    showCollapseAll: true,
    canSelectMany: true,
  });
  return vscode.Disposable.from(tree, view);
}
