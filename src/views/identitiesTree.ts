import * as vscode from "vscode";
import type { Inventory } from "../azure/inventory/inventory";
import type { SubscriptionInventory } from "../azure/inventory/subscriptionInventory";
import { sameResourceId } from "../identity/resourceId";
import type { FederatedCredentials } from "../azure/identities/federatedCredentials";
import type { DeadReferences } from "../azure/inventory/deadReferences";
import type { UsageIndex } from "../azure/inventory/usageIndex";
import type { BusyResources } from "../ui/busyResources";
import type { RevealRequests } from "../ui/revealRequests";
import type { IdentityTreeNode } from "../ui/nodes";
import { createTree, type TreeContent } from "../ui/shown/tree";
import { announcedState } from "./announcedState";
import { federatedChildren, identitiesOf, identityChildren } from "./identitiesChildren";
import { type IdentityItemDeps, identitiesItemOf } from "./identitiesItems";
import { showListingProgress } from "./listingProgress";
import { rootChildren } from "./nodeChildren";
import { revealNode } from "./revealNode";
import { ShownTree } from "./shownTree";
import { type TreeState, treeState } from "./treeState";
import { untilListed } from "./untilListed";

const VIEW_ID = "managedIdentities.identities";

/** While pages stream in, the tree is drawn again at most this often. */
const REDRAW_MS = 400;

/** Whether nothing has come of a subscription's listing of identities, and nothing will. */
function hasNoIdentities({ identities, listings }: SubscriptionInventory): boolean {
  return identities.size === 0 && listings.userAssignedIdentity.kind === "loaded";
}

/** Whether there is a first identity, or none will come. */
function hasSomethingToShow({ identities, listings }: SubscriptionInventory): boolean {
  const { kind } = listings.userAssignedIdentity;
  return identities.size > 0 || kind === "loaded" || kind === "failed";
}

function stateOf(inventory: Inventory): TreeState {
  return treeState(inventory, hasNoIdentities);
}

/** What the tree of user-assigned identities works with. */
export interface IdentityTreeDeps extends IdentityItemDeps {
  readonly inventory: Inventory;
  readonly usage: Pick<UsageIndex, "current" | "usesOf">;
  readonly deadReferences: Pick<DeadReferences, "dead" | "onDidChange" | "state" | "stateOn">;
  readonly federatedCredentials: Pick<FederatedCredentials, "find" | "known" | "load" | "onDidChange">;
  readonly busy: Pick<BusyResources, "has" | "onDidChange">;
}

/** The tree of user-assigned identities, where each is used, and whom it trusts. Only the federated credentials are asked for. */
export class IdentitiesTree implements TreeContent<IdentityTreeNode>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<IdentityTreeNode[] | undefined>();
  private readonly shown: ShownTree<IdentityTreeNode>;
  private readonly listeners: readonly { dispose(): void }[];
  private timer: NodeJS.Timeout | undefined;

  readonly onDidChangeTreeData = this.changed.event;

  constructor(private readonly deps: IdentityTreeDeps) {
    this.shown = new ShownTree<IdentityTreeNode>(
      {
        look: (node) => (node === undefined ? stateOf(deps.inventory) : identitiesItemOf(node, deps)),
        below: (node) => this.below(node),
      },
      (nodes) => {
        this.changed.fire(nodes);
      },
    );
    const redraw = (): void => {
      this.redrawSoon();
    };
    // A change anywhere can change who uses an identity, whatever subscription that lies in.
    this.listeners = [
      deps.inventory.onDidChange(redraw),
      deps.deadReferences.onDidChange(redraw),
      deps.busy.onDidChange(redraw),
      // At once, so that how many there are is drawn with them and not a moment later.
      deps.federatedCredentials.onDidChange(() => {
        this.shown.redraw();
      }),
    ];
  }

  getTreeItem(node: IdentityTreeNode): vscode.TreeItem {
    return this.shown.draw(node, identitiesItemOf(node, this.deps));
  }

  getParent(node: IdentityTreeNode): IdentityTreeNode | undefined {
    return this.shown.parent(node);
  }

  async getChildren(node?: IdentityTreeNode): Promise<IdentityTreeNode[]> {
    this.shown.asked(node);
    return this.shown.give(node, await this.listedBelow(node));
  }

  /** The same for those who look for a node: VS Code is not given what they find. */
  async find(node?: IdentityTreeNode): Promise<IdentityTreeNode[]> {
    return this.shown.known(node, await this.listedBelow(node));
  }

  private async listedBelow(node: IdentityTreeNode | undefined): Promise<readonly IdentityTreeNode[]> {
    const { inventory, federatedCredentials } = this.deps;
    if (node === undefined) {
      void inventory.load();
      await announcedState(inventory, () => stateOf(inventory), "managedIdentities.identitiesTree");
    } else if (node.kind === "subscription") {
      await untilListed(inventory, () => this.below(node) !== undefined);
    } else if (node.kind === "federatedCredentials") {
      const owner = inventory.subscription(node.subscriptionKey)?.subscription;
      await (owner && federatedCredentials.load(owner, node.identityId));
    }
    return this.below(node) ?? [];
  }

  redrawNow(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.shown.redraw();
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.shown.dispose();
    this.changed.dispose();
    for (const listener of this.listeners) {
      listener.dispose();
    }
  }

  /** What stands below a node; undefined where it has not been listed. */
  private below(node: IdentityTreeNode | undefined): readonly IdentityTreeNode[] | undefined {
    const { inventory, usage, deadReferences, federatedCredentials } = this.deps;
    switch (node?.kind) {
      case undefined:
        return stateOf(inventory) === "filled" ? rootChildren(inventory, { grouping: "kind", filter: "" }) : [];
      case "subscription": {
        const subscription = inventory.subscription(node.subscriptionKey);
        if (subscription === undefined) {
          return [];
        }
        return hasSomethingToShow(subscription) ? identitiesOf(subscription, deadReferences.dead) : undefined;
      }
      case "identity": {
        const isDead = deadReferences.state(node.identityId).kind === "dead";
        return identityChildren(node, usage.usesOf(node.identityId), isDead);
      }
      case "federatedCredentials": {
        const listing = federatedCredentials.known(node.identityId);
        return listing && federatedChildren(node, listing);
      }
      case "use":
      case "federatedCredential":
      case "federatedFailure":
      case "failure":
      case "filterHidesAll":
        return [];
    }
  }

  private redrawSoon(): void {
    this.timer ??= setTimeout(() => {
      this.redrawNow();
    }, REDRAW_MS);
  }
}

/** Shows the tree. */
export function registerIdentitiesTree(
  deps: IdentityTreeDeps & { readonly revealRequests: Pick<RevealRequests, "onDidRequest"> },
): vscode.Disposable {
  const tree = new IdentitiesTree(deps);
  const view = createTree(VIEW_ID, tree, { canSelectMany: true });
  const showIdentity = deps.revealRequests.onDidRequest(({ kind, id, focus }) => {
    if (kind === "identity") {
      const isIt = (node: IdentityTreeNode): boolean => node.kind === "identity" && sameResourceId(node.identityId, id);
      void revealNode(tree, view, id, isIt, focus);
    }
  });
  return vscode.Disposable.from(tree, view, showIdentity, showListingProgress(deps.inventory, VIEW_ID));
}
