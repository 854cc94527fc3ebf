import * as vscode from "vscode";
import { isToBeConfirmed } from "../../identity/plan";
import type { PlannedTarget } from "../../mutation/batch/batchPlan";
import { type BatchSummary, summarize } from "../../mutation/batch/batchSummary";
import type { ResourcePlan } from "../../mutation/resourcePlan";
import type { AzextUi } from "../../ui/azextUi";
import { PromptCancelled } from "../../ui/prompts";
import { askInDialog } from "../../ui/shown/messages";
import { lossOfMany } from "../../ui/words/batch";
import { describeLoss } from "../../ui/words/change";
import { hazardInASentence } from "../../ui/words/hazard";
import { copyPlansAs, type CopyDeps, renderPlans } from "../copyAs/copyAs";
import { type KnownNotes, type NotesDeps, PlanNotes } from "./planNotes";
import { hazardsOf, previewItems } from "./previewItems";
import { review } from "./review";

/** What a preview works with. */
export type PreviewDeps = NotesDeps & CopyDeps & { readonly ui: Pick<AzextUi, "openReadOnly"> };

/** Why a plan is shown: for the first time, or because somebody else changed the resource since. */
export type PreviewReason = "first" | "changedMeanwhile";

/** More names than a dialog has room for. */
const NAMES_IN_A_DIALOG = 15;

/**
 * Shows what was planned, of one resource or many, and waits for Apply. Asks once more, in a dialog that names the loss, where something
 * is taken away.
 * @returns the plans that are agreed to
 * @throws PromptCancelled
 */
export async function agree(
  deps: PreviewDeps,
  planned: readonly PlannedTarget[],
  reason: PreviewReason,
  known: KnownNotes,
): Promise<readonly ResourcePlan[]> {
  const [first, second] = planned;
  const only = first !== undefined && second === undefined && "plan" in first ? first.plan : undefined;
  const summary = summarize(planned);
  const { toChange } = summary;
  const notes = new PlanNotes(deps, summary, only, known);
  try {
    const items = previewItems(summary, only);
    await review({
      title:
        only === undefined
          ? titleOfMany(planned.length, toChange.length)
          : titleOfOne(only.resource.name, toChange.length > 0, reason),
      placeholder:
        toChange.length === 0
          ? vscode.l10n.t("No changes will be made. Press Escape to close.")
          : vscode.l10n.t("Nothing changes until you select Apply"),
      items: items(notes.lines(), notes.hazards()),
      follow: (replace) => {
        notes.onDidChange(() => {
          replace(items(notes.lines(), notes.hazards()));
        });
      },
      showRequest: async () => {
        const [label, key] =
          only === undefined
            ? [vscode.l10n.t("{0} requests", toChange.length), "batch"]
            : [vscode.l10n.t("Request for {0}", only.resource.name), only.resource.id];
        const text = renderPlans(deps, toChange, "httpFile");
        await deps.ui.openReadOnly(label, key, text, ".http", { preserveFocus: true, preview: true });
      },
      copyAs: (target) => copyPlansAs(deps, toChange, target),
    });
    await confirmLoss(summary, only, notes);
  } finally {
    notes.dispose();
  }
  return toChange;
}

function titleOfOne(name: string, isPossible: boolean, reason: PreviewReason): string {
  if (!isPossible) {
    return vscode.l10n.t("{0}: this change can't be made", name);
  }
  return reason === "first"
    ? vscode.l10n.t("{0}: review the change", name)
    : vscode.l10n.t("{0}: changed by someone else, review again", name);
}

function titleOfMany(total: number, toChange: number): string {
  return toChange === 0
    ? vscode.l10n.t("{0} resources: nothing can be changed", total)
    : vscode.l10n.t("{0} resources: review the change", total);
}

async function confirmLoss(summary: BatchSummary, only: ResourcePlan | undefined, notes: PlanNotes): Promise<void> {
  const losing = summary.toChange.filter(({ plan }) => isToBeConfirmed(plan));
  if (losing.length === 0) {
    return;
  }
  const confirm = confirmButton(summary);
  const question = only === undefined ? lossOfMany(summary) : describeLoss(only.plan, only.resource.name);
  const detail = [
    ...(only === undefined ? [namesOf(losing)] : []),
    ...hazardsOf(summary, only, notes.hazards()).map(hazardInASentence),
    ...notes.sentences(),
  ];
  if ((await askInDialog(question, detail.join("\n\n"), [confirm])) !== confirm) {
    throw new PromptCancelled();
  }
}

function confirmButton({ losingSystemAssigned, losingUserAssigned }: BatchSummary): string {
  if (losingUserAssigned.length > 0) {
    return vscode.l10n.t("Remove");
  }
  return losingSystemAssigned.length > 0 ? vscode.l10n.t("Disable") : vscode.l10n.t("Assign");
}

function namesOf(losing: readonly ResourcePlan[]): string {
  const names = losing.slice(0, NAMES_IN_A_DIALOG).map(({ resource }) => resource.name);
  const rest = losing.length - names.length;
  return [...names, ...(rest > 0 ? [vscode.l10n.t("and {0} more", rest)] : [])].join("\n");
}
