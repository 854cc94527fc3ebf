import { l10n } from "vscode";
import type { NamedResource } from "../../../documents/documentResource";
import type { Refusal } from "../../../documents/planRefusal";
import { describeHazard } from "../../../ui/words/hazard";
import { formatNames } from "../../../ui/words/change";
import type { ProblemFacts } from "../templateProblem";
import { formatName } from "./resource";

/** Why a change of a template's text is refused. `line` counts from 1. */
export function describeRefusal(refusal: Refusal<NamedResource>, line: number | undefined): string {
  switch (refusal.reason) {
    case "syntaxError":
      return l10n.t("The text in line {0} does not parse. Correct it first.", line ?? 1);
    case "notAnObject":
      return l10n.t("Its identity is neither an object nor an expression.");
    case "duplicateMember":
      return l10n.t("A member of its identity stands there twice, and which one counts is not known.");
    case "typeMissing":
      return l10n.t("Its identities are listed, but their type is missing.");
    case "typeNotKnown":
      return l10n.t("The type of its identity is not known.");
    case "listMalformed":
      return l10n.t("The list of its identities has a form that is not known.");
    case "hazard": {
      const [first] = refusal.hazards;
      return first === undefined ? l10n.t("Azure would refuse it.") : `${describeHazard(first).headline}.`;
    }
    case "declarationsNotAnObject":
      return l10n.t(
        'The "{0}" in line {1} are not written out as an object, so nothing can be added to them. Assign the identity by its id.',
        refusal.section,
        line ?? 1,
      );
    case "commentInTheWay":
      return l10n.t("The comment in line {0} would be lost.", line ?? 1);
    case "scopeNotKnown":
      return l10n.t(
        "The nested template of line {0} may use its own parameters and variables or the outer ones. Set expressionEvaluationOptions of the deployment, or name the identity by its ID.",
        line ?? 1,
      );
    case "apiVersionNotKnown":
      return l10n.t("The API version in line {0} is an expression, and may stand for a newer one.", line ?? 1);
    case "othersWouldNotFit":
      return l10n.t(
        "{0} shares its identity with it, and could not hold the outcome by its API version or kind.",
        formatNames(refusal.others.map(formatName)),
      );
    case "orderNotKnown":
      return l10n.t(
        "Line {0} waits for the extension, and the extension's own dependencies can't be read. Change dependsOn first.",
        line ?? 1,
      );
    case "wouldNotReadBack":
      return l10n.t("The outcome would not be what was asked for. This is a fault of this extension.");
  }
}

/** Says a problem in a sentence or two. */
export function describeProblem(facts: ProblemFacts): string {
  switch (facts.reason) {
    case "noTemplate":
      return l10n.t("Open an ARM template first: a JSON file with the schema of a deployment template.");
    case "noResources":
      return l10n.t("This template deploys no virtual machine and no scale set.");
    case "changedMeanwhile":
      return l10n.t("The template has changed meanwhile. Nothing was done; try again.");
    case "notWritten":
      return l10n.t("The template could not be changed. It may be read-only.");
    case "refused":
      return l10n.t(
        "The identities of {0} were not changed. {1}",
        facts.resource,
        describeRefusal(facts.refusal, facts.line),
      );
    case "nothingToDo":
      return l10n.t("Nothing to do: {0} already is as wanted.", facts.resource);
  }
}
