import * as vscode from "vscode";
import { isBlocked, isDestructive } from "../../identity/plan";
import type { ResourcePlan } from "../../mutation/resourcePlan";
import { PromptCancelled } from "../../ui/prompts";
import { lossInWords } from "../../ui/words/change";
import { hazardInASentence, hazardInWords } from "../../ui/words/hazard";
import { previewItems } from "./previewItems";
import type { PlanNotes } from "./planNotes";
import { type Review, review } from "./review";
import { askInDialog } from "../../ui/shown/messages";

/** Why a plan is shown: for the first time, or because somebody else changed the resource since. */
export type PreviewReason = "first" | "changedMeanwhile";

function title(plan: ResourcePlan, reason: PreviewReason): string {
  if (isBlocked(plan.plan)) {
    return vscode.l10n.t("{0}: this change cannot be made", plan.resource.name);
  }
  return reason === "first"
    ? vscode.l10n.t("{0}: review the change", plan.resource.name)
    : vscode.l10n.t("{0}: somebody else changed it meanwhile, review again", plan.resource.name);
}

/** Shows what a plan does and waits for Apply. @throws PromptCancelled */
export async function preview(
  plan: ResourcePlan,
  reason: PreviewReason,
  notes: PlanNotes,
  { showRequest, copyAs }: Pick<Review, "showRequest" | "copyAs">,
): Promise<void> {
  await review({
    title: title(plan, reason),
    placeholder: isBlocked(plan.plan)
      ? vscode.l10n.t("Nothing will be written. Press Escape to close.")
      : vscode.l10n.t("Nothing is written before you choose Apply"),
    items: previewItems(plan.plan, notes.lines()),
    follow: (replace) => {
      notes.onDidChange(() => {
        replace(previewItems(plan.plan, notes.lines()));
      });
    },
    showRequest,
    copyAs,
  });
}

/** Asks once more, in a dialog that names the loss, where a plan takes something away. @throws PromptCancelled */
export async function confirmLoss({ plan, resource }: ResourcePlan, notes: readonly string[]): Promise<void> {
  if (!isDestructive(plan)) {
    return;
  }
  const { difference } = plan;
  const confirm = difference.removed.length === 0 ? vscode.l10n.t("Disable") : vscode.l10n.t("Remove");
  const hazards = plan.hazards.map((hazard) => hazardInASentence(hazardInWords(hazard)));
  const detail = [...hazards, ...notes].join("\n\n");
  const answer = await askInDialog(lossInWords(difference, resource.name), detail, [confirm]);
  if (answer !== confirm) {
    throw new PromptCancelled();
  }
}
