import * as vscode from "vscode";
import { resourceGroupId } from "../../identity/resourceId";
import type { Subscription } from "../../azure/accounts";
import type { GrantableResource, RoleDefinition } from "../../azure/access/roleAssignments";
import type { GrantStepDeps } from "./deps";
import { answerStep, type Step } from "../../ui/prompts";
import { type AccessPlace, placeChoices, resourceChoices } from "../../ui/steps/accessPlaces";
import type { PrincipalTarget } from "../../azure/access/principalTarget";
import { subscriptionsOf } from "../usage/impact";
import { roleChoices } from "../../ui/steps/roleChoices";
import { chosen } from "../../ui/steps/targets";

/** What granting access has to know. `place` is what was chosen first; a resource is chosen after it. */
export interface GrantAnswers {
  principal?: PrincipalTarget;
  subscription?: Subscription;
  place?: AccessPlace;
  resource?: GrantableResource;
  role?: RoleDefinition;
  isReviewed?: true;
}

/** The scope that the answers name. */
export function chosenScope({ subscription, place, resource }: GrantAnswers): string {
  const { subscriptionId } = chosen(subscription);
  switch (place?.kind) {
    case "subscription":
      return `/subscriptions/${subscriptionId}`;
    case "resourceGroup":
      return resourceGroupId(subscriptionId, place.resourceGroup);
    case "resource":
    case undefined:
      return chosen(resource).id;
  }
}

/** Asks for the subscription, the place in it, and the role. */
export function grantSteps(deps: GrantStepDeps): Step<GrantAnswers>[] {
  const { signal } = new AbortController();
  return [subscriptionStep(deps), placeStep(deps, signal), resourceStep(deps, signal), roleStep(deps, signal)];
}

function subscriptionStep(deps: Pick<GrantStepDeps, "inventory">): Step<GrantAnswers> {
  const visible = ({ principal }: GrantAnswers): readonly Subscription[] => subscriptionsOf(deps, chosen(principal));
  return answerStep("subscription", (answers, prompts) => {
    const own = chosen(answers.principal).subscription.subscriptionId;
    const choices = [...visible(answers)]
      .sort((left, right) => Number(right.subscriptionId === own) - Number(left.subscriptionId === own))
      .map((subscription) => ({
        label: subscription.name,
        description: subscription.subscriptionId,
        data: subscription,
      }));
    const placeholder = vscode.l10n.t("Subscription in which {0} gets access", chosen(answers.principal).label);
    return prompts.pick(choices, { placeholder });
  });
}

function placeStep(deps: Pick<GrantStepDeps, "identities">, signal: AbortSignal): Step<GrantAnswers> {
  return answerStep("place", (answers, prompts) =>
    prompts.pick(placeChoices(deps, chosen(answers.subscription), signal), {
      placeholder: vscode.l10n.t("Where {0} gets access", chosen(answers.principal).label),
    }),
  );
}

function resourceStep(deps: Pick<GrantStepDeps, "roleAssignments">, signal: AbortSignal): Step<GrantAnswers> {
  return answerStep(
    "resource",
    (answers, prompts) =>
      prompts.pick(resourceChoices(deps, chosen(answers.subscription), signal), {
        placeholder: vscode.l10n.t("Type part of the resource's name, kind, or resource group"),
        loading: vscode.l10n.t("Listing resources..."),
        empty: vscode.l10n.t("You don't have access to any resource in this subscription."),
      }),
    ({ place }) => (place?.kind ?? "resource") === "resource",
  );
}

function roleStep(deps: Pick<GrantStepDeps, "roles">, signal: AbortSignal): Step<GrantAnswers> {
  return answerStep("role", (answers, prompts) =>
    prompts.pick(roleChoices(deps, chosen(answers.subscription), signal), {
      placeholder: vscode.l10n.t("Role of {0}", chosen(answers.principal).label),
      loading: vscode.l10n.t("Listing roles..."),
      empty: vscode.l10n.t("You don't have access to any role."),
    }),
  );
}
