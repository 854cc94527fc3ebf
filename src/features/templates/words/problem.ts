import { l10n } from "vscode";
import type { NamedResource } from "../../../documents/documentResource";
import type { Refusal } from "../../../documents/planRefusal";
import { describeHazard } from "../../../ui/words/hazardWords";
import { formatNames } from "../../../ui/words/change";
import type { ProblemFacts } from "../templateProblem";
import { formatName } from "./resource";

/** Why a change of a template's text is refused. `line` counts from 1. */
export function describeRefusal(refusal: Refusal<NamedResource>, line: number | undefined): string {
  switch (refusal.reason) {
    case "syntaxError":
      return l10n.t("Line {0} has a syntax error. Fix it first.", line ?? 1);
    case "notAnObject":
      return l10n.t("Its identity is neither an object nor an expression.");
    case "duplicateMember":
      return l10n.t("A property of its identity is set twice.");
    case "typeMissing":
      return l10n.t("Its identities are listed, but their type is missing.");
    case "typeNotKnown":
      return l10n.t("Its identity has an unknown type.");
    case "listMalformed":
      return l10n.t("Its list of identities has an unsupported form.");
    case "hazard": {
      const [first] = refusal.hazards;
      return first === undefined ? l10n.t("Azure would reject it.") : `${describeHazard(first).headline}.`;
    }
    case "declarationsNotAnObject":
      return l10n.t(
        'The "{member}" in line {line} aren\'t an object, so nothing can be added to them. Assign the identity by its ID.',
        { member: refusal.section, line: line ?? 1 },
      );
    case "commentInTheWay":
      return l10n.t("The comment in line {0} would be lost.", line ?? 1);
    case "scopeNotKnown":
      return l10n.t(
        "The nested template in line {0} might use its own parameters and variables or the outer ones. Set expressionEvaluationOptions of the deployment, or refer to the identity by its ID.",
        line ?? 1,
      );
    case "apiVersionNotKnown":
      return l10n.t("The API version in line {0} is an expression and might be a newer one.", line ?? 1);
    case "othersWouldNotFit":
      return l10n.t(
        "{0} shares its identity with it, but its API version or kind doesn't support the result.",
        formatNames(refusal.others.map(formatName)),
      );
    case "orderNotKnown":
      return l10n.t(
        "Line {0} depends on the extension, whose own dependencies can't be read. Change dependsOn first.",
        line ?? 1,
      );
    case "moduleEnablesSystemAssigned":
      return l10n.t(
        "extensionAadJoinConfig in line {0} enables the system-assigned identity of every machine with identities. Enable that identity too, or change extensionAadJoinConfig first.",
        line ?? 1,
      );
    case "idNeeded":
      return l10n.t("{0} can't refer to resources. Assign the identity by its ID.", refusal.path);
    case "wouldNotReadBack":
      return l10n.t("The result would differ from the request. This is a bug in this extension.");
  }
}

/** Says a problem in a sentence or two. */
export function describeProblem(facts: ProblemFacts): string {
  switch (facts.reason) {
    case "noTemplate":
      return l10n.t("Open an ARM template, a Bicep file or a Terraform file first.");
    case "noResources":
      return l10n.t("This template doesn't deploy a virtual machine or scale set.");
    case "changedMeanwhile":
      return l10n.t("The template changed in the meantime. Try again.");
    case "notWritten":
      return l10n.t("Couldn't change the template. It might be read-only.");
    case "refused":
      return l10n.t("Couldn't change the identities of {resource}. {reason}", {
        resource: facts.resource,
        reason: describeRefusal(facts.refusal, facts.line),
      });
    case "nothingToDo":
      return l10n.t("No changes needed for {0}.", facts.resource);
  }
}
