import * as vscode from "vscode";
import { isDestructive } from "../../identity/plan";
import { type BatchSummary, summarize } from "../../mutation/batchSummary";
import type { PlannedTarget } from "../../mutation/batchPlan";
import type { ResourcePlan } from "../../mutation/resourcePlan";
import type { App } from "../app";
import { PromptCancelled } from "../prompts";
import { hazardOfMany, lossOfMany } from "../words/batch";
import { batchPreviewItems } from "./batchPreviewItems";
import { copyPlansAs, renderPlans } from "./copyAs";
import { review } from "./review";

/** More names than a dialog has room for. */
const NAMES_IN_A_DIALOG = 15;

/**
 * Shows one plan for all, and asks once more, in a dialog that names the loss, where it takes something away.
 * @returns the plans that are agreed to
 * @throws PromptCancelled
 */
export async function agreeToBatch(app: App, planned: readonly PlannedTarget[]): Promise<readonly ResourcePlan[]> {
  const summary = summarize(planned);
  const { toChange } = summary;
  await review({
    title:
      toChange.length === 0
        ? vscode.l10n.t("{0} resources: nothing can be changed", planned.length)
        : vscode.l10n.t("{0} resources: review the change", planned.length),
    placeholder:
      toChange.length === 0
        ? vscode.l10n.t("Nothing will be written. Press Escape to close.")
        : vscode.l10n.t("Nothing is written before you choose Apply"),
    items: batchPreviewItems(summary),
    showRequest: () => showRequests(app, toChange),
    copyAs: (target) => copyPlansAs(app, toChange, target),
  });
  await confirmLosses(summary);
  return toChange;
}

async function showRequests(app: App, plans: readonly ResourcePlan[]): Promise<void> {
  const text = renderPlans(app, plans, "httpFile");
  const label = vscode.l10n.t("{0} requests", plans.length);
  await app.ui.openReadOnly(label, "batch", text, ".http", { preserveFocus: true, preview: true });
}

async function confirmLosses(summary: BatchSummary): Promise<void> {
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
    ...hazards.map(({ hazard, count }) => {
      const { headline, meaning, more } = hazardOfMany(hazard, count);
      return [`${headline}.`, meaning, more].filter((part) => part !== undefined).join(" ");
    }),
  ];
  const options = { modal: true, detail: detail.join("\n\n") };
  if ((await vscode.window.showWarningMessage(lossOfMany(summary), options, confirm)) !== confirm) {
    throw new PromptCancelled();
  }
}
