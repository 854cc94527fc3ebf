import type { App } from "../../ui/app";
import { asNode } from "../../ui/steps/targets";
import type { TreeNode } from "../../ui/nodes";

/** What a refresh works with. */
type RefreshedApp = Pick<App, "forgetSession"> & {
  readonly inventory: Pick<App["inventory"], "refresh" | "refreshSubscription" | "subscription">;
  readonly federatedCredentials: Pick<App["federatedCredentials"], "forget">;
  readonly instances: Pick<App["instances"], "forget">;
};

/** Lists everything again, as whoever is signed in now. */
export async function refresh(app: RefreshedApp): Promise<void> {
  app.forgetSession();
  await app.inventory.refresh();
}

/** Lists again what the node belongs to: its subscription, or everything where it belongs to none. */
export async function refreshNode(app: RefreshedApp, argument?: unknown): Promise<void> {
  const node = asNode(argument);
  app.forgetSession();
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
function forgetInstances({ instances, inventory }: RefreshedApp, node: TreeNode | undefined): void {
  if (node !== undefined && "resourceId" in node) {
    instances.forget(node.resourceId);
  } else if (node?.kind === "subscription") {
    for (const { id } of inventory.subscription(node.subscriptionKey)?.resources.values() ?? []) {
      instances.forget(id);
    }
  }
}
