import * as vscode from "vscode";
import type { Subscription } from "../../azure/accounts";
import { isProviderNamespace, type ProviderGateway } from "../../azure/deployments/providers";
import type { Inventory } from "../../azure/inventory/inventory";
import { withCancellableProgress } from "../../ui/cancellableProgress";
import { notifyInformation } from "../../ui/shown/messages";

/** What registering a provider works with. */
export interface ProviderDeps {
  readonly inventory: Pick<Inventory, "subscriptions">;
  readonly providers: Pick<ProviderGateway, "register">;
}

/** Registers a subscription for the provider that a change needs. `request` holds the `namespace` and the `subscriptionId`. */
export async function registerProvider(deps: ProviderDeps, request?: unknown): Promise<void> {
  const [namespace, subscriptionId] = [text(request, "namespace"), text(request, "subscriptionId")];
  const subscription = subscriptionId === undefined ? undefined : visible(deps, subscriptionId);
  if (namespace === undefined || !isProviderNamespace(namespace) || subscription === undefined) {
    throw new Error("Neither a provider nor a subscription that is visible is given.");
  }
  const title = vscode.l10n.t("Registering {0}", namespace);
  const state = await withCancellableProgress(title, (signal) =>
    deps.providers.register(subscription, namespace, signal),
  );
  void notifyInformation(
    state === "registered"
      ? vscode.l10n.t("{provider} is registered for {subscription}. Try your change again.", {
          provider: namespace,
          subscription: subscription.name,
        })
      : vscode.l10n.t(
          "Azure is registering {provider} for {subscription}. This can take a few minutes. Then try your change again.",
          { provider: namespace, subscription: subscription.name },
        ),
  );
}

function visible({ inventory }: Pick<ProviderDeps, "inventory">, id: string): Subscription | undefined {
  return inventory.subscriptions
    .map(({ subscription }) => subscription)
    .find(({ subscriptionId }) => subscriptionId.toLowerCase() === id.toLowerCase());
}

/** Other extensions can call a command with anything. */
function text(request: unknown, name: string): string | undefined {
  const value: unknown = typeof request === "object" && request !== null ? Reflect.get(request, name) : undefined;
  return typeof value === "string" ? value : undefined;
}
