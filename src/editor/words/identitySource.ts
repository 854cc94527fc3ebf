import { l10n } from "vscode";
import type { KnownIdentity, typedIdentityProblem } from "../identitySources";

/** Where a template knows an identity from. */
export function sourceInWords(source: KnownIdentity["source"]): string {
  switch (source) {
    case "declared":
      return l10n.t("created by this template");
    case "used":
      return l10n.t("on another resource");
    case "parameter":
      return l10n.t("a parameter");
    case "variable":
      return l10n.t("a variable");
  }
}

/** What is wrong with a typed identity, or undefined where nothing is. */
export function typedProblemInWords(problem: ReturnType<typeof typedIdentityProblem>): string | undefined {
  switch (problem) {
    case undefined:
      return undefined;
    case "notAnId":
      return l10n.t("This is not the ID of a user-assigned identity: /subscriptions/.../userAssignedIdentities/name");
    case "notAnExpression":
      return l10n.t("This expression does not parse.");
    case "otherType":
      return l10n.t("This is the ID of another kind of resource.");
  }
}
