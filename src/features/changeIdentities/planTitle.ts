import { l10n } from "vscode";
import { partsOf } from "../../identity/identityChange";
import { resourceName } from "../../identity/resourceId";
import type { PlannedTarget } from "../../mutation/batch/batchPlan";
import { describeChange, formatNames } from "../../ui/words/change";
import { formatState } from "../../ui/words/identity";
import { formatTargets, onlySubscription } from "./changeTargets";
import { formatPlural } from "../../ui/words/plural";

/** The resources in words: the one by name, of many how many and, where it is one for all, in which subscription. */
function formatScope(planned: readonly PlannedTarget[], toChange: number): string {
  const targets = planned.map(({ target }) => target);
  const count = planned.length;
  if (toChange === count) {
    return formatTargets(targets);
  }
  const only = onlySubscription(targets);
  return only === undefined
    ? formatPlural(l10n.t("{part} of {count, plural, one {# resource} other {# resources}}"), { part: toChange, count })
    : formatPlural(l10n.t("{part} of {count, plural, one {# resource} other {# resources}} in {subscription}"), {
        part: toChange,
        count,
        subscription: only.name,
      });
}

function describePart(change: ReturnType<typeof partsOf>[number], scope: string): string {
  switch (change.kind) {
    case "enableSystemAssigned":
      return l10n.t("Enable the system-assigned identity of {scope}", { scope });
    case "disableSystemAssigned":
      return l10n.t("Disable the system-assigned identity of {scope}", { scope });
    case "assignUserAssigned":
      return l10n.t("Assign {identities} to {scope}", { identities: formatNames(change.ids.map(resourceName)), scope });
    case "removeUserAssigned":
      return l10n.t("Remove {identities} from {scope}", {
        identities: formatNames(change.ids.map(resourceName)),
        scope,
      });
    case "removeAllUserAssigned":
      return l10n.t("Remove all user-assigned identities from {scope}", { scope });
    case "removeAll":
      return l10n.t("Remove all identities from {scope}", { scope });
    case "setTo":
      return l10n.t("Set the identities of {scope} to {state}", { scope, state: formatState(change.state) });
  }
}

/** What is to be done and to what, as the title of the review: "Remove all identities from 6 of 10 resources in Contoso Staging". */
export function describePlanned(planned: readonly PlannedTarget[], toChange: number): string {
  const scope = formatScope(planned, toChange === 0 ? planned.length : toChange);
  const parts = new Map(
    planned.flatMap(({ target }) => partsOf(target.change)).map((part) => [describeChange(part), part]),
  );
  const [only] = parts.values();
  return only !== undefined && parts.size === 1
    ? describePart(only, scope)
    : l10n.t("Change the identities of {scope}", { scope });
}
