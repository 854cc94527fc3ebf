import { l10n } from "vscode";
import { subscriptionKey } from "../../azure/inventory/subscriptionInventory";
import { partsOf } from "../../identity/identityChange";
import { resourceName } from "../../identity/resourceId";
import type { PlannedTarget } from "../../mutation/batch/batchPlan";
import { describeChange, formatNames } from "../../ui/words/change";
import { formatState } from "../../ui/words/identity";

/** The resources in words: the one by name, of many how many and, where it is one for all, in which subscription. */
function formatScope(planned: readonly PlannedTarget[], toChange: number): string {
  const [first] = planned;
  if (first !== undefined && planned.length === 1) {
    return first.target.resource.name;
  }
  const subscriptions = new Map(
    planned.map(({ target: { subscription } }) => [subscriptionKey(subscription), subscription]),
  );
  const [only] = subscriptions.values();
  const names = { count: toChange, total: planned.length, subscription: only?.name ?? "" };
  if (subscriptions.size === 1) {
    return toChange === planned.length
      ? l10n.t("{total} resources in {subscription}", names)
      : l10n.t("{count} of {total} resources in {subscription}", names);
  }
  return toChange === planned.length
    ? l10n.t("{total} resources", names)
    : l10n.t("{count} of {total} resources", names);
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
