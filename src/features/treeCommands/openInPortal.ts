import * as vscode from "vscode";
import type { PortalDeps } from "./deps";
import { asNode, resolveTarget } from "../../ui/steps/targets";
import { notifyInformation } from "../../ui/shown/messages";

/** Opens a resource, an identity or a subscription in the portal of its cloud. */
export async function openInPortal(deps: PortalDeps, argument?: unknown): Promise<void> {
  const { portal } = deps.cloud();
  if (portal === undefined) {
    void notifyInformation(vscode.l10n.t("The portal of this cloud is unknown."));
    return;
  }
  const node = asNode(argument);
  const inventory =
    node && "subscriptionKey" in node ? deps.inventory.subscription(node.subscriptionKey ?? "") : undefined;
  if (inventory && node?.kind === "subscription") {
    const { subscriptionId, tenant } = inventory.subscription;
    await open(portal, tenant.tenantId, `/subscriptions/${subscriptionId}`);
    return;
  }
  if (inventory && (node?.kind === "userAssigned" || node?.kind === "identity")) {
    await open(portal, inventory.subscription.tenant.tenantId, node.identityId);
    return;
  }
  if (inventory && node?.kind === "serviceUse") {
    await open(portal, inventory.subscription.tenant.tenantId, node.serviceId);
    return;
  }
  const { subscription, resource } = await resolveTarget(deps, argument, {
    title: vscode.l10n.t("Open in Azure portal"),
  });
  await open(portal, subscription.tenant.tenantId, resource.id);
}

async function open(portal: string, tenantId: string, id: string): Promise<void> {
  const path = id.split("/").map(encodeURIComponent).join("/");
  await vscode.env.openExternal(vscode.Uri.parse(`${portal}/#@${encodeURIComponent(tenantId)}/resource${path}`, true));
}
