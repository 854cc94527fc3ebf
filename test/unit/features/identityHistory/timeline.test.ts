import { describe, expect, it } from "vitest";
import type { IdentityChangeEvent, WriteEvent } from "../../../../src/azure/inventory/resourceHistory";
import { timeline } from "../../../../src/features/identityHistory/timeline";

const DAY = 24 * 60 * 60 * 1000;
const now = 100 * DAY;

const change = (at: number, correlationId: string): IdentityChangeEvent => ({
  at,
  by: undefined,
  client: undefined,
  correlationId,
  members: [{ path: "identity.type", before: undefined, after: "SystemAssigned" }],
});
const write = (at: number, correlationId: string): WriteEvent => ({
  at,
  by: "somebody",
  operation: "Microsoft.Compute/virtualMachines/write",
  status: "Succeeded",
  correlationId,
});
const kinds = (events: ReturnType<typeof timeline>) => events.map(({ kind, at }) => [kind, now - at]);

describe("the history of the identities of a resource", () => {
  it("leaves out writes that are known to have changed no identity", () => {
    const writes = [write(now - 2 * DAY, "tags"), write(now - 3 * DAY, "identity")];
    const events = timeline({ changes: [change(now - 3 * DAY, "identity")], writes, own: [], now });
    expect(kinds(events)).toEqual([["changed", 3 * DAY]]);
    expect(events).toMatchObject([{ by: "somebody" }]);
  });

  it("keeps writes that nothing else tells of: older ones, those of just now, and all where changes could not be read", () => {
    const writes = [write(now - 60_000, "new"), write(now - 2 * DAY, "between"), write(now - 20 * DAY, "old")];
    const known = timeline({ changes: [], writes, own: [], now });
    expect(kinds(known)).toEqual([
      ["written", 60_000],
      ["written", 20 * DAY],
    ]);
    expect(timeline({ changes: undefined, writes, own: [], now })).toHaveLength(3);
  });
});
