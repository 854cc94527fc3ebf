import * as vscode from "vscode";
import type { Inventory } from "../azure/inventory/inventory";
import type { SubscriptionInventory } from "../azure/inventory/subscriptionInventory";
import { sameResourceId } from "../identity/resourceId";
import type { FederatedCredentials } from "../azure/identities/federatedCredentials";
import type { DeadReferences } from "../azure/inventory/deadReferences";
import type { ServiceUses } from "../azure/inventory/serviceUses";
import type { UsageIndex } from "../azure/inventory/usageIndex";
import type { BusyResources } from "../ui/busyResources";
import type { RevealRequests } from "../ui/revealRequests";
import type { IdentityAccess } from "../azure/access/identityAccess";
import type { ListedIdentity } from "../ui/filters/identityFilter";
import type { TextFilter } from "../ui/textFilter";
import { showFilter } from "./showFilter";
import { showListedAt } from "./showListedAt";
import type { TreeSelection } from "../ui/treeSelection";
import type { IdentityTreeNode } from "../ui/nodes";
import { completeFirstStep } from "../ui/firstSteps";
import { createTree, type RowItem } from "../ui/shown/tree";
import { announcedState } from "./announcedState";
import {
  accessChildren,
  federatedChildren,
  identitiesOf,
  identityChildren,
  shownIdentities,
  useChildren,
} from "./identitiesChildren";
import { type IdentityItemDeps, identitiesItemOf } from "./identitiesItems";
import { LiveTree } from "./liveTree";
import { showListingProgress } from "./listingProgress";
import { rootChildren } from "./nodeChildren";
import { revealNode } from "./revealNode";
import { filteredState, type TreeState, treeState } from "./treeState";
import { untilListed } from "../azure/inventory/untilListed";

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

/** What the tree of user-assigned identities works with. */
export interface IdentityTreeDeps extends IdentityItemDeps {
  readonly inventory: Inventory;
  readonly usage: Pick<UsageIndex, "current" | "usesOf">;
  readonly serviceUses: Pick<ServiceUses, "load" | "onDidChange" | "usesOf">;
  readonly deadReferences: Pick<DeadReferences, "dead" | "onDidChange" | "state" | "stateOn">;
  readonly federatedCredentials: Pick<FederatedCredentials, "find" | "known" | "load" | "onDidChange">;
  readonly identityAccess: Pick<IdentityAccess, "known" | "load" | "onDidChange">;
  readonly identityFilter: Pick<TextFilter<ListedIdentity>, "matches" | "onDidChange" | "text">;
  readonly busy: Pick<BusyResources, "has" | "onDidChange">;
}

/** The tree of user-assigned identities, where each is used, and whom it trusts. Only the federated credentials are asked for. */
export class IdentitiesTree extends LiveTree<IdentityTreeNode> {
  private readonly listeners: readonly { dispose(): void }[];

  constructor(private readonly deps: IdentityTreeDeps) {
    super(REDRAW_MS);
    const redrawNow = (): void => {
      this.shown.redraw();
    };
    // A change anywhere can change who uses an identity, whatever subscription that lies in.
    const redraw = (): void => {
      this.redrawSoon(undefined);
    };
    this.listeners = [
      deps.inventory.onDidChange(redraw),
      deps.deadReferences.onDidChange(redraw),
      deps.serviceUses.onDidChange(redraw),
      deps.busy.onDidChange(redraw),
      // At once, so that how many there are is drawn with them and not a moment later.
      deps.federatedCredentials.onDidChange(redrawNow),
      deps.identityAccess.onDidChange(redrawNow),
      deps.identityFilter.onDidChange(redrawNow),
    ];
  }

  override dispose(): void {
    super.dispose();
    for (const listener of this.listeners) {
      listener.dispose();
    }
  }

  protected itemOf(node: IdentityTreeNode): RowItem {
    return identitiesItemOf(node, this.deps);
  }

  /** Whether there is something, and the filter lets nothing of it through. */
  get hidesAll(): boolean {
    return this.stateOfAll() === "noMatch";
  }

  protected override stateOfAll(): TreeState {
    const { inventory, identityFilter } = this.deps;
    return filteredState(treeState(inventory, hasNoIdentities), inventory, identityFilter, () => this.roots());
  }

  protected partOf({ subscriptionKey }: IdentityTreeNode): string | undefined {
    return subscriptionKey;
  }

  protected async untilKnown(node: IdentityTreeNode | undefined): Promise<void> {
    const { inventory, federatedCredentials, identityAccess } = this.deps;
    if (node === undefined) {
      void inventory.load();
      void this.deps.serviceUses.load();
      await announcedState(inventory, () => this.stateOfAll(), "managedIdentities.identitiesTree");
    } else if (node.kind === "subscription") {
      inventory.hurry(node.subscriptionKey);
      await untilListed(inventory, () => this.below(node) !== undefined);
    } else if (node.kind === "federatedCredentials" || node.kind === "roleAssignments") {
      const owner = inventory.subscription(node.subscriptionKey)?.subscription;
      const readings = node.kind === "roleAssignments" ? identityAccess : federatedCredentials;
      await (owner && readings.load(owner, node.identityId));
    }
  }

  protected below(node: IdentityTreeNode | undefined): readonly IdentityTreeNode[] | undefined {
    const { inventory, usage, serviceUses, deadReferences, federatedCredentials, identityAccess, identityFilter } =
      this.deps;
    switch (node?.kind) {
      case undefined:
        return this.stateOfAll() === "filled" ? this.roots() : [];
      case "subscription": {
        const subscription = inventory.subscription(node.subscriptionKey);
        if (subscription === undefined) {
          return [];
        }
        return hasSomethingToShow(subscription)
          ? identitiesOf(subscription, deadReferences.dead, identityFilter)
          : undefined;
      }
      case "identity": {
        const isDead = deadReferences.state(node.identityId).kind === "dead";
        return identityChildren(node, usage.usesOf(node.identityId), serviceUses.usesOf(node.identityId), isDead);
      }
      case "usedBy":
        return useChildren(node, usage.usesOf(node.identityId), serviceUses.usesOf(node.identityId));
      case "roleAssignments": {
        const listing = identityAccess.known(node.identityId);
        return listing && accessChildren(node, listing);
      }
      case "federatedCredentials": {
        const listing = federatedCredentials.known(node.identityId);
        return listing && federatedChildren(node, listing);
      }
      case "use":
      case "serviceUse":
      case "roleAssignment":
      case "roleAssignmentsFailure":
      case "federatedCredential":
      case "federatedFailure":
      case "failure":
      case "filterHidesAll":
        return [];
    }
  }

  private roots(): readonly IdentityTreeNode[] {
    const { inventory, deadReferences, identityFilter } = this.deps;
    return rootChildren(
      inventory,
      (each) => identityFilter.text === "" || shownIdentities(each, deadReferences.dead, identityFilter).length > 0,
    );
  }
}

/** Shows the tree. */
export function registerIdentitiesTree(
  deps: IdentityTreeDeps & {
    readonly revealRequests: Pick<RevealRequests, "onDidRequest">;
    readonly treeSelection: Pick<TreeSelection, "set">;
  },
): vscode.Disposable {
  const tree = new IdentitiesTree(deps);
  const view = createTree(VIEW_ID, tree, { canSelectMany: true });
  const showIdentity = deps.revealRequests.onDidRequest(({ kind, id, focus }) => {
    if (kind === "identity") {
      const isIt = (node: IdentityTreeNode): boolean => node.kind === "identity" && sameResourceId(node.identityId, id);
      void revealNode(tree, view, id, isIt, focus);
    }
  });
  const tickOff = view.onDidExpandElement(({ element }) => {
    if (element.kind === "identity" && deps.usage.usesOf(element.identityId).length > 0) {
      completeFirstStep("usage");
    }
  });
  const keepSelection = view.onDidChangeSelection(({ selection }) => {
    deps.treeSelection.set("identities", selection);
  });
  return vscode.Disposable.from(
    tree,
    view,
    keepSelection,
    showListedAt(deps.inventory, view),
    showFilter(deps.identityFilter, tree, view, 1),
    showIdentity,
    tickOff,
    showListingProgress(deps.inventory, VIEW_ID),
  );
}
