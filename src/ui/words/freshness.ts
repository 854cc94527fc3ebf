import { l10n } from "vscode";
import type { SubscriptionInventory } from "../../azure/inventory/subscriptionInventory";
import { formatTime } from "./time";

/** How old what is shown of these subscriptions is, as short as can be; undefined while nothing can be said. */
export function describeFreshness(
  subscriptions: readonly Pick<SubscriptionInventory, "listedAt" | "copied">[],
): string | undefined {
  if (subscriptions.some(({ copied }) => copied.size > 0)) {
    return l10n.t("partly from Azure Resource Graph");
  }
  const times = subscriptions.map(({ listedAt }) => listedAt);
  const known = times.filter((time) => time !== undefined);
  return known.length === 0 || known.length < times.length
    ? undefined
    : l10n.t("listed at {0}", formatTime(known.reduce((oldest, time) => Math.min(oldest, time))));
}
