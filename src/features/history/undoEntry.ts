import * as vscode from "vscode";
import type { UserAssignedIdentity } from "../../identity/identityState";
import { resourceName } from "../../identity/resourceId";
import type { ChangeRecord, JournalEntry } from "../../mutation/journal/journalEntry";
import { undoWishes } from "../../mutation/journal/journalUndoWishes";
import type { HistoryDeps } from "./deps";
import { PromptCancelled, type RunStepsOptions } from "../../ui/prompts";
import { formatNames } from "../../ui/words/change";
import { describeLosses } from "./undoWords";
import { targetsOfRecords } from "./journalTargets";
import type { PreviewItem } from "../changeIdentities/previewItems";
import { undoRecordedAct } from "./undoRecordedAct";
import { readFates } from "./undoIdentities";
import { askInDialog, notifyWarning } from "../../ui/shown/messages";

const nameOf = ({ resourceId }: ChangeRecord): string => resourceName(resourceId);

/**
 * Takes an entry back, or what it did to one of its resources: plans the inverse on what the resources carry now, so that what others
 * have changed since stays, with what later attempts have done at what had failed, shows it, and applies it like every other change.
 * @throws PromptCancelled, AzureError, MutationError; WentBack where there is a step before
 */
export async function undoEntry(
  deps: HistoryDeps,
  entry: JournalEntry,
  index: number | undefined,
  { canGoBack = false }: RunStepsOptions = {},
): Promise<void> {
  if (entry.act !== undefined) {
    await undoRecordedAct(deps, entry, entry.act);
    return;
  }
  const { entries } = deps.journal;
  const isRunning = (id: string): boolean => deps.journal.isRunning(id);
  const wished = undoWishes(entries, entry, index, isRunning).wishes.map(({ change }) => change);
  const fateOf = await readFates(deps, wished);
  const isLost = (identity: UserAssignedIdentity): boolean => fateOf(identity) !== undefined;
  const { wishes, lost, takenAlong } = undoWishes(entries, entry, index, isRunning, isLost);
  const losses = describeLosses(lost, fateOf);
  if (wishes.length === 0) {
    notifyWhyNot(losses);
    return;
  }
  if (losses.length > 0) {
    await confirmPart(losses);
  }
  const targets = await targetsOfRecords(deps, wishes, notifyOrChooseAnother);
  if (targets.length > 0) {
    await deps.changeIdentities(targets, {
      origin: { kind: "undo", entryId: entry.id },
      remarks: remarksOn(takenAlong),
      canGoBack,
    });
  }
}

/** That later attempts are taken back as well: nobody sees it in the entry that they chose. */
function remarksOn(takenAlong: readonly ChangeRecord[]): readonly PreviewItem[] {
  const names = [...new Set(takenAlong.map(nameOf))];
  return names.length === 0
    ? []
    : [
        {
          icon: "info",
          label: vscode.l10n.t("What a later attempt changed is undone too"),
          detail: formatNames(names),
        },
      ];
}

function notifyWhyNot(losses: readonly string[]): void {
  if (losses.length === 0) {
    void notifyWarning(vscode.l10n.t("Nothing to undo: this entry made no changes."));
  } else {
    void notifyOrChooseAnother(vscode.l10n.t("This can't be undone. {0}", losses.join(" ")));
  }
}

/** "Undo Last" always means this entry, and older ones have to stay within reach. */
async function notifyOrChooseAnother(text: string): Promise<void> {
  const another = vscode.l10n.t("Undo Another Change...");
  if ((await notifyWarning(text, another)) === another) {
    await vscode.commands.executeCommand("managedIdentities.undoChange");
  }
}

async function confirmPart(losses: readonly string[]): Promise<void> {
  const message = vscode.l10n.t("Not everything can be restored. Undo the rest?");
  const detail = [...losses, vscode.l10n.t("That stays as it is. Everything else is restored.")].join("\n\n");
  const confirm = vscode.l10n.t("Undo the Rest");
  if ((await askInDialog(message, detail, [confirm])) !== confirm) {
    throw new PromptCancelled();
  }
}
