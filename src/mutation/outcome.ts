import { AzureError } from "../azure/azureError";
import { readState } from "../identity/readIdentity";
import type { ComputeResource } from "../azure/compute/computeResource";
import { isOfOperation } from "../azure/unsettled";
import {
  type IdentityDifference,
  identityDifference,
  type IdentityState,
  sameIdentities,
  samePrincipal,
} from "../identity/identityState";
import type { MutationRefusal } from "./mutationError";
import type { ResourcePlan } from "./resourcePlan";

/** A user-assigned identity that was not assigned with the others, because Azure refused it: it is dead, or not the user's to assign. */
export interface LeftOut {
  readonly id: string;
  readonly error: AzureError;
}

/** How the change of one resource ended, whether it was one or one of many. `resource` is as the last read returned it. */
export type Outcome =
  /**
   * The resource was read after the operation had ended and carries exactly what was planned. `leftOut`: identities that Azure refused.
   * `despite`: Azure says that the operation failed, as it does of a rolling upgrade that fails and keeps the model.
   */
  | {
      readonly kind: "changed";
      readonly applied: ResourcePlan;
      readonly resource: ComputeResource;
      readonly leftOut: readonly LeftOut[];
      readonly despite: AzureError | undefined;
    }
  /** Nothing had to be written: the resource already is as wished. */
  | { readonly kind: "noChange"; readonly applied: ResourcePlan; readonly resource: ComputeResource }
  /**
   * Azure has accepted the change, and the resource carries something else; `difference` from the plan to what was found, where that can
   * be read. `because`: the operation failed, was displaced, or nobody saw its end; undefined where it succeeded.
   */
  | {
      readonly kind: "differs";
      readonly applied: ResourcePlan;
      readonly resource: ComputeResource;
      readonly difference: IdentityDifference | undefined;
      readonly because: AzureError | undefined;
    }
  /** Nothing was written: Azure did not accept it. `planned`: what was to be written, where it came to a plan. */
  | { readonly kind: "failed"; readonly error: AzureError; readonly planned: ResourcePlan | undefined }
  /** Nothing was written, because a hazard or an identity block that is not understood forbids it. */
  | { readonly kind: "blocked"; readonly refusal: MutationRefusal }
  /** Nothing was written: the user stopped before. */
  | { readonly kind: "notStarted" }
  /** Nothing was written: somebody else has changed the resource since the plan was agreed to, and `next` was not agreed to. */
  | { readonly kind: "changedMeanwhile"; readonly next: ResourcePlan }
  | UnknownOutcome;

/** Sent, and what the resource carries now could not be found out. `error.written` says what is known of the write. */
export interface UnknownOutcome extends SentWrite {
  readonly kind: "unknown";
  readonly error: AzureError;
  /** Looking again may tell more: the operation still runs, the resource could not be read, or the write arrives late. */
  readonly isOpen: boolean;
}

/** A write that has gone out, and what is known of it. */
export interface SentWrite {
  readonly planned: ResourcePlan;
  /** Azure has answered that it takes it; otherwise there was no answer. */
  readonly isAccepted: boolean;
  /** Why its end is not known to be a success. */
  readonly error: AzureError | undefined;
}

/** Whether no operation is running at a resource: only then does it carry what it will carry. */
export function isSettled({ provisioningState }: ComputeResource): boolean {
  return provisioningState === undefined || ENDED_STATES.has(provisioningState.toLowerCase());
}

/** Whether a resource carries exactly these identities. */
export function carries(resource: ComputeResource, wanted: IdentityState): boolean {
  const state = readState(resource.identity);
  return state !== undefined && sameIdentities(state, wanted);
}

/** Whether the last operation at a resource has failed. */
export function hasFailed({ provisioningState }: ComputeResource): boolean {
  return provisioningState?.toLowerCase() === "failed";
}

const ENDED_STATES: ReadonlySet<string> = new Set(["succeeded", "failed", "canceled"]);

/** What a look at the settled resource says of a write. */
export function outcomeOfLook({ planned, isAccepted, error }: SentWrite, resource: ComputeResource): Outcome {
  if (carries(resource, planned.plan.after)) {
    return { kind: "changed", applied: planned, resource, leftOut: [], despite: failureDespite(error, resource) };
  }
  if (!isAccepted) {
    const because = error ?? new AzureError({ reason: "network" });
    return { kind: "unknown", planned, isAccepted, error: because.ofWrite("maybe"), isOpen: true };
  }
  const state = readState(resource.identity);
  const difference = state && identityDifference(planned.plan.after, state);
  return { kind: "differs", applied: planned, resource, difference, because: error?.ofWrite("maybe") };
}

/** An operation of which nobody saw the end has left its state at the resource. */
function failureDespite(error: AzureError | undefined, resource: ComputeResource): AzureError | undefined {
  if (error !== undefined && isOfOperation(error)) {
    // Displaced, and there all the same: that is no failure that anybody has to look into.
    return AzureError.is(error, "conflict") ? undefined : error.ofWrite("yes");
  }
  return error !== undefined && hasFailed(resource)
    ? new AzureError({ reason: "operationFailed" }, undefined, error, "yes")
    : undefined;
}

/** Whether a change that Azure accepted has left the resource exactly as it was, its principals too. */
export function standsAsBefore({ applied, resource }: Extract<Outcome, { kind: "differs" }>): boolean {
  const { before } = applied.plan;
  return (
    carries(resource, before) &&
    samePrincipal(readState(resource.identity)?.systemAssigned?.principalId, before.systemAssigned?.principalId) !==
      false
  );
}

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
