import { type Hazard, type HazardLevel, losesDefaultIdentity } from "../../identity/hazard";
import { resourceIdKey } from "../../identity/resourceId";
import type { PlannedTarget } from "./batchPlan";
import type { ResourcePlan } from "../resourcePlan";

/** A hazard, and the plans that have it. */
export interface SharedHazard {
  readonly hazard: Hazard;
  readonly plans: readonly ResourcePlan[];
}

/** One plan for all: what a batch would do, counted and listed. Resources stand in the order of the batch. */
export interface BatchSummary {
  readonly toChange: readonly ResourcePlan[];
  readonly noOps: readonly ResourcePlan[];
  readonly blocked: readonly (PlannedTarget & { readonly kind: "blocked" })[];
  readonly unreadable: readonly (PlannedTarget & { readonly kind: "unreadable" })[];
  readonly failed: readonly (PlannedTarget & { readonly kind: "failed" })[];
  /** The gravest first. */
  readonly hazards: readonly SharedHazard[];
  /** Token requests that name no identity work on them now, and will fail. */
  readonly losingDefault: readonly ResourcePlan[];
  readonly losingSystemAssigned: readonly ResourcePlan[];
  readonly losingUserAssigned: readonly ResourcePlan[];
  /** Every identity that is taken from at least one resource, once. */
  readonly removedIds: readonly string[];
}

/** Counts and lists what a batch would do. */
export function summarize(planned: readonly PlannedTarget[]): BatchSummary {
  const toChange = planned.flatMap((each) => (each.kind === "toChange" ? [each.plan] : []));
  const noOps = planned.flatMap((each) => (each.kind === "noChange" ? [each.plan] : []));
  const removed = toChange.flatMap(({ plan }) => plan.difference.removed.map(({ id }) => id));
  return {
    toChange,
    noOps,
    blocked: planned.filter((each) => each.kind === "blocked"),
    unreadable: planned.filter((each) => each.kind === "unreadable"),
    failed: planned.filter((each) => each.kind === "failed"),
    hazards: sharedHazards([...toChange, ...noOps].map((plan) => ({ plan, hazards: plan.plan.hazards }))),
    losingDefault: toChange.filter(({ plan }) => losesDefaultIdentity(plan)),
    losingSystemAssigned: toChange.filter(({ plan }) => plan.difference.systemAssigned === "disabled"),
    losingUserAssigned: toChange.filter(({ plan }) => plan.difference.removed.length > 0),
    removedIds: [...new Map(removed.map((id) => [resourceIdKey(id), id])).values()],
  };
}

const LEVELS: readonly HazardLevel[] = ["blocker", "danger", "warning", "note"];
const gravity = ({ level }: Hazard): number => LEVELS.indexOf(level);

/** Two hazards of one kind are one where they say the same of different resources; the graver one speaks for both. */
function hazardKey(hazard: Hazard): string {
  switch (hazard.kind) {
    case "systemAssignedIsLost":
    case "anotherSystemAssigned":
    case "perhapsAnotherSystemAssigned":
    case "flexibleTakesUserAssignedOnly":
    case "defaultIdentityChanges":
      return hazard.kind;
    case "managedByService":
      return `${hazard.kind} ${hazard.service}`;
    case "extensionNeedsIdentity":
      return `${hazard.kind} ${hazard.purpose} ${hazard.needs}`;
    case "policyMayTakeAway":
      return `${hazard.kind} ${hazard.policy}`;
    case "policyPutsBack":
      return [hazard.kind, hazard.policy, "id" in hazard.identity ? resourceIdKey(hazard.identity.id) : ""].join(" ");
    case "legacyApiVersion":
      return `${hazard.kind} ${hazard.apiVersion}`;
    case "encryptionNeedsIdentity":
    case "otherRegion":
    case "otherProviders":
    case "policyWillReassign":
    case "earlierIdentityStays":
    case "notAUserAssignedIdentity":
      return `${hazard.kind} ${resourceIdKey(hazard.id)}`;
  }
}

/** The hazards of several plans, those that say the same as one; the gravest first. */
export function sharedHazards(
  found: readonly { readonly plan: ResourcePlan; readonly hazards: readonly Hazard[] }[],
): readonly SharedHazard[] {
  const shared = new Map<string, { hazard: Hazard; readonly plans: ResourcePlan[] }>();
  for (const { plan, hazards } of found) {
    for (const hazard of hazards) {
      const key = hazardKey(hazard);
      const known = shared.get(key) ?? { hazard, plans: [] };
      known.hazard = gravity(known.hazard) <= gravity(hazard) ? known.hazard : hazard;
      // Two extensions of one machine can say the same.
      if (known.plans.at(-1) !== plan) {
        known.plans.push(plan);
      }
      shared.set(key, known);
    }
  }
  return [...shared.values()].sort((left, right) => gravity(left.hazard) - gravity(right.hazard));
}
