import { l10n } from "vscode";
import { resourceName } from "../../../identity/resourceId";
import { parseTemplateText } from "../../../documents/arm/expression/parseExpression";
import type { TemplateResource } from "../../../documents/arm/locate/templateResource";
import { knowledgeOf } from "../../../documents/arm/plan/knowledge";
import { stateInWords } from "../../../ui/words/identity";

/** Longer expressions are cut: the whole one stands in the template. */
const LONGEST = 60;

/** A text of a template without the brackets of an expression, and short enough for one line. */
export function shortText(text: string): string {
  const isExpression = text.startsWith("[") && text.endsWith("]") && !text.startsWith("[[");
  const inner = (isExpression ? text.slice(1, -1) : text).replaceAll(/\s+/g, " ").trim();
  return inner.length > LONGEST ? `${inner.slice(0, LONGEST - 3)}...` : inner;
}

/** The name of a resource as people find it in the template. */
export function nameInWords({ name, resource }: TemplateResource): string {
  return name === undefined ? (resource.symbolicName ?? l10n.t("a resource without a name")) : shortText(name);
}

/** What a resource is. */
export function kindInWords({ kind, orchestrationMode }: TemplateResource): string {
  switch (kind) {
    case "virtualMachine":
      return l10n.t("virtual machine");
    case "scaleSetInstance":
      return l10n.t("instance of a scale set");
    case "scaleSet":
      return orchestrationMode === "Flexible" ? l10n.t("Flexible scale set") : l10n.t("scale set");
  }
}

/** An identity as a template says it, by the name at its end. */
export function identityNameInWords(text: string): string {
  const read = parseTemplateText(text);
  if (read.kind === "literal") {
    return shortText(resourceName(read.value));
  }
  const last =
    read.kind === "expression" && read.expression.kind === "call" && read.expression.name.toLowerCase() === "resourceid"
      ? read.expression.args.at(-1)
      : undefined;
  if (last?.kind === "string") {
    return shortText(last.value);
  }
  const argument = last?.kind === "call" && last.args.length === 1 ? last.args[0] : undefined;
  return last?.kind === "call" && argument?.kind === "string"
    ? shortText(`${last.name}('${argument.value}')`)
    : shortText(text);
}

/** The identities of a resource in a few words, as a sentence of its own. */
export function identityInWords({ identity }: TemplateResource): string {
  const known = knowledgeOf(identity);
  if (known.kind === "unreadable") {
    return l10n.t("Identity not understood");
  }
  const { systemAssigned, userAssigned } = known;
  if (systemAssigned === "unknown" || userAssigned === "unknown") {
    return identity.kind === "expression"
      ? l10n.t("Identity from {0}", shortText(identity.text))
      : l10n.t("Identity depends on an expression");
  }
  if (!systemAssigned && userAssigned.length === 0) {
    return l10n.t("No identity");
  }
  const state = {
    systemAssigned: systemAssigned ? {} : undefined,
    userAssigned: userAssigned.map(({ text }) => ({ id: text })),
  };
  return l10n.t("Identity: {0}", stateInWords(state));
}
