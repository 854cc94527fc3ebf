import * as vscode from "vscode";
import type { Spelling } from "../../documents/documentLanguage";
import type { UserAssignedIdentityResource } from "../../azure/compute/computeResource";
import type { KnownIdentity } from "../../documents/knownIdentity";
import { inTurns } from "../../documents/sliced";
import type { AssignDeps } from "./deps";
import { chosen } from "../../ui/steps/targets";
import { answerStep, type Choice, type OtherAnswer, type Prompts, type Step } from "../../ui/prompts";
import { formatPlace } from "../../ui/words/identityResource";
import { nextTurn } from "./turns";
import { type AssignAnswers, type IdentityPick, idsOf } from "./assignAnswers";
import { describeForm, describeSource, describeTypedProblem } from "./words/identitySource";
import { formatIdentityName, formatName, shortText } from "./words/resource";
import { formatPlural } from "../../ui/words/plural";

function templateChoice({ text, kind }: KnownIdentity, spelling: Spelling): Choice<IdentityPick> {
  const [label, detail] = [formatIdentityName(text, spelling), shortText(spelling.plainText(text))];
  return {
    label,
    description: describeSource(kind),
    ...(detail === label ? {} : { detail }),
    group: vscode.l10n.t("This template"),
    data: { kind: "text", text },
  };
}

function liveChoice(identity: UserAssignedIdentityResource, subscription: string): Choice<IdentityPick> {
  return {
    label: identity.name,
    description: formatPlace(identity),
    group: subscription,
    data: { kind: "live", id: identity.id },
  };
}

async function choices(deps: AssignDeps, answers: AssignAnswers): Promise<Choice<IdentityPick>[]> {
  const { template, resource } = chosen(answers.found);
  const isForAll = answers.all === true;
  await deps.inventory.load();
  // What one resource has, others may lack.
  const finding = isForAll ? template.knownIdentities(resource) : template.identitiesToOffer(resource);
  const here = await inTurns(finding, nextTurn);
  const live = deps.inventory.subscriptions.flatMap(({ subscription, identities }) =>
    [...identities.values()]
      .filter(({ id }) => isForAll || !template.namesId(resource, id))
      .map((identity) => liveChoice(identity, subscription.name)),
  );
  // An id that is listed with its subscription can be said in several ways there.
  const notListed = here.filter(({ text }) => deps.inventory.findIdentity(text) === undefined);
  return [...notListed.map((known) => templateChoice(known, template)), ...live];
}

/** What else can be answered: an identity that is not listed, or a sign-in where none could be listed. */
function otherAnswers({ inventory }: AssignDeps): readonly OtherAnswer<IdentityPick>[] {
  const signIn: OtherAnswer<IdentityPick> = {
    icon: "sign-in",
    label: vscode.l10n.t("Sign In to List Identities..."),
    data: { kind: "signIn" },
  };
  return [
    { icon: "edit", label: vscode.l10n.t("Type an ID or Expression..."), data: { kind: "typed" } },
    ...(inventory.state.kind === "failed" ? [signIn] : []),
  ];
}

async function askIdentities(
  deps: AssignDeps,
  answers: AssignAnswers,
  prompts: Prompts,
): Promise<readonly IdentityPick[]> {
  const { resource } = chosen(answers.found);
  for (;;) {
    const picks = await prompts.pickMany(choices(deps, answers), {
      placeholder:
        answers.all === true
          ? vscode.l10n.t("Identities for all of them")
          : vscode.l10n.t("Identities for {0}", formatName(resource)),
      loading: vscode.l10n.t("Listing user-assigned identities..."),
      others: () => otherAnswers(deps),
    });
    if (!picks.some(({ kind }) => kind === "signIn")) {
      return picks;
    }
    if (await deps.signIn.signIn()) {
      await deps.inventory.load();
    }
  }
}

/** Asks for identities after the resource is known, and how the template is to say those that are given by their id. */
export function assignSteps(deps: AssignDeps, isWanted: (answers: AssignAnswers) => boolean): Step<AssignAnswers>[] {
  return [
    answerStep("picks", (answers, prompts) => askIdentities(deps, answers, prompts), isWanted),
    answerStep(
      "typed",
      async (answers, prompts) => {
        const { template, resource } = chosen(answers.found);
        const typed = await prompts.input({
          prompt: vscode.l10n.t(
            "The resource ID of a user-assigned identity, or an expression such as {0}",
            template.expressionExample,
          ),
          placeholder: template.expressionExample,
          check: (value) => describeTypedProblem(template.typedIdentityProblem(resource, value)),
        });
        return typed.trim();
      },
      ({ picks = [] }) => picks.some(({ kind }) => kind === "typed"),
    ),
    answerStep(
      "form",
      (answers, prompts) => {
        const ids = idsOf(answers);
        const { template, resource } = chosen(answers.found);
        const forms = template
          .formsOfId(resource, ids[0] ?? "")
          .map((form) => ({ ...describeForm(form, ids.length), data: form.form }));
        return prompts.pick(forms, {
          placeholder: formatPlural(
            vscode.l10n.t(
              "How should the template refer to {count, plural, one {the identity} other {the # identities}}?",
            ),
            { count: ids.length },
          ),
        });
      },
      (answers) => idsOf(answers).length > 0,
    ),
  ];
}
