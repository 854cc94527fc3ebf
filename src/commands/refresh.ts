import type { App } from "../ui/app";
import { asNode } from "../ui/flows/targets";
import type { TreeNode } from "../ui/nodes";

/** Lists everything again. */
export async function refresh(app: App): Promise<void> {
  await app.inventory.refresh();
}

/** Lists again what the node belongs to: its subscription, or everything where it belongs to none. */
export async function refreshNode(app: App, argument?: unknown): Promise<void> {
  const node = asNode(argument);
  if (node?.kind === "federatedCredentials" || node?.kind === "federatedFailure") {
    app.federatedCredentials.forget(node.identityId);
    return;
  }
  forgetInstances(app, node);
  if (node?.kind === "instances" || node?.kind === "instancesFailure") {
    return;
  }
  if (node && "subscriptionKey" in node && node.subscriptionKey !== undefined) {
    await app.inventory.refreshSubscription(node.subscriptionKey);
  } else {
    await app.inventory.refresh();
  }
}

/** The instances of Uniform scale sets are no part of the listing: those of the node are listed again when they are shown. */
function forgetInstances({ instances, inventory }: App, node: TreeNode | undefined): void {
  if (node !== undefined && "resourceId" in node) {
    instances.forget(node.resourceId);
  } else if (node?.kind === "subscription") {
    for (const { id } of inventory.subscription(node.subscriptionKey)?.resources.values() ?? []) {
      instances.forget(id);
    }
  }
}
