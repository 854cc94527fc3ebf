import { describe, expect, it, vi } from "vitest";
import { AzureError, type AzureFailure } from "../../../../src/azure/azureError";
import type { ChangeRecord, JournalEntry, RecordedOutcome } from "../../../../src/mutation/journal/journalEntry";
import { formatEntryAsCsv, formatEntryAsJson } from "../../../../src/features/history/journalRecordWords";
import {
  describeAccepted,
  describeEntry,
  describeOutcome,
  describeReason,
} from "../../../../src/ui/words/journalWords";
import { identityId, state } from "../../identity/states";
import { vmId } from "../../mutation/fakeGateway";

vi.mock("vscode", () => import("../../views/fakeVscode"));

const record = (outcome: RecordedOutcome): ChangeRecord => ({
  resourceId: vmId,
  tenantId: "t1",
  change: { kind: "assignUserAssigned", ids: [identityId("a")] },
  before: state(false),
  after: state(false, "a"),
  outcome,
});

describe("a change whose window was closed", () => {
  it.each(["waiting", "running"] as const)("is not known where it was last seen %s", (kind) => {
    expect(describeOutcome({ kind }, false)).toBe("unknown");
    expect(describeReason(record({ kind }), false).join(" ")).toMatch(/window was closed.*unknown/);
    expect(describeOutcome({ kind }, true)).not.toBe("unknown");
    expect(describeReason(record({ kind }), true)).toEqual([]);
  });
});

describe("the title of an entry", () => {
  const made = {
    id: "made",
    startedAt: 0,
    origin: { kind: "change" },
    records: [record({ kind: "noChange" })],
  } as const;
  const removal = {
    ...record({ kind: "noChange" }),
    change: { kind: "removeUserAssigned", ids: [identityId("a")] },
  } as const;
  const undo = { ...made, id: "undo", origin: { kind: "undo", entryId: "made" }, records: [removal] } as const;
  const retried = { ...undo, id: "retried", origin: { kind: "retry", entryId: "undo" } } as const;
  const retry = { ...made, id: "retry", origin: { kind: "retry", entryId: "made" } } as const;
  const all: readonly JournalEntry[] = [made, undo, retried, retry];
  const find = (id: string) => all.find((each) => each.id === id);

  it("names the change that was undone, and not what undoing it did", () => {
    expect(describeEntry(undo, find)).toBe('Undo "Assign a"');
    expect(describeEntry(retried, find)).toBe('Undo "Assign a"');
    expect(describeEntry(retry, find)).toBe('Retry "Assign a"');
  });

  it("says what an undo did where the change that it undid is no longer kept", () => {
    expect(describeEntry(undo, () => undefined)).toBe("Remove a (to undo an earlier change)");
  });
});

describe("a record that is saved", () => {
  const entry = { id: "e", startedAt: 0, origin: { kind: "change" }, records: [record({ kind: "running" })] } as const;

  it.each([formatEntryAsCsv, formatEntryAsJson])("says that the window was closed only where it was", (asText) => {
    expect(asText(entry, true, () => undefined)).not.toContain("window was closed");
    expect(asText(entry, false, () => undefined)).toContain("window was closed");
  });

  it("says who asked for the change, in a list, in a spreadsheet and for programs", () => {
    const asked = { ...entry, origin: { kind: "change", by: "agent" } } as const;
    expect(describeEntry(asked, () => undefined)).toMatch(/ \(by an agent\)$/);
    expect(describeEntry(entry, () => undefined)).not.toContain("agent");
    expect(formatEntryAsCsv(asked, false)).toMatch(/"agent"\r\n$/);
    expect(formatEntryAsCsv(entry, false)).toMatch(/"user"\r\n$/);
    expect(formatEntryAsJson(asked, false, () => undefined)).toContain('"by": "agent"');
  });
});

describe("a change that Azure had accepted", () => {
  it.each(["network", "badAnswer", "cancelled"] as const)(
    "is not said to have failed where nobody saw its end: %s",
    (reason) => {
      const failure = { reason, detail: "html", sent: true };
      const text = describeAccepted(new AzureError(failure as AzureFailure));
      expect(text).toMatch(/^Azure accepted the change, but its result is unknown: /);
      expect(text).not.toMatch(/No changes|might have been made|didn't succeed/);
    },
  );

  it("is said to have failed where the operation says so", () => {
    expect(describeAccepted(new AzureError({ reason: "operationFailed" }))).toMatch(/, but it didn't succeed: /);
  });
});
