import * as vscode from "vscode";
import type { IdentityChange } from "../../identity/identityChange";
import { parseResourceId, resourceIdKey, resourceName } from "../../identity/resourceId";
import type { BatchTarget } from "../../mutation/batch/batchPlan";
import type { ChangeRecord } from "../../mutation/journal/journalEntry";
import type { HistoryDeps } from "./deps";
import { formatNames } from "../../ui/words/change";
import { notifyWarning } from "../../ui/shown/messages";

/** A record of the journal, and what is to be done to its resource now. */
export interface RecordedWish {
  readonly record: ChangeRecord;
  readonly change: IdentityChange;
}

/**
 * The resources of records as the inventory knows them now. Says which of them are not there: deleted since, or in a subscription
 * that is not shown. `tell` is not waited for.
 */
export async function targetsOfRecords(
  deps: HistoryDeps,
  wishes: readonly RecordedWish[],
  notify: (text: string) => Promise<unknown> = notifyWarning,
): Promise<readonly BatchTarget[]> {
  await deps.inventory.load();
  const found = wishes.map(({ record, change }) => ({ record, target: targetOf(deps, record, change) }));
  const missing = found.flatMap(({ record, target }) =>
    target === undefined ? [resourceName(record.resourceId)] : [],
  );
  if (missing.length > 0) {
    void notify(
      vscode.l10n.t(
        "Skipped because they aren't listed: {0}. They were deleted or moved, or their subscription isn't shown.",
        formatNames(missing),
      ),
    );
  }
  return found.flatMap(({ target }) => target ?? []);
}

function targetOf(deps: HistoryDeps, record: ChangeRecord, change: IdentityChange): BatchTarget | undefined {
  const subscriptionId = parseResourceId(record.resourceId)?.subscriptionId.toLowerCase();
  for (const { subscription, resources } of deps.inventory.subscriptions) {
    const resource = resources.get(resourceIdKey(record.resourceId));
    if (subscription.subscriptionId.toLowerCase() === subscriptionId && resource !== undefined) {
      return { subscription, resource, change };
    }
  }
  return undefined;
}
