import { describe, expect, it } from "vitest";
import { PLAN_LIFE_MS, PlanStore } from "../../../../src/features/agentTools/planStore";

const plan = { targets: [], plans: [] };

describe("the plans that an agent has made", () => {
  it("can each be taken once", () => {
    const store = new PlanStore(() => 0);
    const id = store.keep(plan);
    expect(store.countOf(id)).toBe(0);
    expect(store.take(id)).toMatchObject(plan);
    expect(() => store.take(id)).toThrow(expect.objectContaining({ reason: "unknownPlan" }));
  });

  it("end, and are then neither counted nor taken", () => {
    let now = 0;
    const store = new PlanStore(() => now);
    const id = store.keep(plan);
    now = PLAN_LIFE_MS - 1;
    expect(store.countOf(id)).toBe(0);
    now = PLAN_LIFE_MS;
    expect(store.countOf(id)).toBeUndefined();
    expect(() => store.take(id)).toThrow(expect.objectContaining({ reason: "expiredPlan" }));
  });

  it("are kept in a bounded number, the newest", () => {
    const store = new PlanStore(() => 0);
    const ids = Array.from({ length: 51 }, () => store.keep(plan));
    expect(ids.map((id) => store.countOf(id)).filter((count) => count === undefined)).toHaveLength(1);
    expect(store.countOf(ids.at(-1) ?? "")).toBe(0);
  });

  it("are forgotten together", () => {
    const store = new PlanStore(() => 0);
    const id = store.keep(plan);
    store.clear();
    expect(() => store.take(id)).toThrow(expect.objectContaining({ reason: "unknownPlan" }));
  });
});
