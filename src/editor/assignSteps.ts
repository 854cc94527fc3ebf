import * as vscode from "vscode";
import type { UserAssignedIdentityResource } from "../azure/computeResource";
import type { App } from "../ui/app";
import { chosen } from "../ui/flows/targets";
import type { Choice, Step } from "../ui/prompts";
import { placeInWords } from "../ui/words/identityResource";
import {
  identitiesInTemplate,
  type KnownIdentity,
  namesLiteral,
  resourceIdForm,
  typedIdentityProblem,
} from "./identitySources";
import type { FoundResource } from "./resourceRef";
import { identityNameInWords, nameInWords, shortText } from "./words/resource";
import { sourceInWords, typedProblemInWords } from "./words/identitySource";

type Pick =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "live"; readonly id: string }
  | { readonly kind: "typed" }
  | { readonly kind: "signIn" };

/** What assigning has learnt. */
export interface AssignAnswers {
  found?: FoundResource;
  picks?: readonly Pick[];
  typed?: string;
  form?: "id" | "resourceId";
}

function templateChoice({ text, source }: KnownIdentity): Choice<Pick> {
  return {
    label: identityNameInWords(text),
    description: sourceInWords(source),
    detail: shortText(text),
    group: vscode.l10n.t("This template"),
    data: { kind: "text", text },
  };
}

function liveChoice(identity: UserAssignedIdentityResource, subscription: string): Choice<Pick> {
  return {
    label: identity.name,
    description: placeInWords(identity),
    group: subscription,
    data: { kind: "live", id: identity.id },
  };
}

async function choices(app: App, { template, resource }: FoundResource): Promise<Choice<Pick>[]> {
  await app.inventory.load();
  const here = identitiesInTemplate(template, resource).map(templateChoice);
  const live = app.inventory.subscriptions.flatMap(({ subscription, identities }) =>
    [...identities.values()]
      .filter(({ id }) => !namesLiteral(resource, id))
      .map((identity) => liveChoice(identity, subscription.name)),
  );
  const group = vscode.l10n.t("Other");
  const typed: Choice<Pick> = {
    label: vscode.l10n.t("$(edit) Type an ID or an expression..."),
    group,
    data: { kind: "typed" },
  };
  const signIn: Choice<Pick> = {
    label: vscode.l10n.t("$(sign-in) Sign in to choose from Azure..."),
    group,
    data: { kind: "signIn" },
  };
  return [...here, ...live, typed, ...(app.inventory.state.kind === "failed" ? [signIn] : [])];
}

async function askIdentities(app: App, answers: AssignAnswers, prompts: Parameters<Step<AssignAnswers>["ask"]>[1]) {
  const found = chosen(answers.found);
  for (;;) {
    const picks = await prompts.pickMany(choices(app, found), {
      placeholder: vscode.l10n.t("Identities for {0}", nameInWords(found.resource)),
      loading: vscode.l10n.t("Listing user-assigned identities..."),
    });
    if (!picks.some(({ kind }) => kind === "signIn")) {
      return picks;
    }
    if (await app.signIn.signIn()) {
      await app.inventory.refresh();
    }
  }
}

const has = (answers: AssignAnswers, kind: Pick["kind"]): boolean =>
  answers.picks?.some((pick) => pick.kind === kind) === true;

/** Asks for identities after the resource is known, and how the template is to say them. */
export function assignSteps(app: App, isWanted: (answers: AssignAnswers) => boolean): Step<AssignAnswers>[] {
  return [
    {
      id: "identities",
      isNeeded: (answers) => isWanted(answers) && answers.picks === undefined,
      async ask(answers, prompts) {
        answers.picks = await askIdentities(app, answers, prompts);
      },
      forget(answers) {
        delete answers.picks;
      },
    },
    {
      id: "typed",
      isNeeded: (answers) => has(answers, "typed") && answers.typed === undefined,
      async ask(answers, prompts) {
        const { template, resource } = chosen(answers.found);
        const typed = await prompts.input({
          prompt: vscode.l10n.t("The resource ID of a user-assigned identity, or an expression in brackets"),
          placeholder: "[parameters('identityId')]",
          check: (value) => typedProblemInWords(typedIdentityProblem(template, resource, value)),
        });
        answers.typed = typed.trim();
      },
      forget(answers) {
        delete answers.typed;
      },
    },
    {
      id: "form",
      isNeeded: (answers) => has(answers, "live") && answers.form === undefined,
      async ask(answers, prompts) {
        const id = answers.picks?.flatMap((pick) => (pick.kind === "live" ? [pick.id] : []))[0] ?? "";
        const forms: Choice<"id" | "resourceId">[] = [
          { label: vscode.l10n.t("By its ID"), detail: id, data: "id" },
          { label: vscode.l10n.t("By resourceId(...)"), detail: resourceIdForm(id) ?? id, data: "resourceId" },
        ];
        answers.form = await prompts.pick(forms, {
          placeholder: vscode.l10n.t("How is the template to name the identity?"),
        });
      },
      forget(answers) {
        delete answers.form;
      },
    },
  ];
}

/** The identities that the steps have asked for, as the template is to say them. */
export function assignedTexts({ picks = [], typed, form }: AssignAnswers): readonly string[] {
  return picks.flatMap((pick) => {
    switch (pick.kind) {
      case "text":
        return [pick.text];
      case "live":
        return [form === "resourceId" ? (resourceIdForm(pick.id) ?? pick.id) : pick.id];
      case "typed":
        return typed === undefined ? [] : [typed];
      case "signIn":
        return [];
    }
  });
}
