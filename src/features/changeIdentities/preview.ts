import * as vscode from "vscode";
import { isToBeConfirmed } from "../../identity/plan";
import type { PlannedTarget } from "../../mutation/batch/batchPlan";
import { type BatchSummary, summarize } from "../../mutation/batch/batchSummary";
import type { ResourcePlan } from "../../mutation/resourcePlan";
import type { AzextUi } from "../../ui/azextUi";
import { PromptCancelled, WentBack } from "../../ui/prompts";
import { askInDialog } from "../../ui/shown/messages";
import { askForInput } from "../../ui/shown/inputPrompt";
import { lossOfMany } from "../../ui/words/batch";
import { describeDifference, describeLoss } from "../../ui/words/change";
import { hazardInASentence } from "../../ui/words/hazardWords";
import { oneLine } from "../../ui/words/permission";
import { copyOperationsAs, type CopyDeps, operationsOf, renderPlans } from "../copyAs/copyAs";
import { type KnownNotes, type NotesDeps, PlanNotes } from "./planNotes";
import { hazardsOf, previewItems } from "./previewItems";
import { describePlanned } from "./planTitle";
import { review } from "./review";
import { formatPlural } from "../../ui/words/plural";

/** What a preview works with. */
export type PreviewDeps = NotesDeps & CopyDeps & { readonly ui: Pick<AzextUi, "openReadOnly"> };

/** Why a plan is shown: for the first time, or because somebody else changed the resource since. */
export type PreviewReason = "first" | "changedMeanwhile";

/** More names than a dialog has room for. */
const NAMES_IN_A_DIALOG = 15;
const LONGEST_NAME = 100;
const LONGEST_PARAGRAPH = 1000;

/** No name in a paragraph begins one of its own: what a resource lists need not be an ID. */
const paragraph = (text: string): string => oneLine(text, LONGEST_PARAGRAPH);

/** In a dialog each name has a line, and no name may look like several. */
const nameOf = ({ resource }: ResourcePlan): string => oneLine(resource.name, LONGEST_NAME);

/** What is shown, and how. */
export interface PreviewOptions extends KnownNotes {
  readonly reason: PreviewReason;
  /** Whether there is a step to go back to. */
  readonly canGoBack: boolean;
  /** Whether an agent asked for it: then a dialog asks once more, whatever the change does. */
  readonly isByAgent: boolean;
  /** Closes it. */
  readonly signal: AbortSignal;
}

/**
 * Shows what was planned, of one resource or many, and waits for Apply. Asks once more, in a dialog that names the loss, where something
 * is taken away, and for the number of resources where that is for good on many. What an agent asked for is always asked about once more.
 * @returns the plans that are agreed to
 * @throws PromptCancelled, WentBack
 */
export async function agree(
  deps: PreviewDeps,
  planned: readonly PlannedTarget[],
  { reason, canGoBack, isByAgent, signal, ...known }: PreviewOptions,
): Promise<readonly ResourcePlan[]> {
  const [first, second] = planned;
  const only = first !== undefined && second === undefined && "plan" in first ? first.plan : undefined;
  const summary = summarize(planned);
  const { toChange } = summary;
  const notes = new PlanNotes(deps, summary, only, known);
  let following: vscode.Disposable | undefined;
  const items = previewItems(summary, only);
  const ask = () =>
    review({
      title: titleOf(describePlanned(planned, toChange.length), reason),
      placeholder:
        toChange.length === 0
          ? vscode.l10n.t("This change can't be made. Press Escape to close.")
          : vscode.l10n.t("Nothing changes until you select Apply"),
      items: items(notes.current()),
      canGoBack,
      signal,
      follow: (replace) => {
        following?.dispose();
        following = notes.onDidChange(() => {
          replace(items(notes.current()));
        });
      },
      requests: toChange.length,
      showRequest: async () => {
        const [label, key] =
          only === undefined
            ? [
                formatPlural(vscode.l10n.t("{count, plural, one {# request} other {# requests}}"), {
                  count: toChange.length,
                }),
                "batch",
              ]
            : [vscode.l10n.t("Request for {0}", only.resource.name), only.resource.id];
        const text = renderPlans(deps, toChange, "httpFile");
        await deps.ui.openReadOnly(label, key, text, ".http", { preserveFocus: true, preview: true });
      },
      copyAs: (target) => copyOperationsAs(deps, operationsOf(toChange), target),
    });
  try {
    for (;;) {
      const action = await ask();
      const obstacles = notes.obstacles();
      const agreed = action === "apply" ? toChange : toChange.filter((plan) => !obstacles.has(plan));
      const isConfirmed = await confirm(
        agreed === toChange ? summary : summarize(plannedOf(planned, agreed)),
        only,
        notes,
        isByAgent,
        titleOf(describePlanned(planned, agreed.length), reason),
      );
      if (signal.aborted) {
        throw new PromptCancelled();
      }
      if (isConfirmed) {
        return agreed;
      }
    }
  } finally {
    following?.dispose();
    notes.dispose();
  }
}

/** What of the targets is agreed to. */
function plannedOf(planned: readonly PlannedTarget[], agreed: readonly ResourcePlan[]): readonly PlannedTarget[] {
  const plans = new Set(agreed);
  return planned.filter((each) => "plan" in each && plans.has(each.plan));
}

function titleOf(change: string, reason: PreviewReason): string {
  return reason === "first" ? change : vscode.l10n.t("Changed by someone else, review again: {change}", { change });
}

/** @returns false where the user went back to the review. @throws PromptCancelled */
async function confirm(
  summary: BatchSummary,
  only: ResourcePlan | undefined,
  notes: PlanNotes,
  isByAgent: boolean,
  title: string,
): Promise<boolean> {
  const { toChange } = summary;
  const losing = toChange.filter(({ plan }) => isToBeConfirmed(plan));
  const isLosing = losing.length > 0;
  if (!isLosing && !isByAgent) {
    return true;
  }
  const button = isLosing ? confirmButton(summary) : vscode.l10n.t("Apply to {0}", toChange.length);
  const loss = only === undefined ? lossOfMany(summary) : describeLoss(only.plan, nameOf(only));
  const detail = [
    ...(isLosing && isByAgent ? [describeByAgent(toChange.length)] : []),
    ...(only === undefined ? [namesOf(isLosing ? losing : toChange)] : []),
    ...[
      ...(only === undefined || isLosing ? [] : [describeDifferenceOf(only)]),
      ...hazardsOf(summary, only, notes.current().hazards).map(hazardInASentence),
      ...notes.sentences(),
    ].map(paragraph),
  ];
  const question = isLosing ? paragraph(loss) : describeByAgent(toChange.length);
  if ((await askInDialog(question, detail.join("\n\n"), [button])) !== button) {
    throw new PromptCancelled();
  }
  const lostForGood = summary.losingSystemAssigned.length;
  return lostForGood <= 1 || (await confirmNumber(title, lostForGood));
}

function describeByAgent(count: number): string {
  return formatPlural(
    vscode.l10n.t("An agent asks to change the identities of {count, plural, one {# resource} other {# resources}}."),
    { count },
  );
}

function describeDifferenceOf(planned: ResourcePlan): string {
  return vscode.l10n.t("{label}: {text}", {
    label: nameOf(planned),
    text: describeDifference(planned.plan.difference),
  });
}

/**
 * What cannot be brought back on many resources takes more than a key that is pressed by habit.
 * @returns false where the user went back to the review. @throws PromptCancelled
 */
async function confirmNumber(title: string, count: number): Promise<boolean> {
  const prompt = formatPlural(
    vscode.l10n.t(
      "This can't be undone. Type {count} to permanently lose {count, plural, one {# system-assigned identity} other {# system-assigned identities}}.",
    ),
    { count },
  );
  const check = (text: string): string | undefined =>
    text.trim() === String(count) ? undefined : vscode.l10n.t("Type {0}, or press Escape to change nothing.", count);
  try {
    await askForInput({ prompt, check }, { title, steps: undefined, canGoBack: true });
    return true;
  } catch (error) {
    if (error instanceof WentBack) {
      return false;
    }
    throw error;
  }
}

function confirmButton({ losingSystemAssigned, losingUserAssigned }: BatchSummary): string {
  if (losingUserAssigned.length > 0) {
    return vscode.l10n.t("Remove");
  }
  return losingSystemAssigned.length > 0 ? vscode.l10n.t("Disable") : vscode.l10n.t("Assign");
}

function namesOf(losing: readonly ResourcePlan[]): string {
  const names = losing.slice(0, NAMES_IN_A_DIALOG).map(nameOf);
  const rest = losing.length - names.length;
  return [...names, ...(rest > 0 ? [vscode.l10n.t("and {0} more", rest)] : [])].join("\n");
}
