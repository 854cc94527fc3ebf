import { l10n } from "vscode";
import type { FormOfId, KnownIdentity, ReferenceForm, TypedIdentityProblem } from "../../../documents/knownIdentity";

/** Where a template knows an identity from. */
export function describeSource(source: KnownIdentity["kind"]): string {
  switch (source) {
    case "declared":
      return l10n.t("created by this template");
    case "existing":
      return l10n.t("an existing resource");
    case "assigned":
      return l10n.t("on another resource");
    case "parameter":
      return l10n.t("a parameter");
    case "variable":
    case "inputVariable":
      return l10n.t("a variable");
    case "local":
      return l10n.t("a local value");
    case "dataSource":
      return l10n.t("a data source");
  }
}

/** What is wrong with a typed identity, or undefined where nothing is. */
export function describeTypedProblem(problem: TypedIdentityProblem | undefined): string | undefined {
  switch (problem) {
    case undefined:
      return undefined;
    case "notAnId":
      return l10n.t("This isn't the ID of a user-assigned identity: /subscriptions/.../userAssignedIdentities/name");
    case "notAnExpression":
      return l10n.t("This expression has a syntax error.");
    case "otherType":
      return l10n.t("This is the ID of another kind of resource.");
  }
}

/** A way to say identities that are known by their ids; the detail shows it by the first of them. */
export function describeForm(
  { form, text, holder }: FormOfId,
  count: number,
): { readonly label: string; readonly description?: string; readonly detail: string } {
  const description = count === 1 ? (holder ?? "") : l10n.t("one for each identity");
  switch (form) {
    case "text":
      return { label: l10n.t("By its ID"), detail: text ?? "" };
    case "resourceId":
      return { label: l10n.t("By resourceId(...)"), detail: text ?? "" };
    case "existing":
      return {
        label: l10n.t("As an existing resource"),
        description,
        detail: l10n.t("Added as an existing resource in its resource group and referenced by its symbolic name."),
      };
    case "parameter":
      return {
        label: l10n.t("Through a parameter"),
        description,
        detail: l10n.t("Added with the ID as its default value. A deployment can pass a different identity."),
      };
    case "variable":
      return {
        label: l10n.t("Through a variable"),
        description,
        detail: l10n.t("Added with the ID as its value. Other resources can use it too."),
      };
    case "inputVariable":
      return {
        label: l10n.t("Through a variable"),
        description,
        detail: l10n.t("Added with the ID as its default value. A run can set a different identity."),
      };
    case "local":
      return {
        label: l10n.t("Through a local value"),
        description,
        detail: l10n.t("Added with the ID as its value. Other resources can use it too."),
      };
    case "dataSource":
      return {
        label: l10n.t("Through a data source"),
        description,
        detail: l10n.t("Added with the name and resource group. It reads the provider's subscription."),
      };
  }
}

/** An identity by its name, said in this form. */
export function describeInlineForm(form: ReferenceForm, name: string): string {
  return form === "resourceId" ? l10n.t("{0} by resourceId", name) : name;
}
