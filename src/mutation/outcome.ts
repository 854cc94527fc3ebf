import { AzureError } from "../azure/azureError";
import type { ComputeResource } from "../azure/compute/computeResource";
import type { IdentityDifference } from "../identity/identityState";
import type { MutationRefusal } from "./mutationError";
import type { ResourcePlan } from "./resourcePlan";

/** A user-assigned identity that was not assigned with the others, because Azure refused it: it is dead, or not the user's to assign. */
export interface LeftOut {
  readonly id: string;
  readonly error: AzureError;
}

/** How the change of one resource ended, whether it was one or one of many. `resource` is as the last read returned it. */
export type Outcome =
  /** The resource was read after the change and carries exactly what was planned. `leftOut`: identities that Azure refused. */
  | {
      readonly kind: "changed";
      readonly applied: ResourcePlan;
      readonly resource: ComputeResource;
      readonly leftOut: readonly LeftOut[];
    }
  /** Nothing had to be written: the resource already is as wished. */
  | { readonly kind: "noChange"; readonly applied: ResourcePlan; readonly resource: ComputeResource }
  /** Written, and the resource now carries something else; `difference` from the plan to what was found, where that can be read. */
  | {
      readonly kind: "differs";
      readonly applied: ResourcePlan;
      readonly resource: ComputeResource;
      readonly difference: IdentityDifference | undefined;
    }
  /** Nothing was written. `planned`: what was to be written, where it came to a plan. */
  | { readonly kind: "failed"; readonly error: AzureError; readonly planned: ResourcePlan | undefined }
  /** Nothing was written, because a hazard or an identity block that is not understood forbids it. */
  | { readonly kind: "blocked"; readonly refusal: MutationRefusal }
  /** Nothing was written: the user stopped before. */
  | { readonly kind: "notStarted" }
  /** Nothing was written: somebody else has changed the resource since the plan was agreed to, and `next` was not agreed to. */
  | { readonly kind: "changedMeanwhile"; readonly next: ResourcePlan }
  /** `planned` may have been written: what became of it could not be found out. */
  | { readonly kind: "unknown"; readonly error: AzureError; readonly planned: ResourcePlan };

/** The resource as the change has found or left it, where it was read. */
export function resourceOf(outcome: Outcome): ComputeResource | undefined {
  switch (outcome.kind) {
    case "changed":
    case "noChange":
    case "differs":
      return outcome.resource;
    case "blocked":
      return outcome.refusal.resource;
    case "changedMeanwhile":
      return outcome.next.resource;
    case "failed":
    case "unknown":
    case "notStarted":
      return undefined;
  }
}

/** Any error of a change as one of Azure's: a fault of this program is told like the others, and stops no other resource. */
export function asAzureError(error: unknown): AzureError {
  const detail = error instanceof Error ? error.message : String(error);
  return AzureError.is(error) ? error : new AzureError({ reason: "badAnswer", detail }, undefined, error);
}
