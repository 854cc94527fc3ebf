import * as vscode from "vscode";
import { resourceIdKey, resourceName } from "../identity/resourceId";
import type { FederatedCredentials } from "../azure/identities/federatedCredentials";
import type { DeadReferences } from "../azure/inventory/deadReferences";
import type { Inventory } from "../azure/inventory/inventory";
import type { ServiceUses } from "../azure/inventory/serviceUses";
import type { BusyResources } from "../ui/busyResources";
import type { IdentityTreeNode } from "../ui/nodes";
import { federatedCredentialItem, federatedFailureItem, federatedGroupItem } from "./identityItems/federatedItems";
import type { IdentityAccess } from "../azure/access/identityAccess";
import { accessFailureItem, accessGroupItem, roleAssignmentItem } from "./identityItems/accessItems";
import { usedByItem } from "./identityItems/usedByItem";
import { type OwnIdentityDeps, ownIdentityItem } from "./identityItems/ownIdentityItem";
import { serviceUseItem } from "./identityItems/serviceUseItem";
import { useItem } from "./identityItems/useItem";
import { goneIdentitiesOf } from "./identitiesChildren";
import { item } from "./items/item";
import type { ResourceIcons } from "./items/resourceIcons";
import { noticeItem } from "./items/noticeItem";
import { subscriptionItem } from "./items/subscriptionItem";
import type { RowItem } from "../ui/shown/tree";

/** What the items of the view of user-assigned identities are drawn from. */
export interface IdentityItemDeps extends OwnIdentityDeps {
  readonly inventory: Pick<
    Inventory,
    "findIdentity" | "ownerOf" | "state" | "subscription" | "subscriptions" | "tenants"
  >;
  readonly serviceUses: Pick<ServiceUses, "usesOf">;
  readonly federatedCredentials: Pick<FederatedCredentials, "find" | "known">;
  readonly identityAccess: Pick<IdentityAccess, "known">;
  readonly busy: Pick<BusyResources, "has">;
  readonly deadReferences: Pick<DeadReferences, "dead" | "state" | "stateOn">;
  readonly icons: Pick<ResourceIcons, "of">;
}

const { None } = vscode.TreeItemCollapsibleState;

/** What the view of user-assigned identities shows for a node, made from what is known at this moment. */
export function identitiesItemOf(node: IdentityTreeNode, deps: IdentityItemDeps): RowItem {
  switch (node.kind) {
    case "failure":
    case "filterHidesAll":
      return noticeItem(node, deps.inventory);
    case "subscription": {
      const subscription = deps.inventory.subscription(node.subscriptionKey);
      const { tenants } = deps.inventory;
      const warningsBelow =
        subscription === undefined ? 0 : goneIdentitiesOf(subscription, deps.deadReferences.dead).length;
      return subscription ? subscriptionItem(node, subscription, { tenants, warningsBelow }) : goneItem(node);
    }
    case "identity":
      return ownIdentityItem(node, deps);
    case "use":
      return useItemOf(node, deps);
    case "serviceUse":
      return serviceUseItemOf(node, deps);
    case "usedBy":
      return usedByItem(node, deps.inventory.findIdentity(node.identityId), deps.identityUsages);
    case "roleAssignments":
      return accessGroupItem(node, deps.identityAccess.known(node.identityId));
    case "roleAssignment": {
      const listing = deps.identityAccess.known(node.identityId);
      const all = listing?.kind === "read" ? listing.value.assignments : [];
      const assignment = all.find(({ id }) => id === node.assignmentId);
      const subscriptions = deps.inventory.subscriptions.map(({ subscription }) => subscription);
      return assignment ? roleAssignmentItem(node, assignment, subscriptions) : goneItem(node);
    }
    case "roleAssignmentsFailure":
      return accessFailureItem(node, deps.identityAccess.known(node.identityId));
    case "federatedCredentials":
      return federatedGroupItem(node, deps.federatedCredentials.known(node.identityId));
    case "federatedCredential": {
      const credential = deps.federatedCredentials.find(node.identityId, node.credentialId);
      return credential ? federatedCredentialItem(node, credential) : item(node, resourceName(node.credentialId), None);
    }
    case "federatedFailure":
      return federatedFailureItem(node, deps.federatedCredentials.known(node.identityId));
  }
}

function useItemOf(node: IdentityTreeNode & { readonly kind: "use" }, deps: IdentityItemDeps): RowItem {
  const owner = deps.inventory.subscription(node.subscriptionKey);
  const resource = owner?.resources.get(resourceIdKey(node.resourceId));
  if (owner === undefined || resource === undefined) {
    return goneItem(node, resourceName(node.resourceId));
  }
  const identitysOwn = `/subscriptions/${owner.subscription.subscriptionId}/`.toLowerCase();
  return useItem(node, resource, owner.subscription, {
    isElsewhere: !resourceIdKey(node.identityId).startsWith(identitysOwn),
    isBusy: deps.busy.has(resource.id),
    icon: deps.icons.of(resource, deps.busy.has(resource.id)),
    reference: deps.deadReferences.stateOn(resource, node.identityId),
  });
}

function serviceUseItemOf(node: IdentityTreeNode & { readonly kind: "serviceUse" }, deps: IdentityItemDeps): RowItem {
  const key = resourceIdKey(node.serviceId);
  const use = deps.serviceUses.usesOf(node.identityId).find(({ id }) => resourceIdKey(id) === key);
  if (use === undefined) {
    return goneItem(node, resourceName(node.serviceId));
  }
  const owner = deps.inventory.ownerOf(use.subscriptionId);
  return serviceUseItem(node, use, owner?.subscription.name ?? use.subscriptionId);
}

function goneItem(node: IdentityTreeNode, label = vscode.l10n.t("No longer there")): RowItem {
  return item(node, label, None);
}
