import type { IdentityChange } from "../../identity/identityChange";
import { isUserAssignedIdentityId, parseResourceId } from "../../identity/resourceId";
import { isWire, textMember, type Wire } from "../../identity/wire";
import type { ChangeOrigin, ChangeRecord, JournalEntry } from "./journalEntry";
import { readActRecord } from "./journalReadAct";
import { readOutcome } from "./journalReadOutcome";
import { readState, readSystemAssigned } from "./journalReadState";

/** The shape of the files. A file of another version is left alone and not shown. */
export const JOURNAL_VERSION = 1;

const MAX_DEPTH = 4;
const ENTRY_ID = /^[A-Za-z0-9-]{1,64}$/;

/** Whether a text can be the id of an entry, and so a part of a file's name. */
export function isEntryId(text: string): boolean {
  return ENTRY_ID.test(text);
}

/** Reads a stored entry. Whatever lies on a disk may have been changed by others: undefined for what is not an entry. */
export function readEntry(text: string): JournalEntry | undefined {
  const wire = parseWire(text);
  const base = wire?.["version"] === JOURNAL_VERSION ? readBase(wire) : undefined;
  const records = wire?.["records"];
  if (wire === undefined || base === undefined || !Array.isArray(records)) {
    return undefined;
  }
  const read = (records as readonly unknown[]).map(readRecord);
  const known = read.filter((record) => record !== undefined);
  const act = wire["act"] === undefined ? undefined : readActRecord(wire["act"]);
  if (known.length !== read.length || (known.length === 0) === (act === undefined)) {
    return undefined;
  }
  return { ...base, records: known, ...(act && { act }) };
}

/** Parses a file; undefined for what is no object. */
export function parseWire(text: string): Wire | undefined {
  try {
    const wire: unknown = JSON.parse(text);
    return isWire(wire) ? wire : undefined;
  } catch {
    return undefined;
  }
}

/** What every entry has, however its records are stored. */
export function readBase(wire: Wire): Pick<JournalEntry, "id" | "startedAt" | "origin" | "beatAt"> | undefined {
  const { id, startedAt, beatAt } = wire;
  const origin = readOrigin(wire["origin"]);
  if (typeof id !== "string" || !isEntryId(id) || typeof startedAt !== "number" || !isTime(startedAt) || !origin) {
    return undefined;
  }
  return { id, startedAt, origin, ...(typeof beatAt === "number" ? { beatAt } : {}) };
}

/** Milliseconds since 1970 of a year with four digits: a date can hold them, and a file's name as well. */
const isTime = (value: number): boolean => value >= 0 && value < Date.UTC(10_000, 0);

function readOrigin(wire: unknown): ChangeOrigin | undefined {
  if (!isWire(wire)) {
    return undefined;
  }
  const { kind, entryId } = wire;
  const by = wire["by"] === "agent" ? ({ by: "agent" } as const) : {};
  if (kind === "change" || kind === "repair") {
    return { kind, ...by };
  }
  return (kind === "undo" || kind === "retry") && typeof entryId === "string" && isEntryId(entryId)
    ? { kind, entryId, ...by }
    : undefined;
}

/** Reads a stored record; undefined for what is none. */
export function readRecord(wire: unknown): ChangeRecord | undefined {
  if (!isWire(wire)) {
    return undefined;
  }
  const resourceId = textMember(wire, "resourceId");
  const tenantId = textMember(wire, "tenantId");
  const change = readChange(wire["change"]);
  const outcome = readOutcome(wire["outcome"]);
  if (
    resourceId === undefined ||
    parseResourceId(resourceId) === undefined ||
    tenantId === undefined ||
    change === undefined ||
    outcome === undefined
  ) {
    return undefined;
  }
  return { resourceId, tenantId, change, outcome, before: readState(wire["before"]), after: readState(wire["after"]) };
}

/** Reads a stored change; undefined for what is none, or what this version does not know. */
export function readChange(wire: unknown, depth = MAX_DEPTH): IdentityChange | undefined {
  if (!isWire(wire) || depth === 0) {
    return undefined;
  }
  const { kind } = wire;
  switch (kind) {
    case "disableSystemAssigned": {
      if (wire["only"] === undefined) {
        return { kind };
      }
      const only = readSystemAssigned(wire["only"]);
      return only && { kind, only };
    }
    case "enableSystemAssigned":
    case "removeAllUserAssigned":
    case "removeAll":
      return { kind };
    case "assignUserAssigned":
    case "removeUserAssigned": {
      const { ids } = wire;
      const isRight =
        Array.isArray(ids) && (ids as readonly unknown[]).every((id) => typeof id === "string" && isUsableId(id, kind));
      return isRight ? { kind, ids: ids as readonly string[] } : undefined;
    }
    case "setTo": {
      const state = readState(wire["state"]);
      return state && { kind, state };
    }
    case "several": {
      const { changes } = wire;
      const read = Array.isArray(changes)
        ? (changes as readonly unknown[]).map((change) => readChange(change, depth - 1))
        : [undefined];
      const known = read.filter((change) => change !== undefined);
      return known.length === read.length ? { kind, changes: known } : undefined;
    }
    default:
      return undefined;
  }
}

/** What is removed may be anything that a resource lists; what is assigned has to be an identity. */
function isUsableId(id: string, kind: "assignUserAssigned" | "removeUserAssigned"): boolean {
  return kind === "assignUserAssigned" ? isUserAssignedIdentityId(id) : parseResourceId(id) !== undefined;
}
