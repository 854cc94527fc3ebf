import type { JournalEntry } from "../../mutation/journalEntry";
import { tallyOf } from "../../mutation/journalTally";
import type { App } from "../app";
import { changeReference } from "../journalNodes";
import type { Step } from "../prompts";
import { tallyInWords } from "../words/batch";
import { entryInWords, timeInWords, whereInWords } from "../words/journal";
import { chosen } from "./targets";

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
