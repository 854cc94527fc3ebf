import { l10n } from "vscode";
import type { Spelling } from "../../../documents/documentLanguage";
import type { DocumentResource, NamedResource } from "../../../documents/documentResource";
import { formatState } from "../../../ui/words/identity";

/** Longer expressions are cut: the whole one stands in the template. */
const LONGEST = 60;

/** A text of a template, short enough for one line. */
export function shortText(text: string): string {
  const inner = text.replaceAll(/\s+/g, " ").trim();
  return inner.length > LONGEST ? `${inner.slice(0, LONGEST - 3)}...` : inner;
}

/** The name of a resource as users find it in the template. */
export function formatName({ label }: NamedResource): string {
  return label === undefined ? l10n.t("a resource without a name") : shortText(label);
}

/** What a resource is. */
export function formatKind({ kind, orchestrationMode }: DocumentResource): string {
  switch (kind) {
    case "virtualMachine":
      return l10n.t("virtual machine");
    case "scaleSetInstance":
      return l10n.t("instance of a scale set");
    case "scaleSet":
      return orchestrationMode === "Flexible" ? l10n.t("Flexible scale set") : l10n.t("scale set");
  }
}

/** An identity as a template says it, by its name. */
export function formatIdentityName(text: string, spelling: Spelling): string {
  return shortText(spelling.identityName(text));
}

/** The identities of a resource in a few words, as a sentence of its own. */
export function describeIdentity({ identity }: DocumentResource, spelling: Spelling): string {
  if (identity.kind === "unknown") {
    return l10n.t("Unreadable identity");
  }
  const { systemAssigned, userAssigned, expression } = identity;
  if (systemAssigned === "unknown" || userAssigned === "unknown") {
    return expression !== undefined
      ? l10n.t("Identity from {0}", shortText(spelling.plainText(expression)))
      : l10n.t("Identity depends on an expression");
  }
  if (!systemAssigned && userAssigned.length === 0) {
    return l10n.t("No identity");
  }
  const state = {
    systemAssigned: systemAssigned ? {} : undefined,
    userAssigned: userAssigned.map(({ text }) => ({ id: text })),
  };
  return l10n.t("Identity: {0}", formatState(state));
}
