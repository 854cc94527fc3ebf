import * as vscode from "vscode";
import type { UserAssignedIdentityResource } from "../../azure/compute/computeResource";
import type { CreateDeps, IdentityCreationDeps } from "./deps";
import { withCancellableProgress } from "../../ui/progress";
import { afterWriting } from "../../ui/stoppedAfter";
import { describeNewGroup } from "../../ui/words/written";
import { reviewIdentity } from "./createIdentityReview";
import { createIdentitySteps, identityOrder, type IdentityOrder } from "./createIdentitySteps";
import type { IdentityCreation } from "../changeIdentities/deps";
import { refusable } from "../changeIdentities/permissionCheck";

/** Shows the identity for review, creates it, and adds it to the inventory. @throws PromptCancelled, AzureError */
export async function createIdentityWithReview(
  deps: CreateDeps,
  order: IdentityOrder,
): Promise<UserAssignedIdentityResource> {
  const { subscription, isNewResourceGroup, ...wanted } = order;
  await reviewIdentity(deps, order);
  const title = vscode.l10n.t("Creating {0}", wanted.name);
  const identity = await withCancellableProgress(title, (signal) =>
    refusable(deps, async () => {
      const makeIdentity = () => deps.identities.create(subscription, wanted, signal);
      if (!isNewResourceGroup) {
        return await makeIdentity();
      }
      await deps.identities.createResourceGroup(subscription, wanted.resourceGroup, wanted.location, signal);
      return await afterWriting(describeNewGroup(wanted.resourceGroup), makeIdentity);
    }),
  );
  deps.inventory.addIdentity(subscription, identity);
  return identity;
}

/** Creates an identity on the way of another flow. */
export function identityCreation(deps: IdentityCreationDeps): IdentityCreation {
  return {
    steps: (isWanted) => createIdentitySteps(deps, isWanted),
    create: (answers) => createIdentityWithReview(deps, identityOrder(answers)),
  };
}
