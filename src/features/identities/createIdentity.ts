import * as vscode from "vscode";
import type { UserAssignedIdentityResource } from "../../azure/compute/computeResource";
import type { CreateDeps, CreateReviewDeps, IdentityCreationDeps } from "./deps";
import { withCancellableProgress } from "../../ui/cancellableProgress";
import { answerStep, type Step } from "../../ui/prompts";
import { afterWriting } from "../../ui/stoppedAfter";
import { describeNewGroup } from "../../ui/words/written";
import { reviewIdentity } from "./createIdentityReview";
import {
  type CreateIdentityAnswers,
  createIdentitySteps,
  identityOrder,
  type IdentityOrder,
} from "./createIdentitySteps";
import type { IdentityCreation } from "../changeIdentities/deps";
import { refusable } from "../changeIdentities/permissionCheck";

/** The last step of creating an identity: shows it for review. */
export function identityReviewStep<Answers extends CreateIdentityAnswers>(
  deps: CreateReviewDeps,
  isWanted: (answers: Answers) => boolean,
): Step<Answers> {
  return answerStep<Answers, "isReviewed", CreateIdentityAnswers>(
    "isReviewed",
    async (answers, { canGoBack }) => {
      await reviewIdentity(deps, identityOrder(answers), canGoBack);
      return true;
    },
    isWanted,
  );
}

/** Creates an identity that was reviewed, and adds it to the inventory. @throws AzureError */
export async function createReviewedIdentity(
  deps: CreateDeps,
  order: IdentityOrder,
): Promise<UserAssignedIdentityResource> {
  const { subscription, isNewResourceGroup, ...wanted } = order;
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
    steps: (isWanted) => [...createIdentitySteps(deps, isWanted), identityReviewStep(deps, isWanted)],
    create: (answers) => createReviewedIdentity(deps, identityOrder(answers)),
  };
}
