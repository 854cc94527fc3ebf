import * as vscode from "vscode";
import { resourceName } from "../../identity/resourceId";
import type { ChangeRecord, JournalEntry } from "../../mutation/journalEntry";
import { undoWishes } from "../../mutation/journalUndoWishes";
import type { App } from "../app";
import { PromptCancelled } from "../prompts";
import { namesInWords } from "../words/change";
import { changeResources } from "./batchChange";
import { targetsOfRecords } from "./journalTargets";
import type { PreviewItem } from "./previewItems";
import { tellWarning } from "../tell";

const nameOf = ({ resourceId }: ChangeRecord): string => resourceName(resourceId);

/**
 * Takes an entry back, or what it did to one of its resources: plans the inverse on what the resources carry now, so that what others
 * have changed since stays, with what later attempts have done at what had failed, shows it, and applies it as any other change.
 * @throws PromptCancelled, AzureError, MutationError
 */
export async function undoEntry(app: App, entry: JournalEntry, index: number | undefined): Promise<void> {
  const { wishes, lost, takenAlong } = undoWishes(app.journal.entries, entry, index, (id) => app.journal.isRunning(id));
  if (wishes.length === 0) {
    tellWhyNot(lost);
    return;
  }
  if (lost.length > 0) {
    await confirmPart(lost);
  }
  const targets = await targetsOfRecords(app, wishes, tellOrChooseAnother);
  if (targets.length > 0) {
    await changeResources(app, targets, { kind: "undo", entryId: entry.id }, remarksOn(takenAlong));
  }
}

/** That later attempts are taken back as well: nobody sees it in the entry that they chose. */
function remarksOn(takenAlong: readonly ChangeRecord[]): readonly PreviewItem[] {
  const names = [...new Set(takenAlong.map(nameOf))];
  return names.length === 0
    ? []
    : [
        {
          label: vscode.l10n.t("$(info) What a later attempt has changed is taken back too"),
          detail: namesInWords(names),
        },
      ];
}

function tellWhyNot(lost: readonly ChangeRecord[]): void {
  const text =
    lost.length === 0
      ? vscode.l10n.t("There is nothing to undo: this entry changed nothing.")
      : vscode.l10n.t(
          "This cannot be undone: the system-assigned identity of {0} is gone. Enabling it again makes a new identity, and what was granted to the old one has to be granted anew.",
          namesInWords(lost.map(nameOf)),
        );
  void (lost.length === 0 ? tellWarning(text) : tellOrChooseAnother(text));
}

/** "Undo Last" always means this entry, and older ones have to stay within reach. */
async function tellOrChooseAnother(text: string): Promise<void> {
  const another = vscode.l10n.t("Undo Another Change...");
  if ((await tellWarning(text, another)) === another) {
    await vscode.commands.executeCommand("managedIdentities.undoChange");
  }
}

async function confirmPart(lost: readonly ChangeRecord[]): Promise<void> {
  const message = vscode.l10n.t(
    "The system-assigned identity of {0} cannot be brought back. Undo the rest?",
    namesInWords(lost.map(nameOf)),
  );
  const detail = vscode.l10n.t(
    "Enabling it again would make a new identity, so it stays disabled. Everything else is put back as it was.",
  );
  const confirm = vscode.l10n.t("Undo the Rest");
  if ((await vscode.window.showWarningMessage(message, { modal: true, detail }, confirm)) !== confirm) {
    throw new PromptCancelled();
  }
}
