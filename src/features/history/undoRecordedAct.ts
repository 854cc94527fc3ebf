import * as vscode from "vscode";
import { type Act, type ActRecord, undoOfAct } from "../../mutation/journal/journalAct";
import type { JournalEntry } from "../../mutation/journal/journalEntry";
import { completeFirstStep } from "../../ui/firstSteps";
import { withCancellableProgress } from "../../ui/cancellableProgress";
import { PromptCancelled } from "../../ui/prompts";
import { askInDialog, notifyInformation, notifyWarning } from "../../ui/shown/messages";
import { formatAct, formatActPlace, formatUndoObstacle } from "../../ui/words/act";
import type { HistoryDeps } from "./deps";

const actAtPlace = (act: Act): string =>
  vscode.l10n.t({
    message: "{act}: {place}",
    args: { act: formatAct(act), place: formatActPlace(act) },
    comment: ["{act} is a command such as Grant access. {place} is the name of a resource."],
  });

/** Takes back what was done, where that is possible. @throws PromptCancelled, AzureError */
export async function undoRecordedAct(deps: HistoryDeps, entry: JournalEntry, record: ActRecord): Promise<void> {
  const what = actAtPlace(record.act);
  const inverse = undoOfAct(record);
  if (inverse === undefined) {
    void notifyWarning(formatUndoObstacle("never"));
    return;
  }
  const confirm = vscode.l10n.t("Undo");
  if (
    (await askInDialog(vscode.l10n.t('Undo "{change}"?', { change: what }), actAtPlace(inverse), [confirm])) !== confirm
  ) {
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
  const mayBeUsed = async (id: string, signal: AbortSignal): Promise<boolean> => {
    await deps.serviceUses.load();
    const { machines, services, coverage } = deps.identityUsages.of({ id });
    // What the user's own filter hides is asked of the service.
    const isUnlisted = coverage.kind === "partial" && coverage.failedListings + coverage.unreadable > 0;
    if (coverage.kind === "listing" || isUnlisted || machines.length + services.length > 0) {
      return true;
    }
    const associated = await deps.serviceUses.associatedWith(subscription, id, signal);
    return associated.kind === "read" && associated.value.items.length > 0;
  };
  const place = { tenant: subscription.tenant, subscription, mayBeUsed };
  const undone = await withCancellableProgress(vscode.l10n.t('Undoing "{change}"', { change: what }), (signal) =>
    deps.actUndo.undo(entry, place, signal),
  );
  if (undone.kind === "notPossible") {
    void notifyWarning(formatUndoObstacle(undone.because));
    return;
  }
  completeFirstStep("undo");
  deps.permissions.reset();
  await deps.inventory.refresh();
  void notifyInformation(vscode.l10n.t("Undone: {change}.", { change: what }));
}
