import { type Violation } from "./act";

/** A fault that is known and not mended yet. */
export interface KnownFault {
  /** The promise that it breaks. */
  readonly promise: string;
  /** The check that finds it, and the details that are due to it where other faults are found by the same check. */
  readonly check: string;
  readonly detail?: RegExp;
  /** Seeds that find it: each run holds them. */
  readonly seeds: readonly number[];
}

const accepted = "A write that Azure has accepted is never reported as not made and never leaves the journal";
const verified = '"Verified" only when the operation has ended';
const stands = "Say what stands there, and record it so that it can be undone";
const known = "What is known is said";
const deadline = "A body that stalls after its head does not hang for ever; Stop always ends within seconds";
const dates = "Entries with impossible dates or a repeated id are refused or renamed on reading";

/**
 * What the suite finds and nobody has mended yet, in one place. Each has to occur in a run: whoever mends one takes it off this list,
 * and from then on the suite fails where it comes back.
 */
export const knownFaults: readonly KnownFault[] = [
  { promise: `${accepted}: preempted, then not agreed to again`, check: "declinedThoughWritten", seeds: [88] },
  {
    promise: `${accepted}: no entry is kept`,
    check: "writeNotInJournal",
    detail: /nothingWritten was said|journal says changedMeanwhile/,
    seeds: [25, 88],
  },
  { promise: `${verified}: said while it runs`, check: "verifiedBeforeEnd", seeds: [21, 24, 38] },
  { promise: `${verified}: and then it fails`, check: "verifiedThenFailed", seeds: [220] },
  {
    promise: `${stands}: "nothing of yours was written" after attempts that were accepted and preempted`,
    check: "refusedThoughWritten",
    detail: /\(conflict\)/,
    seeds: [25],
  },
  {
    promise: `${stands}: "the change was made" of one that was preempted and taken back`,
    check: "madeThoughReverted",
    seeds: [36],
  },
  {
    promise: "A failed operation is not believed blindly: the message says whether the identity is there or not",
    check: "failureBelieved",
    seeds: [37, 52],
  },
  { promise: `${known}: it succeeded, and could not be read again`, check: "knownButNotSaid", seeds: [94, 171] },
  {
    promise: `${known}: a 408 to a write is no refusal, it may have been written`,
    check: "refusedThoughWritten",
    detail: /\(invalid\)/,
    seeds: [117],
  },
  {
    promise: `${known}: "the change was made" where a proxy has answered 200 or 202 with nothing in it`,
    check: "madeWithoutWrite",
    seeds: [98, 105],
  },
  { promise: `${deadline}: a write`, check: "stalledWrite", seeds: [11, 34] },
  { promise: `${deadline}: a write that is to be stopped`, check: "stalledAfterStop", seeds: [121] },
  { promise: `${deadline}: a listing, or its sign-in`, check: "stalledListing", seeds: [51, 84] },
  { promise: `${deadline}: a sign-in that is told to wait for a day`, check: "signInNeverEnds", seeds: [248] },
  { promise: "After a clock that ran ahead, new journal entries stay", check: "crowdedOut", seeds: [77, 171] },
  { promise: `${dates}: impossible dates`, check: "entryImpossible", seeds: [1, 4] },
  { promise: `${dates}: a repeated id`, check: "entryRepeated", seeds: [37, 51] },
];

/** The known fault that a violation is due to. */
export function knownFaultOf({ check, detail }: Violation): KnownFault | undefined {
  return knownFaults.find((fault) => fault.check === check && (fault.detail?.test(detail) ?? true));
}
