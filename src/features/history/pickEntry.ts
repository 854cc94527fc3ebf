import * as vscode from "vscode";
import type { JournalEntry } from "../../mutation/journal/journalEntry";
import { tallyOf } from "../../mutation/journal/journalTally";
import type { HistoryDeps } from "./deps";
import { changeReference } from "../../ui/journalNodes";
import { answerStep, goOnWith, type RunStepsOptions } from "../../ui/prompts";
import { formatTally } from "../../ui/words/batch";
import { describeEntry, describeWhere } from "../../ui/words/journalWords";
import { formatTime } from "../../ui/words/time";
import { chosen } from "../../ui/steps/targets";

/** How to ask for an entry. */
export interface PickEntryOptions {
  readonly title: string;
  readonly placeholder: string;
  readonly empty: string;
  readonly isOffered: (entry: JournalEntry) => boolean;
}

/**
 * Goes on with the entry that a command was called on, or the one that the user picks, its records read.
 * @throws PromptCancelled
 */
export async function withEntry<Result>(
  deps: HistoryDeps,
  argument: unknown,
  options: PickEntryOptions,
  goOn: (entry: JournalEntry, options: Required<RunStepsOptions>) => Promise<Result>,
): Promise<Result> {
  await deps.journal.reload();
  const entryId = changeReference(argument)?.entryId;
  const given = entryId === undefined ? undefined : deps.journal.entry(entryId);
  return await goOnWith(
    given,
    () => pickEntry(deps, options),
    async (entry, how) => {
      await deps.journal.open(entry.id);
      return await goOn(deps.journal.entry(entry.id) ?? entry, how);
    },
  );
}

async function pickEntry({ journal, ui }: HistoryDeps, options: PickEntryOptions): Promise<JournalEntry> {
  const answers: { entry?: JournalEntry } = {};
  const step = answerStep<typeof answers, "entry">("entry", (_, prompts) => {
    const choices = journal.entries.filter(options.isOffered).map((entry) => ({
      label: describeEntry(entry, (id) => journal.entry(id)),
      description: describeWhere(entry),
      detail: vscode.l10n.t({
        message: "{time}: {outcomes}",
        args: {
          time: formatTime(entry.startedAt),
          outcomes: formatTally(tallyOf(entry, journal.isRunning(entry.id))),
        },
        comment: ["{outcomes} counts resources, such as 57 changed, 3 failed."],
      }),
      data: entry,
    }));
    return prompts.pick(choices, { placeholder: options.placeholder, empty: options.empty });
  });
  await ui.runSteps(options.title, [step], answers);
  return chosen(answers.entry);
}
