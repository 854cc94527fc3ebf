import type { RefreshDeps } from "./deps";
import { asNode } from "../../ui/steps/targets";
import type { TreeNode } from "../../ui/nodes";

/** Lists everything again, as whoever is signed in now. */
export async function refresh(deps: RefreshDeps): Promise<void> {
  deps.forgetSession();
  await deps.inventory.refresh();
}

/** Lists again what the node belongs to: its subscription, or everything where it belongs to none. */
export async function refreshNode(deps: RefreshDeps, argument?: unknown): Promise<void> {
  const node = asNode(argument);
  deps.forgetSession();
  if (node?.kind === "federatedCredentials" || node?.kind === "federatedFailure") {
    deps.federatedCredentials.forget(node.identityId);
    return;
  }
  if (node?.kind === "roleAssignments" || node?.kind === "roleAssignmentsFailure") {
    deps.identityAccess.forget(node.identityId);
    return;
  }
  forgetInstances(deps, node);
  if (node?.kind === "instances" || node?.kind === "instancesFailure") {
    return;
  }
  if (node && "subscriptionKey" in node && node.subscriptionKey !== undefined) {
    await deps.inventory.refreshSubscription(node.subscriptionKey);
  } else {
    await deps.inventory.refresh();
  }
}

/** The instances of Uniform scale sets are no part of the listing: those of the node are listed again when they are shown. */
function forgetInstances({ instances, inventory }: RefreshDeps, node: TreeNode | undefined): void {
  if (node !== undefined && "resourceId" in node) {
    instances.forget(node.resourceId);
  } else if (node?.kind === "subscription") {
    for (const { id } of inventory.subscription(node.subscriptionKey)?.resources.values() ?? []) {
      instances.forget(id);
    }
  }
}
