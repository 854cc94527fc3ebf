import { describe, expect, it } from "vitest";
import { planChange } from "../../../../src/identity/plan";
import { applyChange } from "../../../../src/identity/identityChange";
import type { IdentityState, UserAssignedIdentity } from "../../../../src/identity/identityState";
import type { ChangeRecord, JournalEntry, RecordedOutcome } from "../../../../src/mutation/journal/journalEntry";
import { readEntry } from "../../../../src/mutation/journal/journalRead";
import { undoOfRecord } from "../../../../src/mutation/journal/journalUndo";
import { undoWishes } from "../../../../src/mutation/journal/journalUndoWishes";
import { writeEntry } from "../../../../src/mutation/journal/journalWrite";
import { identityId, state } from "../../identity/states";
import { vmId } from "../fakeGateway";

const verified: RecordedOutcome = { kind: "changed", leftOut: [] };
const unseen: RecordedOutcome = { kind: "running" };
const withPrincipal = (principalId: string | undefined, ...names: string[]): IdentityState => ({
  ...state(false, ...names),
  systemAssigned: principalId === undefined ? {} : { principalId },
});

function enabled(outcome: RecordedOutcome, principalId: string | undefined, ...names: string[]): ChangeRecord {
  const after = withPrincipal(principalId, ...names);
  const change = { kind: "setTo", state: after } as const;
  return { resourceId: vmId, tenantId: "t1", change, before: state(false), after, outcome };
}

const entry = (...records: ChangeRecord[]): JournalEntry => ({
  id: "e",
  startedAt: 1,
  origin: { kind: "change" },
  records,
});

function undone(present: IdentityState, ...entries: JournalEntry[]) {
  const first = entries.at(-1);
  const [wish] = first === undefined ? [] : undoWishes(entries, first, undefined, () => false).wishes;
  if (wish === undefined) {
    throw new Error("there is something to undo");
  }
  const { after, hazards, isNoOp, patch } = planChange(present, wish.change, { resource: { kind: "virtualMachine" } });
  return { wish, after, hazards: hazards.map(({ kind }) => kind), isNoOp, patch };
}

describe("undoing that the system-assigned identity was enabled", () => {
  it("disables the identity that was enabled, in whatever casing its principal is spelled", () => {
    const { patch, hazards } = undone(withPrincipal("P1"), entry(enabled(verified, "p1")));
    expect(patch).toEqual({ type: "None" });
    expect(hazards).toEqual(["systemAssignedIsLost", "defaultIdentityChanges"]);
  });

  it("never disables another one that somebody has enabled since, and says so", () => {
    const { isNoOp, hazards } = undone(withPrincipal("P2"), entry(enabled(verified, "P1")));
    expect(isNoOp).toBe(true);
    expect(hazards).toEqual(["anotherSystemAssigned"]);
  });

  it("takes back the rest where another one has been enabled since", () => {
    const { after, hazards } = undone(withPrincipal("P2", "a", "b"), entry(enabled(verified, "P1", "a")));
    expect(after).toEqual(withPrincipal("P2", "b"));
    expect(hazards).toContain("anotherSystemAssigned");
  });

  it("says where it is not known whether it is the same", () => {
    const { patch, hazards } = undone(withPrincipal("P2"), entry(enabled(unseen, undefined)));
    expect(patch).toEqual({ type: "None" });
    expect(hazards).toContain("perhapsAnotherSystemAssigned");
    expect(undone(withPrincipal(undefined), entry(enabled(verified, "P1"))).hazards).toContain(
      "perhapsAnotherSystemAssigned",
    );
  });

  it("knows the identity from what was found where the change did not end as planned", () => {
    const record = enabled({ kind: "differs", found: withPrincipal("P1", "x") }, undefined);
    expect(undone(withPrincipal("P2"), entry(record)).hazards).toEqual(["anotherSystemAssigned"]);
    expect(undone(withPrincipal("P1"), entry(record)).patch).toEqual({ type: "None" });
  });

  it("goes by the attempt that has seen the identity", () => {
    const retry: JournalEntry = {
      ...entry(enabled(verified, "P1")),
      id: "r",
      startedAt: 2,
      origin: { kind: "retry", entryId: "e" },
    };
    const { isNoOp } = undone(withPrincipal("P2"), retry, entry(enabled(unseen, undefined)));
    expect(isNoOp).toBe(true);
  });

  it("is as careful when it is tried again after the window was loaded anew", () => {
    const { wish } = undone(withPrincipal("P1"), entry(enabled(verified, "P1")));
    const stored = writeEntry(entry({ ...enabled(verified, "P1"), change: wish.change }));
    expect(readEntry(stored)?.records[0]?.change).toEqual(wish.change);
    expect(readEntry(stored.replace('"only":{"principalId":"P1"}', '"only":"P1"'))).toBeUndefined();
  });

  it("has nothing to say where it is disabled already", () => {
    expect(undone(state(false), entry(enabled(verified, "P1"))).hazards).toEqual([]);
  });
});

describe("undoing that user-assigned identities were removed", () => {
  const removed: ChangeRecord = {
    resourceId: vmId,
    tenantId: "t1",
    change: { kind: "removeUserAssigned", ids: [identityId("a"), identityId("b")] },
    before: state(false, "a", "b", "c"),
    after: state(false, "c"),
    outcome: verified,
  };
  const isLost = (...principals: string[]) => {
    return ({ principalId = "" }: UserAssignedIdentity): boolean => principals.includes(principalId);
  };

  it("assigns again only those that are still the same, and names the others", () => {
    const undo = undoOfRecord(removed, { isLost: isLost("a-p") });
    expect(undo.kind).toBe("partly");
    expect("change" in undo && applyChange(state(false, "c"), undo.change).userAssigned.map(({ id }) => id)).toEqual([
      identityId("c"),
      identityId("b"),
    ]);
    expect("lost" in undo && undo.lost).toEqual({
      systemAssigned: false,
      userAssigned: [{ id: identityId("a"), principalId: "a-p", clientId: "a-c" }],
    });
  });

  it("is impossible where none of them is the same", () => {
    expect(undoOfRecord(removed, { isLost: isLost("a-p", "b-p") }).kind).toBe("impossible");
  });

  it("is not hindered by what has become of identities that stay", () => {
    expect(undoOfRecord(removed, { isLost: isLost("c-p") }).kind).toBe("possible");
  });

  it("is told for the entry as a whole", () => {
    const entries = [entry(removed)];
    const { wishes, lost } = undoWishes(entries, entry(removed), undefined, () => false, isLost("a-p", "b-p"));
    expect(wishes).toEqual([]);
    expect(lost.map(({ record, identities }) => [record, identities.userAssigned.length])).toEqual([[removed, 2]]);
  });
});
