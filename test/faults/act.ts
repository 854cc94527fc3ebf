import { type IdentityChange } from "../../src/identity/identityChange";
import { type ChangeOrigin } from "../../src/mutation/journal/journalEntry";
import { type ResourcePlan } from "../../src/mutation/resourcePlan";
import { type AcceptedWrite } from "../emulator/src/writeLog";
import { type ResourceName } from "./estate";
import { type Said } from "./said";
import { type Seen } from "./troubles";

/** One change of one resource, as the user and as Azure saw it. */
export interface Act {
  /** The number of its step, from 1. */
  readonly step: number;
  readonly resource: ResourceName;
  readonly change: IdentityChange;
  readonly origin: ChangeOrigin["kind"];
  readonly isOfBatch: boolean;
  /** The plans that the user has agreed to, oldest first. */
  readonly agreed: readonly ResourcePlan[];
  /** The journal's entry, once it was begun. */
  readonly entryId: string | undefined;
  /** Undefined where the process died, or for ever said nothing. */
  readonly said: Said | undefined;
  /** The product's own writes to the resource from its beginning to the word, as they stood when it was said. */
  readonly written: readonly AcceptedWrite[];
  /** The same writes at the end of their operations; filled in once the history is over. */
  readonly inTheEnd: () => readonly AcceptedWrite[];
  /** Writes of others to the resource meanwhile. */
  readonly othersWrote: boolean;
  /** What the resource carried when it was said: the emulator's `identity`. */
  readonly identity: unknown;
  /** The requests about the resource, oldest first. */
  readonly seen: readonly Seen[];
}

/** What came of a history. */
export interface Told {
  readonly violations: readonly Violation[];
  /** What happened, a line each. The same for the same history. */
  readonly transcript: readonly string[];
}

/** Something that is not as it was promised. */
export interface Violation {
  /** Which promise. */
  readonly check: string;
  readonly step: number;
  readonly detail: string;
}
