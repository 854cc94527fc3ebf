import * as vscode from "vscode";
import { resourceIdKey, resourceName } from "../identity/resourceId";
import type { App } from "../ui/app";
import type { IdentityTreeNode } from "../ui/nodes";
import { federatedCredentialItem, federatedFailureItem, federatedGroupItem } from "./identityItems/federatedItems";
import { ownIdentityItem } from "./identityItems/ownIdentityItem";
import { useItem } from "./identityItems/useItem";
import { item } from "./items/item";
import { noticeItem } from "./items/noticeItem";
import { subscriptionItem } from "./items/subscriptionItem";

/** What the view of user-assigned identities is made from. */
export type IdentitiesApp = Pick<App, "inventory" | "usage" | "deadReferences" | "federatedCredentials" | "busy">;

const { None } = vscode.TreeItemCollapsibleState;

/** What the view of user-assigned identities shows for a node, made from what is known at this moment. */
export function identitiesItemOf(node: IdentityTreeNode, app: IdentitiesApp): vscode.TreeItem {
  switch (node.kind) {
    case "failure":
    case "filterHidesAll":
      return noticeItem(node, app.inventory);
    case "subscription": {
      const subscription = app.inventory.subscription(node.subscriptionKey);
      const tenants = new Set(app.inventory.subscriptions.map((each) => each.subscription.tenant.tenantId));
      return subscription ? subscriptionItem(node, subscription, tenants.size > 1) : goneItem(node);
    }
    case "identity":
      return ownIdentityItem(node, app);
    case "use":
      return useItemOf(node, app);
    case "federatedCredentials":
      return federatedGroupItem(node, app.federatedCredentials.known(node.identityId));
    case "federatedCredential": {
      const credential = app.federatedCredentials.find(node.identityId, node.credentialId);
      return credential ? federatedCredentialItem(node, credential) : item(node, resourceName(node.credentialId), None);
    }
    case "federatedFailure":
      return federatedFailureItem(node, app.federatedCredentials.known(node.identityId));
  }
}

function useItemOf(node: IdentityTreeNode & { readonly kind: "use" }, app: IdentitiesApp): vscode.TreeItem {
  const owner = app.inventory.subscription(node.subscriptionKey);
  const resource = owner?.resources.get(resourceIdKey(node.resourceId));
  if (owner === undefined || resource === undefined) {
    return goneItem(node, resourceName(node.resourceId));
  }
  const identitysOwn = `/subscriptions/${owner.subscription.subscriptionId}/`.toLowerCase();
  return useItem(node, resource, owner.subscription, {
    isElsewhere: !resourceIdKey(node.identityId).startsWith(identitysOwn),
    isBusy: app.busy.has(resource.id),
    isDead: app.deadReferences.state(node.identityId).kind === "dead",
  });
}

function goneItem(node: IdentityTreeNode, label = vscode.l10n.t("No longer there")): vscode.TreeItem {
  return item(node, label, None);
}
