import * as vscode from "vscode";
import { resourceIdKey } from "../../identity/resourceId";
import { type Act, type ActRecord, undoOfAct } from "../../mutation/journal/journalAct";
import type { JournalEntry } from "../../mutation/journal/journalEntry";
import { completeFirstStep } from "../../ui/firstSteps";
import { withCancellableProgress } from "../../ui/progress";
import { PromptCancelled } from "../../ui/prompts";
import { askInDialog } from "../../ui/shown/messages";
import { notifyInformation, notifyWarning } from "../../ui/tell";
import { formatAct, formatActPlace, formatUndoObstacle } from "../../ui/words/act";
import type { HistoryDeps } from "./deps";

const actAtPlace = (act: Act): string => vscode.l10n.t("{0}: {1}", formatAct(act), formatActPlace(act));

/** Takes back what was done, where that is possible. @throws PromptCancelled, AzureError */
export async function undoRecordedAct(deps: HistoryDeps, entry: JournalEntry, record: ActRecord): Promise<void> {
  const what = actAtPlace(record.act);
  const inverse = undoOfAct(record);
  if (inverse === undefined) {
    void notifyWarning(formatUndoObstacle("never"));
    return;
  }
  const confirm = vscode.l10n.t("Undo");
  if ((await askInDialog(vscode.l10n.t('Undo "{0}"?', what), actAtPlace(inverse), [confirm])) !== confirm) {
    throw new PromptCancelled();
  }
  await deps.inventory.load();
  const subscription = deps.inventory.subscriptions
    .map((each) => each.subscription)
    .find(({ subscriptionId, tenant }) =>
      record.subscriptionId === undefined
        ? tenant.tenantId === record.tenantId
        : subscriptionId.toLowerCase() === record.subscriptionId.toLowerCase(),
    );
  if (subscription === undefined) {
    void notifyWarning(vscode.l10n.t("Its subscription isn't shown. No changes were made."));
    return;
  }
  const { uses, coverage } = deps.usage.current;
  const place = {
    tenant: subscription.tenant,
    subscription,
    mayBeUsed: (id: string): boolean => coverage.kind !== "complete" || (uses.get(resourceIdKey(id)) ?? []).length > 0,
  };
  const undone = await withCancellableProgress(vscode.l10n.t("Undo: {0}", what), (signal) =>
    deps.actUndo.undo(entry, place, signal),
  );
  if (undone.kind === "notPossible") {
    void notifyWarning(formatUndoObstacle(undone.because));
    return;
  }
  completeFirstStep("undo");
  deps.permissions.reset();
  await deps.inventory.refresh();
  void notifyInformation(vscode.l10n.t("Undone: {0}.", what));
}
