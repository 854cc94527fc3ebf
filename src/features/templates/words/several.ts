import { l10n } from "vscode";
import type { NamedResource } from "../../../documents/documentResource";
import type { Line } from "../../../ui/shown/quickPick";
import type { TemplateProblem } from "../templateProblem";
import { describeProblem } from "./problem";
import { formatName } from "./resource";
import { formatPlural } from "../../../ui/words/plural";

/** The question whether resources may be changed further than asked, with its two answers. */
export function describePermissionForAll(
  permission: "raiseApiVersion" | "convertShape",
  count: number,
): { readonly question: string; readonly yes: Line; readonly no: Line } {
  const [text, yes] =
    permission === "raiseApiVersion"
      ? [
          l10n.t(
            "{count, plural, one {# resource has an API version that doesn't support this} other {# resources have an API version that doesn't support this}}",
          ),
          l10n.t("Raise the API version and change them too"),
        ]
      : [
          l10n.t(
            "{count, plural, one {# resource lists its identities in a form that its API version doesn't accept} other {# resources list their identities in a form that their API version doesn't accept}}",
          ),
          l10n.t("Convert the list and change them too"),
        ];
  return {
    question: formatPlural(text, { count }),
    yes: { label: yes },
    no: { label: l10n.t("Leave them unchanged") },
  };
}

/** Why one of several resources was left as it is. */
export function describeLeftOut(resource: NamedResource, problem: TemplateProblem | undefined): string {
  return problem === undefined
    ? l10n.t("{0} wasn't changed: it needs a separate answer.", formatName(resource))
    : describeProblem(problem.facts);
}

/** Why a resource was left out of a change whose expressions it cannot read. */
export function describeOtherScope(resource: NamedResource): string {
  return l10n.t("{0} wasn't changed: it's in another nested template.", formatName(resource));
}
