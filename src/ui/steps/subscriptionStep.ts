import * as vscode from "vscode";
import type { Subscription } from "../../azure/accounts";
import type { Inventory } from "../../azure/inventory/inventory";
import { answerStep, type Choice, type Step } from "../prompts";

/** What asking for a subscription works with. */
export interface SubscriptionDeps {
  readonly inventory: Pick<Inventory, "loaded">;
}

async function choices({ inventory }: SubscriptionDeps): Promise<Choice<Subscription>[]> {
  const subscriptions = await inventory.loaded();
  return subscriptions.map(({ subscription }) => ({
    label: subscription.name,
    description: subscription.subscriptionId,
    detail: vscode.l10n.t("Tenant {0}", subscription.tenant.displayName ?? subscription.tenant.tenantId),
    data: subscription,
  }));
}

/** Asks for the subscription that something new goes into, where the command was not called on one. */
export function subscriptionStep(deps: SubscriptionDeps): Step<{ createIn?: Subscription }> {
  return answerStep("createIn", (_, prompts) =>
    prompts.pick(choices(deps), {
      placeholder: vscode.l10n.t("Subscription"),
      loading: vscode.l10n.t("Listing your subscriptions..."),
      empty: vscode.l10n.t("You don't have access to any subscription."),
    }),
  );
}
