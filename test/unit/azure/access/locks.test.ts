import { describe, expect, it } from "vitest";
import { locksAgainst, type ResourceLock } from "../../../../src/azure/access/locks";
import { groupId, groups } from "../../../emulator/src/estate/groupSeeds";
import { emulatedAzure, never, subscriptionOf } from "../emulated";

const get = emulatedAzure();
const subscription = subscriptionOf();
const payments = groupId(groups.payments);
const machine = `${payments}/providers/Microsoft.Compute/virtualMachines/x`;

describe("locks", () => {
  it("are listed with their level, where they are, and why", async () => {
    expect(await get().azure.locks.list(subscription, never())).toEqual([
      {
        id: `${payments}/providers/Microsoft.Authorization/locks/audit-freeze`,
        name: "audit-freeze",
        level: "ReadOnly",
        scope: payments,
        notes: "Frozen until the audit is over",
      },
    ]);
  });

  it("are left out where what they forbid cannot be said", async () => {
    const id = `${payments}/providers/Microsoft.Authorization/locks/x`;
    const value = [
      null,
      {},
      { id, properties: { level: "Sometimes" } },
      { id: "/x", properties: { level: "ReadOnly" } },
    ];
    get().emulator.control.inject({ path: /locks/, status: 200, body: { value } });
    expect(await get().azure.locks.list(subscription, never())).toEqual([]);
  });

  it("hold for what lies below, in any casing, and not for a neighbour whose name begins alike", () => {
    const lock = (scope: string, level: ResourceLock["level"] = "ReadOnly"): ResourceLock => ({
      id: scope,
      name: scope,
      level,
      scope,
      notes: undefined,
    });
    const found = (scope: string, level?: ResourceLock["level"], verb: "write" | "delete" = "write") =>
      locksAgainst([lock(scope, level)], machine, verb).length === 1;
    expect(found(payments.toUpperCase())).toBe(true);
    expect(found(`/subscriptions/${subscription.subscriptionId}`)).toBe(true);
    expect(found(machine)).toBe(true);
    expect(found(payments.slice(0, -1))).toBe(false);
    expect(found(`${machine}/extensions/y`)).toBe(false);
    expect(found(payments, "CanNotDelete")).toBe(false);
    expect(found(payments, "CanNotDelete", "delete")).toBe(true);
  });
});
