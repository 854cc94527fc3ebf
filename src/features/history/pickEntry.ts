import type { JournalEntry } from "../../mutation/journal/journalEntry";
import { tallyOf } from "../../mutation/journal/journalTally";
import type { App } from "../../ui/app";
import { changeReference } from "../../ui/journalNodes";
import type { Step } from "../../ui/prompts";
import { tallyInWords } from "../../ui/words/batch";
import { entryInWords, timeInWords, whereInWords } from "../../ui/words/journal";
import { chosen } from "../../ui/steps/targets";

/** How to ask for an entry. */
export interface PickEntryOptions {
  readonly title: string;
  readonly placeholder: string;
  readonly empty: string;
  readonly isOffered: (entry: JournalEntry) => boolean;
}

/** The entry that a command was called on, or the one that the person picks. @throws PromptCancelled */
export async function pickEntry(app: App, argument: unknown, options: PickEntryOptions): Promise<JournalEntry> {
  await app.journal.reload();
  const entryId = changeReference(argument)?.entryId;
  const given = entryId === undefined ? undefined : app.journal.entry(entryId);
  if (given) {
    return given;
  }
  const answers: { entry?: JournalEntry } = {};
  const step: Step<typeof answers> = {
    id: "entry",
    isNeeded: () => true,
    async ask(all, prompts) {
      const choices = app.journal.entries.filter(options.isOffered).map((entry) => ({
        label: entryInWords(entry),
        description: whereInWords(entry),
        detail: `${timeInWords(entry.startedAt)}  ${tallyInWords(tallyOf(entry, app.journal.isRunning(entry.id)))}`,
        data: entry,
      }));
      all.entry = await prompts.pick(choices, { placeholder: options.placeholder, empty: options.empty });
    },
    forget(all) {
      delete all.entry;
    },
  };
  await app.ui.runSteps(options.title, [step], answers);
  return chosen(answers.entry);
}
