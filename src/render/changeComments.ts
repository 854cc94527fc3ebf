import { isBlocked } from "../identity/plan";
import { resourceName } from "../identity/resourceId";
import type { Operation, PlannedChange } from "./operation";
import type { RenderWords } from "./commentWords";

/** Whether there is anything to run: a change that does nothing or that Azure would refuse is shown as a comment only. */
export function isRunnable(operation: Operation): boolean {
  return operation.kind !== "changeIdentities" || (!operation.plan.isNoOp && !isBlocked(operation.plan));
}

/** What a user must know of a change before running it. */
export function changeComments(change: PlannedChange, words: RenderWords): string[] {
  const name = resourceName(change.resourceId);
  if (change.plan.isNoOp) {
    return [words.nothingToDo(name)];
  }
  const hazards = change.plan.hazards.map((hazard) => words.hazard(hazard));
  return isBlocked(change.plan) ? [...hazards, words.blocked(name)] : hazards;
}
