import type { App } from "../ui/app";
import { asNode } from "../ui/flows/targets";

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
  if (node && "subscriptionKey" in node && node.subscriptionKey !== undefined) {
    await app.inventory.refreshSubscription(node.subscriptionKey);
  } else {
    await app.inventory.refresh();
  }
}
