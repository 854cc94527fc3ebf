import type { Hazard } from "../../identity/hazard";
import { isWire, textMember } from "../../identity/wire";
import type { RecordedOutcome } from "./journalEntry";
import { readRecordedFailure } from "./journalReadFailure";
import { readState } from "./journalReadState";

/** Reads a stored outcome: `notKnown` for one that this version cannot read, undefined for what is none. */
export function readOutcome(wire: unknown): RecordedOutcome | undefined {
  if (!isWire(wire)) {
    return undefined;
  }
  const { kind } = wire;
  switch (kind) {
    case "waiting":
    case "running":
    case "noOp":
    case "changedMeanwhile":
    case "unreadable":
    case "notStarted":
      return { kind };
    case "changed": {
      const leftOut = list(wire["leftOut"]).map(readRecordedFailure);
      const known = leftOut.filter((each) => each !== undefined);
      return known.length === leftOut.length ? { kind, leftOut: known } : { kind: "notKnown" };
    }
    case "differs":
      return { kind, found: readState(wire["found"]) };
    case "blocked":
      return { kind, hazards: list(wire["hazards"]).flatMap(readBlocker) };
    case "failed": {
      const because = readRecordedFailure(wire["because"]);
      return because === undefined ? { kind: "notKnown" } : { kind, because };
    }
    default:
      return { kind: "notKnown" };
  }
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function readBlocker(wire: unknown): Hazard[] {
  if (!isWire(wire)) {
    return [];
  }
  const id = textMember(wire, "id");
  switch (wire["kind"]) {
    case "flexibleTakesUserAssignedOnly":
      return [{ kind: "flexibleTakesUserAssignedOnly", level: "blocker" }];
    case "notAUserAssignedIdentity":
      return id === undefined ? [] : [{ kind: "notAUserAssignedIdentity", level: "blocker", id }];
    default:
      return [];
  }
}
