import type { ComputeResource } from "../azure/compute/computeResource";
import type { Hazard } from "../identity/hazard";
import type { UnreadableIdentity } from "../identity/readIdentity";

/** Why a change was refused before anything was sent. */
export type MutationRefusal =
  /** The resource carries an identity block that this program does not understand, so that changing it could lose something. */
  | { readonly reason: "unreadableIdentity"; readonly resource: ComputeResource; readonly reading: UnreadableIdentity }
  /** A hazard forbids the change. */
  | { readonly reason: "blocked"; readonly resource: ComputeResource; readonly hazards: readonly Hazard[] };

/** A change that was refused before anything was sent. */
export class MutationError extends Error {
  readonly refusal: MutationRefusal;

  constructor(refusal: MutationRefusal) {
    super(refusal.reason);
    this.name = "MutationError";
    this.refusal = refusal;
  }
}
