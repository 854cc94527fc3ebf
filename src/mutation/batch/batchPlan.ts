import type { Subscription } from "../../azure/accounts";
import { type AzureError } from "../../azure/azureError";
import type { ComputeResource } from "../../azure/compute/computeResource";
import type { Hazard } from "../../identity/hazard";
import type { IdentityChange } from "../../identity/identityChange";
import { isBlocked } from "../../identity/plan";
import { MutationError } from "../mutationError";
import { asAzureError } from "../outcome";
import type { ResourcePlan } from "../resourcePlan";

/** One resource of a batch, as it was last known, and what is to be done to it. */
export interface BatchTarget {
  readonly subscription: Subscription;
  readonly resource: ComputeResource;
  readonly change: IdentityChange;
}

/** What a batch would do to one resource, found on a fresh read. */
export type PlannedTarget =
  | { readonly kind: "toChange"; readonly target: BatchTarget; readonly plan: ResourcePlan }
  | { readonly kind: "noChange"; readonly target: BatchTarget; readonly plan: ResourcePlan }
  | {
      readonly kind: "blocked";
      readonly target: BatchTarget;
      readonly plan: ResourcePlan;
      readonly hazards: readonly Hazard[];
    }
  | {
      readonly kind: "unreadable";
      readonly target: BatchTarget;
      readonly resource: ComputeResource;
      readonly error: MutationError;
    }
  /** It could not be read. */
  | { readonly kind: "failed"; readonly target: BatchTarget; readonly error: AzureError };

/** What a plan means for a batch. */
export function plannedTarget(target: BatchTarget, plan: ResourcePlan): PlannedTarget {
  if (isBlocked(plan.plan)) {
    return { kind: "blocked", target, plan, hazards: plan.plan.hazards.filter(({ level }) => level === "blocker") };
  }
  return { kind: plan.plan.isNoOp ? "noChange" : "toChange", target, plan };
}

/** What a failed attempt to plan means for a batch: no failure of one resource stops the others. */
export function unplannedTarget(target: BatchTarget, error: unknown): PlannedTarget {
  if (error instanceof MutationError) {
    return { kind: "unreadable", target, resource: error.refusal.resource, error };
  }
  return { kind: "failed", target, error: asAzureError(error) };
}
