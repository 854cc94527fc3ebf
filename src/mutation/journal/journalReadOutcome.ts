import type { Hazard } from "../../identity/hazard";
import { mayHaveArrived } from "../../azure/unsettled";
import { isWire, textMember, type Wire } from "../../identity/wire";
import type { RecordedBlock, RecordedOutcome } from "./journalEntry";
import type { RecordedFailure } from "./recordedFailure";
import { readRecordedFailure } from "./journalReadFailure";
import { readState } from "./journalReadState";

const UNKNOWN: RecordedOutcome = { kind: "unknown", because: undefined };

/**
 * Reads a stored outcome: `unknown` for one that this version cannot read, undefined for what is none. The outcomes of the first versions
 * had other names: `noOp`, `unreadable`, `notKnown`, `blocked` without a reason, `failed` for what may have arrived as well.
 */
export function readOutcome(wire: unknown): RecordedOutcome | undefined {
  if (!isWire(wire)) {
    return undefined;
  }
  const { kind } = wire;
  switch (kind) {
    case "waiting":
    case "running":
    case "noChange":
    case "changedMeanwhile":
    case "notStarted":
      return { kind };
    case "noOp":
      return { kind: "noChange" };
    case "unreadable":
      return { kind: "blocked", because: { kind: "unreadableIdentity" } };
    case "changed": {
      const leftOut = list(wire["leftOut"]).map(readRecordedFailure);
      const known = leftOut.filter((each) => each !== undefined);
      return known.length === leftOut.length ? { kind, leftOut: known, ...optional("despite", wire) } : UNKNOWN;
    }
    case "differs":
      return { kind, found: readState(wire["found"]), ...optional("because", wire) };
    case "blocked":
      return { kind, because: readBlock(isWire(wire["because"]) ? wire["because"] : wire) };
    case "failed": {
      const because = readRecordedFailure(wire["because"]);
      const isCertain = wire["isNothingWritten"] === true;
      return because === undefined || (mayHaveArrived(because.failure) && !isCertain)
        ? { kind: "unknown", because }
        : { kind, because };
    }
    case "unknown":
      return {
        kind,
        because: readRecordedFailure(wire["because"]),
        ...(wire["isWritten"] === true ? { isWritten: true } : {}),
        ...(wire["isAccepted"] === true ? { isAccepted: true } : {}),
        ...(wire["isOpen"] === true ? { isOpen: true } : {}),
      };
    default:
      return UNKNOWN;
  }
}

/** A failure that this version cannot read is one all the same. */
function optional<Name extends "despite" | "because">(name: Name, wire: Wire): Partial<Record<Name, RecordedFailure>> {
  if (!isWire(wire[name])) {
    return {};
  }
  const failure = readRecordedFailure(wire[name]) ?? NOT_READ;
  // The computed key widens to an index signature; it is exactly `name`.
  return { [name]: failure } as Partial<Record<Name, RecordedFailure>>;
}

const NOT_READ: RecordedFailure = {
  failure: { reason: "operationFailed" },
  code: undefined,
  correlationId: undefined,
  message: undefined,
};

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function readBlock(wire: Wire): RecordedBlock {
  return wire["kind"] === "unreadableIdentity"
    ? { kind: "unreadableIdentity" }
    : { kind: "hazards", hazards: list(wire["hazards"]).flatMap(readBlocker) };
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
    case "otherRegion":
      return id === undefined
        ? []
        : [{ kind: "otherRegion", level: "blocker", id, region: textMember(wire, "region") ?? "" }];
    case "otherProviders":
      return id === undefined ? [] : [{ kind: "otherProviders", level: "blocker", id }];
    default:
      return [];
  }
}
