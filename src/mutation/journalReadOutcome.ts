import type { AzureFailure } from "../azure/azureError";
import { isWire, textMember, type Wire } from "../identity/wire";
import type { Hazard } from "../identity/hazard";
import type { RecordedFailure, RecordedOutcome } from "./journalEntry";
import { readState } from "./journalReadState";

/** Reads a stored outcome; undefined for what is none. */
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
      return { kind, leftOut: leftOut.filter((each) => each !== undefined) };
    }
    case "differs":
      return { kind, found: readState(wire["found"]) };
    case "blocked":
      return { kind, hazards: list(wire["hazards"]).flatMap(readBlocker) };
    case "failed": {
      const because = readRecordedFailure(wire["because"]);
      return because && { kind, because };
    }
    default:
      return undefined;
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

function readRecordedFailure(wire: unknown): RecordedFailure | undefined {
  const failure = isWire(wire) && isWire(wire["failure"]) ? readFailure(wire["failure"]) : undefined;
  if (!isWire(wire) || failure === undefined) {
    return undefined;
  }
  const code = textMember(wire, "code");
  return { failure, code, correlationId: textMember(wire, "correlationId"), message: undefined };
}

function texts(value: unknown): string[] {
  return list(value).filter((each): each is string => typeof each === "string");
}

function readFailure(wire: Wire): AzureFailure | undefined {
  const { reason } = wire;
  switch (reason) {
    case "notSignedIn":
      return { reason, tenantId: textMember(wire, "tenantId") };
    case "forbidden":
      return { reason, action: textMember(wire, "action"), scope: textMember(wire, "scope") };
    case "linkedForbidden":
      return { reason, identityIds: texts(wire["identityIds"]), action: textMember(wire, "action") };
    case "denied":
      return { reason, name: undefined, scope: textMember(wire, "scope"), identityIds: texts(wire["identityIds"]) };
    case "deadIdentity":
      return { reason, identityIds: texts(wire["identityIds"]) };
    case "locked":
      return { reason, lockedScopes: texts(wire["lockedScopes"]) };
    case "throttled": {
      const { retryAfterSeconds: seconds } = wire;
      return { reason, retryAfterSeconds: typeof seconds === "number" && seconds >= 0 ? seconds : undefined };
    }
    case "invalid":
      return { reason, target: textMember(wire, "target") };
    case "cancelled":
      return { reason, sent: wire["sent"] === true };
    case "badAnswer":
      return { reason, detail: "" };
    case "notFound":
    case "conflict":
    case "preconditionFailed":
    case "network":
    case "operationFailed":
    case "serverError":
      return { reason };
    default:
      return undefined;
  }
}
