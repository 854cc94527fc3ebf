import type { Subscription } from "../azure/accounts";
import type { ComputeResource } from "../azure/compute/computeResource";
import type { ComputeSnapshot } from "../azure/compute/compute";
import type { IdentityChange } from "../identity/identityChange";
import { type IdentityDifference, sameIdentities } from "../identity/identityState";
import { type IdentityPlan, planChange, type PlanTarget } from "../identity/plan";
import { sameResourceId } from "../identity/resourceId";
import { MutationError } from "./mutationError";

/** A change planned on a resource as it was read a moment ago. */
export interface ResourcePlan {
  readonly subscription: Subscription;
  readonly resource: ComputeResource;
  /** Of the read that the plan rests on. */
  readonly etag: string | undefined;
  readonly change: IdentityChange;
  readonly plan: IdentityPlan;
}

/**
 * Plans a change on a fresh read, with what is known of identities beside it.
 * @throws MutationError `unreadableIdentity` where the resource carries an identity that cannot be relied on.
 */
export function planOnSnapshot(
  subscription: Subscription,
  snapshot: ComputeSnapshot,
  change: IdentityChange,
  known: Pick<PlanTarget, "earlier" | "limitsOf"> = {},
): ResourcePlan {
  const { resource, etag } = snapshot;
  if (resource.identity.kind === "unreadable") {
    throw new MutationError({ reason: "unreadableIdentity", resource, reading: resource.identity });
  }
  const plan = planChange(resource.identity.state, change, { resource, ...known });
  return { subscription, resource, etag, change, plan };
}

/**
 * Whether a plan made anew does what was agreed to: it leads to the same identities, takes nothing away that was not shown to go, and
 * brings no hazard that was not shown. What it starts from may have changed.
 */
export function sameOutcome(agreed: ResourcePlan, next: ResourcePlan): boolean {
  const shown = new Set(agreed.plan.hazards.map((hazard) => JSON.stringify(hazard)));
  return (
    sameIdentities(agreed.plan.after, next.plan.after) &&
    takesNoMore(agreed.plan.difference, next.plan.difference) &&
    next.plan.hazards.every((hazard) => shown.has(JSON.stringify(hazard)))
  );
}

/** What somebody else has assigned meanwhile is not among what was agreed to go, even where "all" was to go. */
function takesNoMore(agreed: IdentityDifference, next: IdentityDifference): boolean {
  return (
    (next.systemAssigned !== "disabled" || agreed.systemAssigned === "disabled") &&
    next.removed.every(({ id }) => agreed.removed.some((shown) => sameResourceId(shown.id, id)))
  );
}
