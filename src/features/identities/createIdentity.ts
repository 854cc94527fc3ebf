import * as vscode from "vscode";
import type { UserAssignedIdentityResource } from "../../azure/compute/computeResource";
import type { App } from "../../ui/app";
import { withCancellableProgress } from "../../ui/progress";
import { reviewIdentity } from "./createIdentityReview";
import type { IdentityOrder } from "./createIdentitySteps";
import { refusable } from "../changeIdentities/permissionCheck";

/** Shows the identity for review, creates it, and adds it to the inventory. @throws PromptCancelled, AzureError */
export async function createIdentityWithReview(app: App, order: IdentityOrder): Promise<UserAssignedIdentityResource> {
  const { subscription, isNewResourceGroup, ...wanted } = order;
  await reviewIdentity(app, order);
  const title = vscode.l10n.t("Creating {0}", wanted.name);
  const identity = await withCancellableProgress(title, (signal) =>
    refusable(app, async () => {
      if (isNewResourceGroup) {
        await app.identities.createResourceGroup(subscription, wanted.resourceGroup, wanted.location, signal);
      }
      return await app.identities.create(subscription, wanted, signal);
    }),
  );
  app.inventory.addIdentity(subscription, identity);
  return identity;
}
