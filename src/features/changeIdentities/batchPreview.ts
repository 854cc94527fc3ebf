import * as vscode from "vscode";
import { isDestructive } from "../../identity/plan";
import { type BatchSummary, summarize } from "../../mutation/batch/batchSummary";
import type { PlannedTarget } from "../../mutation/batch/batchPlan";
import type { ResourcePlan } from "../../mutation/resourcePlan";
import type { App } from "../../ui/app";
import { PromptCancelled } from "../../ui/prompts";
import { hazardOfMany, lossOfMany } from "../../ui/words/batch";
import { hazardInASentence } from "../../ui/words/hazard";
import { BatchNotes } from "./batchNotes";
import { batchPreviewItems } from "./batchPreviewItems";
import { copyPlansAs, renderPlans } from "../copyAs/copyAs";
import type { PreviewItem } from "./previewItems";
import { review } from "./review";
import { askInDialog } from "../../ui/shown/messages";

/** More names than a dialog has room for. */
const NAMES_IN_A_DIALOG = 15;

/**
 * Shows one plan for all, and asks once more, in a dialog that names the loss, where it takes something away.
 * @returns the plans that are agreed to
 * @throws PromptCancelled
 */
export async function agreeToBatch(
  app: App,
  planned: readonly PlannedTarget[],
  remarks: readonly PreviewItem[],
): Promise<readonly ResourcePlan[]> {
  const summary = summarize(planned);
  const notes = new BatchNotes(app, summary, remarks);
  try {
    await agreeWith(app, planned.length, summary, notes);
  } finally {
    notes.dispose();
  }
  return summary.toChange;
}

async function agreeWith(app: App, total: number, summary: BatchSummary, notes: BatchNotes): Promise<void> {
  const { toChange } = summary;
  const items = batchPreviewItems(summary);
  await review({
    title:
      toChange.length === 0
        ? vscode.l10n.t("{0} resources: nothing can be changed", total)
        : vscode.l10n.t("{0} resources: review the change", total),
    placeholder:
      toChange.length === 0
        ? vscode.l10n.t("Nothing will be written. Press Escape to close.")
        : vscode.l10n.t("Nothing is written before you choose Apply"),
    items: items(notes.lines()),
    follow: (replace) => {
      notes.onDidChange(() => {
        replace(items(notes.lines()));
      });
    },
    showRequest: () => showRequests(app, toChange),
    copyAs: (target) => copyPlansAs(app, toChange, target),
  });
  await confirmLosses(summary, notes.sentences());
}

async function showRequests(app: App, plans: readonly ResourcePlan[]): Promise<void> {
  const text = renderPlans(app, plans, "httpFile");
  const label = vscode.l10n.t("{0} requests", plans.length);
  await app.ui.openReadOnly(label, "batch", text, ".http", { preserveFocus: true, preview: true });
}

async function confirmLosses(summary: BatchSummary, known: readonly string[]): Promise<void> {
  const { toChange, losingUserAssigned, hazards } = summary;
  const losing = toChange.filter(({ plan }) => isDestructive(plan));
  if (losing.length === 0) {
    return;
  }
  const confirm = losingUserAssigned.length === 0 ? vscode.l10n.t("Disable") : vscode.l10n.t("Remove");
  const names = losing.slice(0, NAMES_IN_A_DIALOG).map(({ resource }) => resource.name);
  const rest = losing.length - names.length;
  const detail = [
    [...names, ...(rest > 0 ? [vscode.l10n.t("and {0} more", rest)] : [])].join("\n"),
    ...hazards.map((shared) => hazardInASentence(hazardOfMany(shared))),
    ...known,
  ];
  if ((await askInDialog(lossOfMany(summary), detail.join("\n\n"), [confirm])) !== confirm) {
    throw new PromptCancelled();
  }
}
