import { describe, expect, it } from "vitest";
import { applyChange } from "../../../../src/identity/identityChange";
import { sameIdentities } from "../../../../src/identity/identityState";
import { resourceName } from "../../../../src/identity/resourceId";
import type {
  ChangeOrigin,
  ChangeRecord,
  JournalEntry,
  RecordedOutcome,
} from "../../../../src/mutation/journal/journalEntry";
import { undoWishes } from "../../../../src/mutation/journal/journalUndoWishes";
import { identityId, state } from "../../identity/states";
import { vmId } from "../fakeGateway";

const because = {
  failure: { reason: "locked", lockedScopes: [] },
  code: undefined,
  correlationId: undefined,
  message: undefined,
} as const;
const failed: RecordedOutcome = { kind: "failed", because };
const inPart: RecordedOutcome = { kind: "changed", leftOut: [because] };
const verified: RecordedOutcome = { kind: "changed", leftOut: [] };

function record(name: string, outcome: RecordedOutcome, before = state(true), after = state(true, "b")): ChangeRecord {
  const change = { kind: "assignUserAssigned", ids: [identityId("b")] } as const;
  return { resourceId: vmId.replace(/vm1$/, name), tenantId: "t1", change, before, after, outcome };
}

const entry = (id: string, startedAt: number, origin: ChangeOrigin, ...records: ChangeRecord[]): JournalEntry => ({
  id,
  startedAt,
  origin,
  records,
});

const nothingRuns = () => false;
const first = entry(
  "first",
  1,
  { kind: "change" },
  record("vm1", verified),
  record("vm2", failed),
  record("vm3", failed),
);
const retry = entry("retry", 2, { kind: "retry", entryId: "first" }, record("vm2", verified), record("vm3", failed));
const again = entry("again", 3, { kind: "retry", entryId: "retry" }, record("vm3", verified));
const names = (records: readonly ChangeRecord[]) => records.map(({ resourceId }) => resourceName(resourceId)).sort();

describe("taking an entry back", () => {
  it("takes along what later attempts have done at its failed resources, and says which", () => {
    const { wishes, takenAlong } = undoWishes([again, retry, first], first, undefined, nothingRuns);
    expect(names(wishes.map((each) => each.record))).toEqual(["vm1", "vm2", "vm3"]);
    expect(names(takenAlong)).toEqual(["vm2", "vm3"]);
  });

  it("leaves alone what only earlier attempts did, where a later attempt is chosen", () => {
    const { wishes } = undoWishes([again, retry, first], retry, undefined, nothingRuns);
    expect(names(wishes.map((each) => each.record))).toEqual(["vm2", "vm3"]);
  });

  it("leaves alone an attempt that was taken back itself, and one that is still running", () => {
    const undo = entry("undo", 4, { kind: "undo", entryId: "again" }, record("vm3", verified));
    const all = [undo, again, retry, first];
    expect(undoWishes(all, first, undefined, nothingRuns).wishes).toHaveLength(2);
    const { wishes } = undoWishes([again, retry, first], first, undefined, (id) => id === "again");
    expect(names(wishes.map((each) => each.record))).toEqual(["vm1", "vm2"]);
  });

  it("makes one change of what several attempts did to one resource, the last first", () => {
    const [before, between, after] = [state(true, "a"), state(true, "a", "b"), state(true, "a", "b", "c")];
    const part = entry("part", 1, { kind: "change" }, record("vm1", inPart, before, between), record("vm2", verified));
    const rest = entry("rest", 2, { kind: "retry", entryId: "part" }, record("vm1", verified, between, after));
    const { wishes } = undoWishes([rest, part], part, 0, nothingRuns);
    expect(names(wishes.map((each) => each.record))).toEqual(["vm1"]);
    const change = wishes[0]?.change;
    expect(change && sameIdentities(applyChange(after, change), before)).toBe(true);
  });

  it("wishes once what two attempts may both have done: a failed one can have arrived", () => {
    const lost: RecordedOutcome = { kind: "failed", because: { ...because, failure: { reason: "network" } } };
    const unsure = entry("unsure", 1, { kind: "change" }, record("vm1", lost));
    const sure = entry("sure", 2, { kind: "retry", entryId: "unsure" }, record("vm1", verified));
    const [alone] = undoWishes([sure], sure, undefined, nothingRuns).wishes;
    expect(undoWishes([sure, unsure], unsure, undefined, nothingRuns).wishes).toEqual([alone]);
  });

  it("keeps to one resource where one is chosen", () => {
    expect(undoWishes([again, retry, first], first, 0, nothingRuns).wishes).toHaveLength(1);
  });
});
