import * as vscode from "vscode";
import type { AssignDeps, OfferDeps } from "./deps";
import { chosen } from "../../ui/steps/targets";
import { answerStep, type Choice, type Step } from "../../ui/prompts";
import type { AssignAnswers } from "./assignAnswers";
import { assignSteps } from "./assignSteps";
import { toRange } from "./documentEdits";
import { refusedProblem } from "./write";
import type { FoundResource } from "./resourceRef";
import { actionsFor, type TemplateAction } from "./templateAction";
import { describeAction } from "./words/action";
import { describeIdentity, formatIdentityName, formatKind, formatName, shortText } from "./words/resource";

/** What asking for a change of a template has learnt. */
export interface ChangeAnswers extends AssignAnswers {
  action?: TemplateAction;
  removed?: readonly string[];
}

/** A resource in a list: its name, where it stands, and what it has. */
export function resourceChoice(found: FoundResource): Choice<FoundResource> {
  const { document, template, resource } = found;
  const line = toRange(document, resource.range).start.line + 1;
  return {
    label: formatName(resource),
    description: vscode.l10n.t("{kind}, line {line}", { kind: formatKind(resource), line }),
    detail: describeIdentity(resource, template),
    data: found,
  };
}

/** Asks which resource of the template: see `soleResource` for where there is nothing to ask. */
export function resourceStep(
  all: readonly FoundResource[],
  offersAll: boolean,
): Step<Pick<ChangeAnswers, "found" | "all">> {
  return {
    id: "resource",
    isNeeded: (answers) => answers.found === undefined,
    async ask(answers, prompts) {
      const [first] = all;
      const every: Choice<FoundResource | undefined>[] =
        offersAll && first !== undefined && all.length > 1
          ? [
              {
                label: vscode.l10n.t("All {0} of them", all.length),
                description: vscode.l10n.t("every virtual machine and scale set of this file"),
                data: undefined,
              },
            ]
          : [];
      const picked = await prompts.pick([...all.map(resourceChoice), ...every], {
        placeholder: vscode.l10n.t("Which resource in this template?"),
      });
      answers.found = chosen(picked ?? first);
      answers.all = picked === undefined;
    },
    forget(answers) {
      delete answers.found;
      delete answers.all;
    },
  };
}

/** What is known before anything is asked of a template that has one resource only. */
export function soleResource(all: readonly FoundResource[]): Pick<ChangeAnswers, "found" | "all"> {
  const [first, second] = all;
  return first === undefined || second !== undefined ? {} : { found: first };
}

function actionChoices({ found, all = false }: ChangeAnswers, hasLive: boolean): Choice<TemplateAction>[] {
  const { template, resource } = chosen(found);
  const actions: readonly TemplateAction[] = all
    ? [
        { kind: "change", change: { kind: "enableSystemAssigned" } },
        { kind: "assign" },
        { kind: "change", change: { kind: "disableSystemAssigned" } },
        { kind: "change", change: { kind: "removeAllUserAssigned" } },
        { kind: "change", change: { kind: "removeAll" } },
      ]
    : actionsFor(template, resource, hasLive);
  return actions.map((action) => ({ label: describeAction(action, template), data: action }));
}

function listedChoices({ template, resource: { identity } }: FoundResource): Choice<string>[] {
  const listed = identity.kind === "state" && identity.userAssigned !== "unknown" ? identity.userAssigned : [];
  return listed.map(({ text }) => ({
    label: formatIdentityName(text, template),
    detail: shortText(template.plainText(text)),
    data: text,
  }));
}

/** Asks what to do with the resource, and with which identities. */
export function changeSteps(deps: AssignDeps & OfferDeps): Step<ChangeAnswers>[] {
  return [
    answerStep("action", (answers, prompts) => {
      const found = chosen(answers.found);
      const { template, resource } = found;
      const fault = answers.all === true ? undefined : template.syntaxFault(resource);
      if (fault !== undefined) {
        throw refusedProblem(found, { reason: "syntaxError", range: fault });
      }
      return prompts.pick(actionChoices(answers, deps.hasLive), {
        placeholder:
          answers.all === true
            ? vscode.l10n.t("What do you want to change on all of them?")
            : vscode.l10n.t("{label}: {text}", {
                label: formatName(resource),
                text: describeIdentity(resource, template),
              }),
      });
    }),
    ...assignSteps(deps, (answers: ChangeAnswers) => answers.action?.kind === "assign"),
    answerStep(
      "removed",
      (answers, prompts) => {
        const found = chosen(answers.found);
        return prompts.pickMany(listedChoices(found), {
          placeholder: vscode.l10n.t("Identities to remove from {0}", formatName(found.resource)),
        });
      },
      ({ action }) => action?.kind === "remove",
    ),
  ];
}
