import { realWait } from "../../../src/mutation/clock";
import { Journal, type JournalStore } from "../../../src/mutation/journal/journal";

const store: JournalStore = {
  list: () => Promise.resolve([]),
  write: () => Promise.resolve(),
  remove: () => Promise.resolve(),
};

/** A journal that keeps nothing beyond the test. */
export function memoryJournal(): Journal {
  return new Journal(store, { now: () => Date.now(), wait: realWait }, () => undefined);
}
