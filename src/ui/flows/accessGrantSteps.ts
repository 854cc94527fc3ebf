import * as vscode from "vscode";
import type { Subscription } from "../../azure/accounts";
import type { GrantableResource, RoleDefinition } from "../../azure/roleAssignments";
import type { App } from "../app";
import type { Choice, Step } from "../prompts";
import type { PrincipalTarget } from "./accessTargets";
import { subscriptionsOf } from "./impact";
import { roleChoices } from "./roleChoices";
import { chosen } from "./targets";

/** What granting access has to know. `place` is what was chosen first; a resource is chosen after it. */
export interface GrantAnswers {
  principal?: PrincipalTarget;
  subscription?: Subscription;
  place?: { readonly kind: "scope"; readonly scope: string } | { readonly kind: "resource" };
  resource?: GrantableResource;
  role?: RoleDefinition;
}

/** The scope that the answers name. */
export function chosenScope({ place, resource }: GrantAnswers): string {
  return place?.kind === "scope" ? place.scope : chosen(resource).id;
}

/** Asks for the subscription, the place in it, and the role. */
export function grantSteps(app: App): Step<GrantAnswers>[] {
  const { signal } = new AbortController();
  return [subscriptionStep(app), placeStep(app, signal), resourceStep(app, signal), roleStep(app, signal)];
}

function subscriptionStep(app: App): Step<GrantAnswers> {
  const visible = ({ principal }: GrantAnswers): readonly Subscription[] => subscriptionsOf(app, chosen(principal));
  return {
    id: "subscription",
    isNeeded: (answers) => answers.subscription === undefined,
    async ask(answers, prompts) {
      const own = chosen(answers.principal).subscription.subscriptionId;
      const choices = [...visible(answers)]
        .sort((left, right) => Number(right.subscriptionId === own) - Number(left.subscriptionId === own))
        .map((subscription) => ({
          label: subscription.name,
          description: subscription.subscriptionId,
          data: subscription,
        }));
      const placeholder = vscode.l10n.t("Subscription in which {0} gets access", chosen(answers.principal).label);
      answers.subscription = await prompts.pick(choices, { placeholder });
    },
    forget(answers) {
      delete answers.subscription;
    },
  };
}

function placeStep(app: App, signal: AbortSignal): Step<GrantAnswers> {
  return {
    id: "place",
    isNeeded: (answers) => answers.place === undefined,
    async ask(answers, prompts) {
      const subscription = chosen(answers.subscription);
      const root = `/subscriptions/${subscription.subscriptionId}`;
      const first: Choice<GrantAnswers["place"] & object>[] = [
        {
          label: vscode.l10n.t("$(search) A Resource..."),
          description: vscode.l10n.t("the least access"),
          data: { kind: "resource" },
        },
      ];
      const whole: Choice<GrantAnswers["place"] & object> = {
        label: vscode.l10n.t("$(symbol-namespace) The Whole Subscription"),
        description: subscription.name,
        data: { kind: "scope", scope: root },
      };
      const groups = app.identities.listResourceGroups(subscription, signal).then((all) =>
        all.map(({ name, location }): Choice<GrantAnswers["place"] & object> => ({
          label: `$(folder) ${name}`,
          description: location,
          data: { kind: "scope", scope: `${root}/resourceGroups/${name}` },
          group: vscode.l10n.t("Resource groups"),
        })),
      );
      answers.place = await prompts.pick(
        groups.then((all) => [...first, whole, ...all]),
        { placeholder: vscode.l10n.t("Where {0} gets access", chosen(answers.principal).label) },
      );
    },
    forget(answers) {
      delete answers.place;
    },
  };
}

function resourceStep(app: App, signal: AbortSignal): Step<GrantAnswers> {
  return {
    id: "resource",
    isNeeded: (answers) => answers.place?.kind !== "scope" && answers.resource === undefined,
    async ask(answers, prompts) {
      const all = app.roleAssignments.listResources(chosen(answers.subscription), signal);
      const toChoice = (resource: GrantableResource): Choice<GrantableResource> => ({
        label: resource.name,
        description: resource.type,
        detail: resource.id,
        data: resource,
      });
      answers.resource = await prompts.pick(
        all.then((resources) => resources.map(toChoice).sort((left, right) => left.label.localeCompare(right.label))),
        {
          placeholder: vscode.l10n.t("Type a part of the resource's name, kind or resource group"),
          loading: vscode.l10n.t("Listing resources..."),
          empty: vscode.l10n.t("There is no resource in this subscription that you can see."),
        },
      );
    },
    forget(answers) {
      delete answers.resource;
    },
  };
}

function roleStep(app: App, signal: AbortSignal): Step<GrantAnswers> {
  return {
    id: "role",
    isNeeded: (answers) => answers.role === undefined,
    async ask(answers, prompts) {
      const roles = roleChoices(app, chosen(answers.subscription), signal);
      answers.role = await prompts.pick(roles, {
        placeholder: vscode.l10n.t("Role of {0}", chosen(answers.principal).label),
        loading: vscode.l10n.t("Listing roles..."),
        empty: vscode.l10n.t("There is no role that you can see."),
      });
    },
    forget(answers) {
      delete answers.role;
    },
  };
}
