import type { JournalEntry } from "../../mutation/journal/journalEntry";
import { tallyOf } from "../../mutation/journal/journalTally";
import type { HistoryDeps } from "./deps";
import { changeReference } from "../../ui/journalNodes";
import { answerStep } from "../../ui/prompts";
import { formatTally } from "../../ui/words/batch";
import { describeEntry, formatTime, describeWhere } from "../../ui/words/journalWords";
import { chosen } from "../../ui/steps/targets";

/** How to ask for an entry. */
export interface PickEntryOptions {
  readonly title: string;
  readonly placeholder: string;
  readonly empty: string;
  readonly isOffered: (entry: JournalEntry) => boolean;
}

/** The entry that a command was called on, or the one that the user picks. @throws PromptCancelled */
export async function pickEntry(
  deps: HistoryDeps,
  argument: unknown,
  options: PickEntryOptions,
): Promise<JournalEntry> {
  await deps.journal.reload();
  const entryId = changeReference(argument)?.entryId;
  const given = entryId === undefined ? undefined : deps.journal.entry(entryId);
  if (given) {
    await deps.journal.open(given.id);
    return given;
  }
  const answers: { entry?: JournalEntry } = {};
  const step = answerStep<typeof answers, "entry">("entry", (_, prompts) => {
    const choices = deps.journal.entries.filter(options.isOffered).map((entry) => ({
      label: describeEntry(entry, (id) => deps.journal.entry(id)),
      description: describeWhere(entry),
      detail: `${formatTime(entry.startedAt)}  ${formatTally(tallyOf(entry, deps.journal.isRunning(entry.id)))}`,
      data: entry,
    }));
    return prompts.pick(choices, { placeholder: options.placeholder, empty: options.empty });
  });
  await deps.ui.runSteps(options.title, [step], answers);
  const entry = chosen(answers.entry);
  await deps.journal.open(entry.id);
  return entry;
}
