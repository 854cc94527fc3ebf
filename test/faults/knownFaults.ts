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

/**
 * What the suite finds and nobody has mended yet, in one place. Each has to occur in a run: whoever mends one takes it off this list,
 * and from then on the suite fails where it comes back.
 */
export const knownFaults: readonly KnownFault[] = [];

/** The known fault that a violation is due to. */
export function knownFaultOf({ check, detail }: Violation): KnownFault | undefined {
  return knownFaults.find((fault) => fault.check === check && (fault.detail?.test(detail) ?? true));
}
