import type { Hazard } from "../../identity/hazard";
import type { IdentityChange } from "../../identity/identityChange";
import type { IdentityState } from "../../identity/identityState";
import type { ActRecord } from "./journalAct";
import type { EntryOutline } from "./journalOutline";
import type { RecordedFailure } from "./recordedFailure";

/** Where a change came from: the user's wish, the taking back of an earlier change, or a second attempt at what had failed. */
export type ChangeOrigin = (
  | { readonly kind: "change" }
  /** Takes off what no longer exists: nothing can bring that back. */
  | { readonly kind: "repair" }
  | { readonly kind: "undo" | "retry"; readonly entryId: string }
) & {
  /** Who asked for it where that was not the user, who agreed to it all the same. */
  readonly by?: "agent";
};

/** One act of a user: a change of one resource, or a batch. Holds ids and times only, never a token or a message. */
export interface JournalEntry {
  /** Letters, digits and hyphens. */
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly origin: ChangeOrigin;
  /** Empty where the entry is of an act. Of a stored batch they are read from the disk when they are first asked for. */
  readonly records: readonly ChangeRecord[];
  /** What the records come to, where they are not read until somebody asks for them. */
  readonly outline?: EntryOutline | undefined;
  /** What was done that is no change of the identities of a resource. */
  readonly act?: ActRecord;
  /** Where it stands among the entries, whatever the clock said: as `startedAt`, or right after the newest where the clock had run ahead. */
  readonly order?: number;
  /** As it is stored: when its window last said that it is working on it, in milliseconds since 1970. Absent once it no longer does. */
  readonly beatAt?: number;
}

/** Where an entry stands among the others: the higher, the newer. */
export const orderOf = ({ order, startedAt }: Pick<JournalEntry, "order" | "startedAt">): number => order ?? startedAt;

/** How many resources an entry is about, told without reading its records. */
export const countOf = (entry: Pick<JournalEntry, "records" | "outline">): number =>
  entry.outline?.count ?? entry.records.length;

/** The one record of an entry that is about one resource; undefined where it has several, or they have not been read. */
export const onlyRecord = (entry: JournalEntry): ChangeRecord | undefined =>
  countOf(entry) === 1 ? entry.records[0] : undefined;

/** What became of one resource. */
export interface ChangeRecord {
  /** In the service's own spelling. */
  readonly resourceId: string;
  readonly tenantId: string;
  readonly change: IdentityChange;
  /** What it carried before, and what the change led or was to lead to. Undefined where nothing was planned. */
  readonly before: IdentityState | undefined;
  readonly after: IdentityState | undefined;
  readonly outcome: RecordedOutcome;
}

/** How it ended. `waiting` and `running` outside the window that runs it mean that its window has closed: nobody knows. */
export type RecordedOutcome = { readonly kind: "waiting" } | { readonly kind: "running" } | EndedOutcome;

/** An `Outcome` as it is kept. */
export type EndedOutcome =
  | {
      readonly kind: "changed";
      readonly leftOut: readonly RecordedFailure[];
      readonly despite?: RecordedFailure | undefined;
    }
  /** `found` is undefined where it could not be understood. */
  | {
      readonly kind: "differs";
      readonly found: IdentityState | undefined;
      readonly because?: RecordedFailure | undefined;
    }
  | { readonly kind: "noChange" }
  | { readonly kind: "changedMeanwhile" }
  | { readonly kind: "blocked"; readonly because: RecordedBlock }
  | { readonly kind: "failed"; readonly because: RecordedFailure }
  | { readonly kind: "notStarted" }
  /** `because` is undefined where another version has written it, in words that this one cannot read. */
  | {
      readonly kind: "unknown";
      readonly because: RecordedFailure | undefined;
      /** The operation has succeeded; only what the resource carries now is not known. */
      readonly isWritten?: boolean;
      readonly isAccepted?: boolean;
      /** Looking again may tell how it ended. */
      readonly isOpen?: boolean;
    };

/** Why a change was refused before anything was sent. */
export type RecordedBlock =
  { readonly kind: "hazards"; readonly hazards: readonly Hazard[] } | { readonly kind: "unreadableIdentity" };

/**
 * Whether the record is of something that was, or may have been, written. Asked of an entry that is no longer running: where its window
 * closed, what was last seen waiting may have been sent since.
 */
export function hasChanged({ before, after, outcome }: ChangeRecord): boolean {
  if (before === undefined || after === undefined) {
    return false;
  }
  switch (outcome.kind) {
    case "changed":
    case "differs":
    case "waiting":
    case "running":
    case "unknown":
      return true;
    case "failed":
    case "noChange":
    case "changedMeanwhile":
    case "blocked":
    case "notStarted":
      return false;
  }
}

/** Whether trying again may help. Not where a hazard forbids the change: the next attempt would end the same way. */
export function canBeRetried({ outcome }: ChangeRecord): boolean {
  switch (outcome.kind) {
    case "failed":
    case "changedMeanwhile":
    case "notStarted":
    case "waiting":
    case "running":
    case "unknown":
      return true;
    case "changed":
      return outcome.leftOut.length > 0;
    case "differs":
      return outcome.because !== undefined;
    case "noChange":
    case "blocked":
      return false;
  }
}

/** Only what was seen to its end: to show an entry as undone for less would keep it from being undone. */
export const isAsWished = ({ outcome }: Pick<ChangeRecord, "outcome">): boolean =>
  outcome.kind === "changed" || outcome.kind === "differs" || outcome.kind === "noChange";

/** Whether a record may tell more once its resource is looked at. Of an entry that no window is working on. */
export function isOpen({ outcome, after }: ChangeRecord): boolean {
  const { kind } = outcome;
  return (
    after !== undefined && (kind === "waiting" || kind === "running" || (kind === "unknown" && outcome.isOpen === true))
  );
}
