import { l10n } from "vscode";
import type { Spelling } from "../../../documents/documentLanguage";
import type { NamedResource } from "../../../documents/documentResource";
import type { Answer, DeclaredValue, QuestionFacts } from "../../../documents/planQuestion";
import { formatName, shortText } from "./resource";

type ExpressionQuestion = Extract<QuestionFacts, { readonly kind: "isExpression" }>;

function describeExpression({ what, text }: ExpressionQuestion, spelling: Spelling): string {
  const expression = shortText(spelling.plainText(text));
  switch (what) {
    case "block":
      return l10n.t("The whole identity is an expression: {0}", expression);
    case "type":
      return l10n.t("The type of the identity is an expression: {0}", expression);
    case "list":
      return l10n.t("The list of identities is an expression: {0}", expression);
  }
}

function describeTooOld(
  { apiVersion, lowest }: Extract<QuestionFacts, { readonly kind: "apiVersionTooOld" }>,
  spelling: Spelling,
): string {
  if (apiVersion === undefined) {
    return l10n.t("This requires API version {0}", lowest);
  }
  return apiVersion.profile !== undefined
    ? l10n.t(
        "API profile {profile} selects API version {version}, which doesn't support this. It requires {required} or later.",
        { profile: shortText(spelling.plainText(apiVersion.profile)), version: apiVersion.text, required: lowest },
      )
    : l10n.t("API version {version} doesn't support this. It requires {required}", {
        version: apiVersion.text,
        required: lowest,
      });
}

/** How a question about a change is put. */
export function describeQuestion(
  question: QuestionFacts,
  resource: NamedResource,
  spelling: Spelling,
): { readonly title: string; readonly placeholder: string } {
  const title = l10n.t("Change the identities of {0}", formatName(resource));
  switch (question.kind) {
    case "apiVersionTooOld":
      return { title, placeholder: describeTooOld(question, spelling) };
    case "apiVersionUnknown": {
      const { profile } = question;
      return {
        title,
        placeholder:
          profile === undefined
            ? l10n.t("The API version is unknown, and it decides how identities are listed")
            : l10n.t(
                "The API version comes from API profile {0}, which isn't known. Select how identities are listed.",
                shortText(spelling.plainText(profile)),
              ),
      };
    }
    case "wrongShape":
      return {
        title,
        placeholder:
          question.wants === "dictionary"
            ? l10n.t("The API version uses userAssignedIdentities instead of identityIds")
            : l10n.t("The API version uses identityIds instead of userAssignedIdentities"),
      };
    case "isExpression":
      return { title, placeholder: describeExpression(question, spelling) };
  }
}

/** A place to go to, and why no more is offered than going there. */
function withReason(question: QuestionFacts, label: string): { readonly label: string; readonly detail?: string } {
  if (question.kind !== "isExpression" || question.offers.includes("editDeclaration")) {
    return { label };
  }
  if (question.isUnfit) {
    return {
      label,
      detail: l10n.t("Not everything that uses it supports the result, because of its API version or kind."),
    };
  }
  if (question.offers.length === 0) {
    return { label, detail: l10n.t("Its value is only known at deployment, so it can't be edited here.") };
  }
  return question.declaration === undefined || question.what !== "block"
    ? { label }
    : { label, detail: l10n.t("It contains no identity object to edit.") };
}

/** Going to where a declared value stands. */
function describeGoTo({ kind, name }: DeclaredValue): string {
  const shown = shortText(name);
  switch (kind) {
    case "parameter":
      return l10n.t("Go to the parameter {0}", shown);
    case "variable":
    case "inputVariable":
      return l10n.t("Go to the variable {0}", shown);
    case "local":
      return l10n.t("Go to the local value {0}", shown);
  }
}

/** Changing a declared value in the place of what names it. */
function describeEditDeclaration({ kind, name }: DeclaredValue): { readonly label: string; readonly detail: string } {
  const shown = shortText(name);
  switch (kind) {
    case "parameter":
      return {
        label: l10n.t("Change the default of the parameter {0}", shown),
        detail: l10n.t("Deployments that pass a value aren't affected."),
      };
    case "variable":
      return {
        label: l10n.t("Change the variable {0}", shown),
        detail: l10n.t("This changes everything that uses the variable."),
      };
    case "inputVariable":
      return {
        label: l10n.t("Change the value of the variable {0}", shown),
        detail: l10n.t("Runs that set another value aren't affected."),
      };
    case "local":
      return {
        label: l10n.t("Change the local value {0}", shown),
        detail: l10n.t("This changes everything that uses the local value."),
      };
  }
}

/** A line of the list of answers. */
export function describeAnswer(
  question: QuestionFacts,
  answer: Answer,
): { readonly label: string; readonly detail?: string } {
  const declaration = question.kind === "isExpression" ? question.declaration : undefined;
  switch (answer.kind) {
    case "shape":
      return answer.shape === "dictionary"
        ? { label: l10n.t("Use userAssignedIdentities"), detail: l10n.t("For API version 2018-06-01 and later") }
        : { label: l10n.t("Use identityIds"), detail: l10n.t("For API versions 2017-12-01 to 2018-04-01") };
    case "editElsewhere":
      return {
        label: l10n.t("Change the value in {0}", shortText(answer.path)),
        detail: l10n.t("Only deployments that use this file change."),
      };
    case "goTo":
      return withReason(
        question,
        declaration === undefined ? l10n.t("Go to the expression") : describeGoTo(declaration),
      );
    case "allow":
      break;
  }
  switch (answer.permission) {
    case "raiseApiVersion":
      if (question.kind === "apiVersionTooOld" && question.offered.hubProfile !== undefined) {
        return {
          label: l10n.t("Set API version {0} on this resource and make the change", question.offered.apiVersion),
          detail: l10n.t(
            "Azure Stack Hub supports it from API profile {0}. Other properties of the resource might have changed since.",
            question.offered.hubProfile,
          ),
        };
      }
      return {
        label: l10n.t("Raise the API version and make the change"),
        detail:
          question.kind === "apiVersionTooOld"
            ? l10n.t(
                "To {0}, for this resource only. Its other properties might have changed since.",
                question.offered.apiVersion,
              )
            : "",
      };
    case "convertShape":
      return { label: l10n.t("Convert the list and make the change") };
    case "editDeclaration":
      return declaration === undefined
        ? { label: l10n.t("Change the declaration") }
        : describeEditDeclaration(declaration);
    case "replaceExpression":
      return {
        label: l10n.t("Replace the expression"),
        detail: l10n.t("The expression is lost. The template then lists the identities itself."),
      };
  }
}
