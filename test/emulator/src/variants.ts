/** Whether the wanted state of a write stays on the resource whose operation did not succeed. */
export type FailedModel = "keep" | "revert";

/** What the real service does is in no document and no recording (unverified): each way can be chosen, and tests run both. */
export interface Variants {
  /** What an operation that failed leaves. A failed rolling upgrade keeps the model; of other failures nothing is known. */
  readonly failedModel: FailedModel;
  /** What a displaced operation leaves, beside what the newer one writes. */
  readonly preemptedModel: FailedModel;
  /** How the poll of a displaced operation ends: both are in public reports (docs/azure-behaviour.md#conflicts). */
  readonly preemptedStatus: "Canceled" | "Failed";
  /**
   * How long a resource shows the old ids of an identity that was made again under its name: until it is assigned again, as reported
   * (docs/azure-behaviour.md#a-deleted-identity-leaves-references), or until any update, as documented for a machine that was moved.
   */
  readonly staleIds: "untilReassigned" | "untilUpdated";
}

export const usualVariants: Variants = {
  failedModel: "revert",
  preemptedModel: "keep",
  preemptedStatus: "Canceled",
  staleIds: "untilReassigned",
};
