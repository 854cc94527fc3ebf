import type { IdentityChange } from "../../identity/identityChange";
import type { RecordMarks } from "./journalMarks";

/** How many resources of an entry ended how. */
export interface JournalTally {
  readonly changed: number;
  /** Written, and then found otherwise, or with identities left out. */
  readonly changedOtherwise: number;
  readonly unchanged: number;
  readonly failed: number;
  readonly notStarted: number;
  /** What became of it nobody can tell. */
  readonly notKnown: number;
  /** Waiting or running, in a window that is still working on it. */
  readonly open: number;
}

/** What the records of an entry come to: enough to list it, without the records themselves. */
export interface EntryOutline {
  /** How many records there are. */
  readonly count: number;
  /** The different changes; `several` where there are more than are kept. */
  readonly changes: readonly IdentityChange[] | "several";
  /** As of an entry that a window is still working on. */
  readonly tally: JournalTally;
  /** Whether the entry can be taken back as a whole, in part, or not; `nothing` where it changed nothing. */
  readonly undo: "possible" | "partly" | "impossible" | "nothing";
  readonly marks: RecordMarks;
}
