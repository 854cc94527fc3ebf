import * as vscode from "vscode";
import type { Subscription } from "../../azure/accounts";
import type { IsolationScope, NewIdentity } from "../../azure/identities/identityLifecycle";
import { checkUserAssignedIdentityName } from "../../identity/naming";
import type { CreateStepDeps } from "./deps";
import { answerStep, type Step } from "../../ui/prompts";
import { describeNameCheck } from "../../ui/words/nameCheck";
import { groupName, locationStep, type PlaceAnswers, resourceGroupSteps } from "../../ui/steps/placeSteps";
import { chosen } from "../../ui/steps/targets";

/** What creating a user-assigned identity has to know. */
export interface CreateIdentityAnswers extends PlaceAnswers {
  name?: string;
  isolationScope?: IsolationScope;
  tags?: Readonly<Record<string, string>>;
  isReviewed?: true;
}

function existingNames(deps: Pick<CreateStepDeps, "inventory">, answers: CreateIdentityAnswers): Set<string> {
  const { createIn } = answers;
  const group = groupName(answers)?.toLowerCase();
  const identities = deps.inventory.subscriptions
    .filter((each) => each.subscription.subscriptionId === createIn?.subscriptionId)
    .flatMap((each) => [...each.identities.values()])
    .filter((identity) => identity.resourceGroup.toLowerCase() === group);
  return new Set(identities.map((identity) => identity.name.toLowerCase()));
}

/** Asks for resource group, name and region of a new identity, where `isWanted` says that there will be one. */
export function createIdentitySteps<Answers extends CreateIdentityAnswers>(
  deps: CreateStepDeps,
  isWanted: (answers: Answers) => boolean,
): Step<Answers>[] {
  const name = answerStep<Answers, "name", CreateIdentityAnswers>(
    "name",
    (answers, prompts) => {
      const taken = existingNames(deps, answers);
      return prompts.input({
        prompt: vscode.l10n.t("Name of the new user-assigned identity"),
        placeholder: "id-",
        check: (value) =>
          taken.has(value.toLowerCase())
            ? vscode.l10n.t("An identity with this name already exists in the resource group.")
            : describeNameCheck(checkUserAssignedIdentityName(value), 3, 128),
      });
    },
    isWanted,
  );
  return [
    ...resourceGroupSteps(deps, isWanted, vscode.l10n.t("Resource group of the new identity")),
    name,
    locationStep(deps, isWanted, vscode.l10n.t("Region of the new identity")),
  ];
}

/** An identity that is to be made. */
export interface IdentityOrder extends NewIdentity {
  readonly subscription: Subscription;
  readonly isNewResourceGroup: boolean;
}

/** What the steps have asked for. */
export function identityOrder(answers: CreateIdentityAnswers): IdentityOrder {
  const { isolationScope, tags } = answers;
  return {
    subscription: chosen(answers.createIn),
    resourceGroup: chosen(groupName(answers)),
    isNewResourceGroup: answers.resourceGroup?.kind === "new",
    name: chosen(answers.name),
    location: chosen(answers.location),
    ...(isolationScope === undefined ? {} : { isolationScope }),
    ...(tags === undefined || Object.keys(tags).length === 0 ? {} : { tags }),
  };
}
