import { l10n } from "vscode";
import { resourceName } from "../../../identity/resourceId";
import {
  holderName,
  referenceToId,
  type ReferenceForm,
  resourceIdText,
} from "../../../documents/arm/reference/identityReference";
import type { KnownIdentity } from "../../../documents/arm/reference/knownIdentities";
import type { TypedIdentityProblem } from "../../../documents/arm/reference/typedIdentity";

/** Where a template knows an identity from. */
export function sourceInWords(source: KnownIdentity["kind"]): string {
  switch (source) {
    case "declared":
      return l10n.t("created by this template");
    case "assigned":
      return l10n.t("on another resource");
    case "parameter":
      return l10n.t("a parameter");
    case "variable":
      return l10n.t("a variable");
  }
}

/** What is wrong with a typed identity, or undefined where nothing is. */
export function typedProblemInWords(problem: TypedIdentityProblem | undefined): string | undefined {
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

/** A way to say identities that are known by their ids; the detail shows it by the first of them. */
export function formInWords(
  form: ReferenceForm,
  ids: readonly string[],
): { readonly label: string; readonly description?: string; readonly detail: string } {
  const [first = ""] = ids;
  const isOne = ids.length === 1;
  const description = isOne ? holderName(resourceName(first)) : l10n.t("one for each identity");
  switch (form) {
    case "text":
      return { label: l10n.t("By its ID"), detail: first };
    case "resourceId": {
      const reference = referenceToId(first, form);
      const detail = reference.kind === "resourceId" ? resourceIdText(reference).slice(1, -1) : first;
      return { label: l10n.t("By resourceId(...)"), detail };
    }
    case "parameter":
      return {
        label: l10n.t("Through a parameter"),
        description,
        detail: l10n.t("Added with the ID as its default value: a deployment can name another identity."),
      };
    case "variable":
      return {
        label: l10n.t("Through a variable"),
        description,
        detail: l10n.t("Added with the ID as its value: other resources can use it too."),
      };
  }
}
