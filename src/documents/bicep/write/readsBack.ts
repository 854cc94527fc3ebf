import { reaches } from "../../plan/goal";
import type { BicepFile } from "../model";
import type { BlockGoal } from "./blockSteps";
import { editedBlock } from "./declaredParts";
import { faultInTheWay, parsesAsWell } from "./faults";

/** Whether a text, read again, says what it was to say: the last look before an edit is given out of the house. */
export function readsBack(before: BicepFile, after: BicepFile, index: number, goal: BlockGoal): boolean {
  const resource = after.resources[index];
  if (resource === undefined || faultInTheWay(resource) !== undefined || !parsesAsWell(before, after)) {
    return false;
  }
  const block = editedBlock(resource.identity, goal.declared);
  return block === undefined
    ? resource.identity.kind === "absent" && goal.type === "None"
    : reaches(block, goal, (text) => after.canonical.key(text));
}
