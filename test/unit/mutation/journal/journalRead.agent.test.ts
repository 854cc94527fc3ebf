import { describe, expect, it } from "vitest";
import type { ChangeOrigin, JournalEntry } from "../../../../src/mutation/journal/journalEntry";
import { readEntry } from "../../../../src/mutation/journal/journalRead";
import { writeEntry } from "../../../../src/mutation/journal/journalWrite";

const resourceId = "/subscriptions/1/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/vm";

const entryOf = (origin: ChangeOrigin): JournalEntry => ({
  id: "entry-1",
  startedAt: 1,
  origin,
  records: [
    {
      resourceId,
      tenantId: "t",
      change: { kind: "enableSystemAssigned" },
      before: undefined,
      after: undefined,
      outcome: { kind: "notStarted" },
    },
  ],
});

describe("a stored entry", () => {
  it.each<ChangeOrigin>([
    { kind: "change", by: "agent" },
    { kind: "undo", entryId: "entry-0", by: "agent" },
    { kind: "change" },
  ])("keeps that an agent asked for it: %o", (origin) => {
    expect(readEntry(writeEntry(entryOf(origin)))?.origin).toEqual(origin);
  });

  it("takes nobody else's word for who asked", () => {
    const text = writeEntry(entryOf({ kind: "change", by: "agent" })).replace('"agent"', '"[x](command:y)"');
    expect(readEntry(text)?.origin).toEqual({ kind: "change" });
  });
});
