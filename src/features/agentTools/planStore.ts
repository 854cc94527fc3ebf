import { randomUUID } from "node:crypto";
import type { BatchTarget } from "../../mutation/batch/batchPlan";
import type { ResourcePlan } from "../../mutation/resourcePlan";
import { ToolError } from "./agentTool";

/** A plan is told to a user, who decides: long enough for that, and too short for what it rests on to be forgotten. */
export const PLAN_LIFE_MS = 10 * 60_000;
/** Plans that are kept; the oldest go first. */
const MOST_PLANS = 50;

/** What an agent has planned and may ask to be applied. */
export interface KeptPlan {
  readonly targets: readonly BatchTarget[];
  readonly plans: readonly ResourcePlan[];
}

/** The plans of this window. Each is applied at most once, and none after its time. */
export class PlanStore {
  private readonly plans = new Map<string, KeptPlan & { readonly endsAt: number }>();

  /** @param now milliseconds since 1970 */
  constructor(private readonly now: () => number) {}

  /** @returns the ID of the plan */
  keep(plan: KeptPlan): string {
    const id = randomUUID();
    this.plans.set(id, { ...plan, endsAt: this.now() + PLAN_LIFE_MS });
    for (const oldest of [...this.plans.keys()].slice(0, -MOST_PLANS)) {
      this.plans.delete(oldest);
    }
    return id;
  }

  /** How many resources a plan changes; undefined where it cannot be applied any longer. */
  countOf(id: string): number | undefined {
    const plan = this.plans.get(id);
    return plan === undefined || this.now() >= plan.endsAt ? undefined : plan.plans.length;
  }

  /** Takes a plan out, for good. @throws ToolError `unknownPlan`, `expiredPlan` */
  take(id: string): KeptPlan {
    const plan = this.plans.get(id);
    this.plans.delete(id);
    if (plan === undefined) {
      throw new ToolError(
        "unknownPlan",
        "There is no plan with this ID: it was applied, refused, or never made. Plan the change again.",
      );
    }
    if (this.now() >= plan.endsAt) {
      throw new ToolError(
        "expiredPlan",
        "This plan has expired. Plan the change again and show the user the new plan.",
      );
    }
    return plan;
  }

  /** Forgets every plan: somebody else may be signed in. */
  clear(): void {
    this.plans.clear();
  }
}
