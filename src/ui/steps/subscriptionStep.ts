import * as vscode from "vscode";
import type { Subscription } from "../../azure/accounts";
import type { App } from "../app";
import type { Choice, Step } from "../prompts";

async function choices(app: App): Promise<Choice<Subscription>[]> {
  const subscriptions = await app.inventory.loaded();
  return subscriptions.map(({ subscription }) => ({
    label: subscription.name,
    description: subscription.subscriptionId,
    detail: vscode.l10n.t("Tenant {0}", subscription.tenant.displayName ?? subscription.tenant.tenantId),
    data: subscription,
  }));
}

/** Asks for the subscription that something new goes into, where the command was not called on one. */
export function subscriptionStep(app: App): Step<{ createIn?: Subscription }> {
  return {
    id: "subscription",
    isNeeded: (answers) => answers.createIn === undefined,
    async ask(answers, prompts) {
      answers.createIn = await prompts.pick(choices(app), {
        placeholder: vscode.l10n.t("Subscription"),
        loading: vscode.l10n.t("Listing your subscriptions..."),
        empty: vscode.l10n.t("There is no subscription that you can see."),
      });
    },
    forget(answers) {
      delete answers.createIn;
    },
  };
}
