import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyChange } from "../../../../src/identity/identityChange";
import { findUserAssigned, type IdentityState, sameIdentities } from "../../../../src/identity/identityState";
import type { ChangeRecord } from "../../../../src/mutation/journal/journalEntry";
import { readEntry } from "../../../../src/mutation/journal/journalRead";
import { undoWishes } from "../../../../src/mutation/journal/journalUndoWishes";
import { undoOfEntry, undoOfRecord } from "../../../../src/mutation/journal/journalUndo";
import { writeEntry } from "../../../../src/mutation/journal/journalWrite";
import { anyChange, anyState, identityId, state } from "../../identity/states";
import { vmId } from "../fakeGateway";

const anyRecord: fc.Arbitrary<ChangeRecord> = fc.record({
  resourceId: fc.constant(vmId),
  tenantId: fc.constant("t1"),
  change: anyChange,
  before: anyState,
  after: anyState,
  outcome: fc.constant({ kind: "changed", leftOut: [] } as const),
});

const recorded = (before: IdentityState, after: IdentityState): ChangeRecord => ({
  resourceId: vmId,
  tenantId: "t1",
  change: { kind: "setTo", state: after },
  before,
  after,
  outcome: { kind: "changed", leftOut: [] },
});

describe("undo", () => {
  it("leads back to what was there where nobody else has changed anything", () => {
    fc.assert(
      fc.property(anyRecord, (record) => {
        const { before, after } = record;
        const undo = undoOfRecord(record);
        if (before === undefined || after === undefined) {
          throw new Error("these records have both states");
        }
        switch (undo.kind) {
          case "possible":
            expect(sameIdentities(applyChange(after, undo.change), before)).toBe(true);
            return;
          case "partly":
            expect(sameIdentities(applyChange(after, undo.change), { ...before, systemAssigned: undefined })).toBe(
              true,
            );
            return;
          case "impossible":
            expect(sameIdentities({ ...before, systemAssigned: undefined }, after)).toBe(true);
            return;
          case "nothing":
            expect(sameIdentities(before, after)).toBe(true);
        }
      }),
    );
  });

  it("never enables the system-assigned identity again, which would be another one", () => {
    fc.assert(
      fc.property(anyRecord, anyState, (record, present) => {
        const undo = undoOfRecord(record);
        if (undo.kind === "possible" || undo.kind === "partly") {
          const made = applyChange({ ...present, systemAssigned: undefined }, undo.change);
          expect(made.systemAssigned).toBeUndefined();
        }
      }),
    );
  });

  it("keeps what a third party has assigned or enabled since", () => {
    fc.assert(
      fc.property(anyRecord, (record) => {
        const undo = undoOfRecord(record);
        if (undo.kind !== "possible" && undo.kind !== "partly") {
          return;
        }
        const third = identityId("third-party");
        const present = applyChange(record.after ?? state(false), { kind: "assignUserAssigned", ids: [third] });
        expect(findUserAssigned(applyChange(present, undo.change), third)).toBeDefined();
      }),
    );
  });

  it("does not bring back what a third party has removed, nor take away what it has replaced", () => {
    const undo = undoOfRecord(recorded(state(false, "a"), state(false, "a", "b")));
    expect(undo.kind === "possible" && applyChange(state(false, "c"), undo.change)).toEqual(state(false, "c"));
  });

  it("is said to be impossible, or partial, where a system-assigned identity was disabled", () => {
    const [lost, mixed, plain] = [
      recorded(state(true), state(false)),
      recorded(state(true, "a"), state(false)),
      recorded(state(false), state(false, "a")),
    ];
    const origin = { kind: "change" } as const;
    expect(undoOfEntry({ origin, records: [lost] })).toBe("impossible");
    expect(undoOfEntry({ origin, records: [mixed] })).toBe("partly");
    expect(undoOfEntry({ origin, records: [lost, plain] })).toBe("partly");
    expect(undoOfEntry({ origin, records: [plain] })).toBe("possible");
    expect(undoOfEntry({ origin, records: [{ ...plain, outcome: { kind: "noChange" } }] })).toBe("nothing");
  });

  it("is not offered for the repair of a dead reference: what is gone cannot be assigned again", () => {
    const record = recorded(state(false, "a"), state(false));
    const entry = { id: "e", startedAt: 1, origin: { kind: "repair" } as const, records: [record] };
    expect(undoOfEntry(entry)).toBe("nothing");
    expect(undoWishes([entry], entry, undefined, () => false).wishes).toEqual([]);
    expect(readEntry(writeEntry(entry))?.origin).toEqual({ kind: "repair" });
  });

  it("is offered for a change whose fate is not known, and not for one that certainly did not arrive", () => {
    const record = recorded(state(false), state(false, "a"));
    const failure = (kind: "unknown" | "failed", reason: "network" | "conflict"): ChangeRecord => ({
      ...record,
      outcome: {
        kind,
        because: { failure: { reason }, code: undefined, correlationId: undefined, message: undefined },
      },
    });
    expect(undoOfRecord(failure("unknown", "network")).kind).toBe("possible");
    expect(undoOfRecord(failure("failed", "conflict")).kind).toBe("nothing");
    expect(undoOfRecord({ ...record, outcome: { kind: "running" } }).kind).toBe("possible");
    expect(undoOfRecord({ ...record, outcome: { kind: "waiting" } }).kind).toBe("possible");
    expect(undoOfRecord({ ...record, outcome: { kind: "unknown", because: undefined } }).kind).toBe("possible");
    expect(undoOfRecord({ ...record, outcome: { kind: "notStarted" } }).kind).toBe("nothing");
  });
});

describe("a stored entry", () => {
  it("reads back as it was written", () => {
    fc.assert(
      fc.property(fc.array(anyRecord, { minLength: 1, maxLength: 5 }), fc.nat(), (records, startedAt) => {
        const entry = { id: "e-1", startedAt, origin: { kind: "undo", entryId: "e-0" } as const, records };
        expect(readEntry(writeEntry(entry))).toEqual(JSON.parse(JSON.stringify(entry)));
      }),
    );
  });

  it("is undefined, and nothing worse, for any other JSON", () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(readEntry(text)).toBeUndefined();
      }),
    );
  });

  it("is refused where an id could name a file elsewhere or the prototype is reached for", () => {
    const text = writeEntry({
      id: "e-1",
      startedAt: 1,
      origin: { kind: "change" },
      records: [recorded(state(true), state(true, "a"))],
    });
    expect(readEntry(text)).toBeDefined();
    expect(readEntry(text.replace('"e-1"', '"../../e"'))).toBeUndefined();
    expect(readEntry(text.replace('"outcome"', '"__proto__"'))).toBeUndefined();
    expect(readEntry(text.replace('"setTo"', '"constructor"'))).toBeUndefined();
    expect(readEntry(text.replaceAll(identityId("a"), "/etc/passwd"))).toBeUndefined();
  });

  it("is refused where changes are nested without end", () => {
    const deep = `${'{"kind":"several","changes":['.repeat(5_000)}${"]}".repeat(5_000)}`;
    const text = `{"version":1,"id":"e","startedAt":1,"origin":{"kind":"change"},"records":[{"resourceId":"${vmId}","tenantId":"t","change":${deep},"outcome":{"kind":"noOp"}}]}`;
    expect(readEntry(text)).toBeUndefined();
  });
});
