import * as vscode from "vscode";
import { resourceGroupId } from "../../identity/resourceId";
import type { Subscription } from "../../azure/accounts";
import type { RoleDefinition } from "../../azure/access/roleAssignments";
import type { GrantStepDeps } from "./deps";
import { answerStep, type Choice, type Step } from "../../ui/prompts";
import { type AccessPlace, placeChoices, type PlacedResource, searchResource } from "../../ui/steps/accessPlaces";
import type { PrincipalTarget } from "../../azure/access/principalTarget";
import { subscriptionsOf } from "../usage/impact";
import { roleChoices } from "../../ui/steps/roleChoices";
import { chosen } from "../../ui/steps/targets";

/** Where access is looked for first: in one subscription, or by name in all of them. */
type Area = { readonly kind: "one"; readonly subscription: Subscription } | { readonly kind: "all" };

/** What granting access has to know. `place` is what was chosen first in a subscription; a resource is chosen after it. */
export interface GrantAnswers {
  principal?: PrincipalTarget;
  area?: Area;
  place?: AccessPlace;
  resource?: PlacedResource;
  role?: RoleDefinition;
  isReviewed?: true;
}

/** The subscription of the scope that the answers name. */
export function chosenSubscription({ area, resource }: GrantAnswers): Subscription {
  return area?.kind === "one" ? area.subscription : chosen(resource).subscription;
}

/** The scope that the answers name. */
export function chosenScope(answers: GrantAnswers): string {
  const { place, resource } = answers;
  const { subscriptionId } = chosenSubscription(answers);
  switch (place?.kind) {
    case "subscription":
      return `/subscriptions/${subscriptionId}`;
    case "resourceGroup":
      return resourceGroupId(subscriptionId, place.resourceGroup);
    case "resource":
    case undefined:
      return chosen(resource).resource.id;
  }
}

/** Asks for the subscription, the place in it, and the role. */
export function grantSteps(deps: GrantStepDeps): Step<GrantAnswers>[] {
  const { signal } = new AbortController();
  return [areaStep(deps), placeStep(deps, signal), resourceStep(deps, signal), roleStep(deps, signal)];
}

const visible = (deps: Pick<GrantStepDeps, "inventory">, { principal }: GrantAnswers): readonly Subscription[] =>
  subscriptionsOf(deps, chosen(principal));

function areaStep(deps: Pick<GrantStepDeps, "inventory">): Step<GrantAnswers> {
  return answerStep("area", (answers, prompts) => {
    const own = chosen(answers.principal).subscription.subscriptionId;
    const subscriptions = [...visible(deps, answers)]
      .sort((left, right) => Number(right.subscriptionId === own) - Number(left.subscriptionId === own))
      .map((subscription): Choice<Area> => ({
        label: subscription.name,
        description: subscription.subscriptionId,
        data: { kind: "one", subscription },
      }));
    const search: Choice<Area> = {
      icon: "search",
      label: vscode.l10n.t("Search All Subscriptions..."),
      description: vscode.l10n.t("for a resource by its name"),
      data: { kind: "all" },
    };
    const placeholder = vscode.l10n.t("Subscription in which {0} gets access", chosen(answers.principal).label);
    return prompts.pick([search, ...subscriptions], { placeholder });
  });
}

function placeStep(deps: Pick<GrantStepDeps, "identities">, signal: AbortSignal): Step<GrantAnswers> {
  return answerStep(
    "place",
    (answers, prompts) =>
      prompts.pick(placeChoices(deps, chosenSubscription(answers), signal), {
        placeholder: vscode.l10n.t("Where {0} gets access", chosen(answers.principal).label),
      }),
    ({ area }) => area?.kind !== "all",
  );
}

function resourceStep(
  deps: Pick<GrantStepDeps, "inventory" | "roleAssignments">,
  signal: AbortSignal,
): Step<GrantAnswers> {
  return answerStep(
    "resource",
    (answers, prompts) => {
      const subscriptions = answers.area?.kind === "all" ? visible(deps, answers) : [chosenSubscription(answers)];
      return searchResource(deps, prompts, subscriptions, signal);
    },
    ({ place }) => (place?.kind ?? "resource") === "resource",
  );
}

function roleStep(deps: Pick<GrantStepDeps, "roles">, signal: AbortSignal): Step<GrantAnswers> {
  return answerStep("role", (answers, prompts) =>
    prompts.pick(roleChoices(deps, chosenSubscription(answers), signal), {
      placeholder: vscode.l10n.t("Role of {0}", chosen(answers.principal).label),
      loading: vscode.l10n.t("Listing roles..."),
      empty: vscode.l10n.t("You don't have access to any role."),
    }),
  );
}
