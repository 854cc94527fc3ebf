import type { AzureError } from "../../azure/azureError";
import type { ComputeResource } from "../../azure/compute/computeResource";
import type { Hazard } from "../../identity/hazard";
import type { MutationOutcome } from "../mutationService";
import type { ResourcePlan } from "../resourcePlan";

/** A user-assigned identity that was not assigned with the others, because Azure refused it: it is dead, or not ours to assign. */
export interface LeftOut {
  readonly id: string;
  readonly error: AzureError;
}

/** How a batch ended for one of its resources. `resource` is as the last read returned it. */
export type BatchOutcome =
  /** Written, read again, and found as planned. `leftOut`: identities that Azure refused and that were assigned to nobody. */
  | {
      readonly kind: "changed";
      readonly applied: ResourcePlan;
      readonly resource: ComputeResource;
      readonly leftOut: readonly LeftOut[];
    }
  /** Written, and found otherwise than planned. */
  | { readonly kind: "differs"; readonly applied: ResourcePlan; readonly resource: ComputeResource }
  /** It already was as wished. */
  | { readonly kind: "noOp"; readonly resource: ComputeResource }
  /** Not written: somebody else has changed it since the plan was shown, and the outcome would be another. */
  | { readonly kind: "changedMeanwhile"; readonly resource: ComputeResource }
  /** Not written: a hazard forbids it. */
  | { readonly kind: "blocked"; readonly resource: ComputeResource; readonly hazards: readonly Hazard[] }
  /** Not written: it carries an identity block that is not understood. */
  | { readonly kind: "unreadable"; readonly resource: ComputeResource }
  /** `planned`: what was being written, where a plan was there. Whether it has arrived depends on the error. */
  | { readonly kind: "failed"; readonly error: AzureError; readonly planned: ResourcePlan | undefined }
  /** Not written: the person stopped the batch before. */
  | { readonly kind: "notStarted" };

/** The outcome of one change as that of a batch's resource. */
export function batchOutcome(outcome: MutationOutcome): BatchOutcome {
  switch (outcome.kind) {
    case "verified":
      return { kind: "changed", applied: outcome.applied, resource: outcome.resource, leftOut: [] };
    case "differs":
      return { kind: "differs", applied: outcome.applied, resource: outcome.resource };
    case "noOp":
      return { kind: "noOp", resource: outcome.resource };
    case "declined":
      return { kind: "changedMeanwhile", resource: outcome.next.resource };
  }
}
