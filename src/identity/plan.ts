import { identityShape } from "./apiVersion";
import type { ComputeResourceType } from "./computeResourceType";
import { findHazards, type Hazard, losesDefaultIdentity } from "./hazard";
import type { IdentityDependents } from "./identityDependents";
import type { FindIdentityLimits } from "./identityLimits";
import { applyChange, type IdentityChange, inverseChange } from "./identityChange";
import { applyPatch, type IdentityPatch, minimalPatch } from "./identityPatch";
import { type IdentityDifference, identityDifference, type IdentityState, sameIdentities } from "./identityState";

/** Whether a change can be taken back, and by which change. */
export type Undo =
  | { readonly kind: "possible"; readonly change: IdentityChange }
  /** Enabling the system-assigned identity again makes a new principal (docs/azure-behaviour.md#enabling-again-makes-a-new-principal). */
  | { readonly kind: "impossible"; readonly reason: "systemAssignedIsLost" };

/** What a change would do to one resource, known before anything is written. */
export interface IdentityPlan {
  readonly before: IdentityState;
  readonly after: IdentityState;
  readonly difference: IdentityDifference;
  /** The `identity` member of the PATCH; undefined where there is nothing to do. */
  readonly patch: IdentityPatch | undefined;
  readonly isNoOp: boolean;
  /** The gravest first. With a `blocker` among them the plan must not be applied. */
  readonly hazards: readonly Hazard[];
  readonly undo: Undo;
}

/** What a plan rests on besides state and change. Without an API version the current dictionary shape is meant. */
export interface PlanTarget {
  /** What is known of it; a resource of a template is not read. */
  readonly resource: ComputeResourceType & { readonly location?: string; readonly dependents?: IdentityDependents };
  readonly apiVersion?: string;
  /** Of the identities that the resource has, those that have been created again since under their names. */
  readonly earlier?: readonly string[];
  readonly limitsOf?: FindIdentityLimits;
}

/** The patch of a plan would not lead to the plan's own `after`: a fault of this program, found before anything is sent. */
export class PlanFaultError extends Error {
  readonly reason = "planFault";
  constructor() {
    super("The planned patch does not lead to the planned state. Nothing was sent.");
    this.name = "PlanFaultError";
  }
}

/**
 * Plans one change on one state. Pure: the same input gives the same plan.
 * @throws PlanFaultError where the patch would lose or add an identity that the change does not name.
 */
export function planChange(before: IdentityState, change: IdentityChange, target: PlanTarget): IdentityPlan {
  const after = applyChange(before, change);
  const shape = target.apiVersion === undefined ? undefined : identityShape(target.apiVersion);
  const patch = minimalPatch(before, after, shape);
  if (patch !== undefined && !sameIdentities(applyPatch(before, patch), after)) {
    throw new PlanFaultError();
  }
  const difference = identityDifference(before, after);
  const apiVersion =
    target.apiVersion === undefined || shape === undefined ? undefined : { text: target.apiVersion, shape };
  return {
    before,
    after,
    difference,
    patch,
    isNoOp: patch === undefined,
    hazards: findHazards({
      change,
      before,
      after,
      resource: target.resource,
      apiVersion,
      earlier: target.earlier ?? [],
      dependents: target.resource.dependents,
      location: target.resource.location,
      limitsOf: target.limitsOf ?? (() => undefined),
    }),
    undo:
      difference.systemAssigned === "disabled"
        ? { kind: "impossible", reason: "systemAssignedIsLost" }
        : { kind: "possible", change: inverseChange(before, after) },
  };
}

/** Whether a hazard forbids applying the plan. */
export function isBlocked(plan: IdentityPlan): boolean {
  return plan.hazards.some((hazard) => hazard.level === "blocker");
}

/** Whether a plan takes something away, or breaks token requests that worked: it is asked about before it is applied. */
export function isToBeConfirmed(plan: IdentityPlan): boolean {
  return isDestructive(plan) || losesDefaultIdentity(plan);
}

/** Whether a plan takes something away. */
export function isDestructive(plan: IdentityPlan): boolean {
  return plan.difference.systemAssigned === "disabled" || plan.difference.removed.length > 0;
}
