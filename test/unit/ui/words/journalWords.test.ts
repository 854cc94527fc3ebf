import { describe, expect, it, vi } from "vitest";
import { AzureError, type AzureFailure } from "../../../../src/azure/azureError";
import type { ChangeRecord, RecordedOutcome } from "../../../../src/mutation/journal/journalEntry";
import { formatEntryAsCsv, formatEntryAsJson } from "../../../../src/features/history/journalRecordWords";
import { describeAccepted, describeOutcome, describeReason } from "../../../../src/ui/words/journalWords";
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

describe("a record that is saved", () => {
  const entry = { id: "e", startedAt: 0, origin: { kind: "change" }, records: [record({ kind: "running" })] } as const;

  it.each([formatEntryAsCsv, formatEntryAsJson])("says that the window was closed only where it was", (asText) => {
    expect(asText(entry, true)).not.toContain("window was closed");
    expect(asText(entry, false)).toContain("window was closed");
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
