import type { ArmTemplate } from "../model";
import { reaches } from "../../plan/goal";
import { type BlockGoal } from "./blockSteps";
import { editedBlock } from "./editedBlock";
import { faultIn, faultInBlock, parsesAsWell } from "./syntaxCheck";
import { ownTornEntries } from "./tornEntries";

/** Whether a text, read again, says what it was to say: the last look before an edit is given out of the house. */
export function readsBack(before: ArmTemplate, after: ArmTemplate, number: number, goal: BlockGoal): boolean {
  const resource = after.resources[number];
  if (
    resource === undefined ||
    faultIn(after.tree, resource.resource.node) !== undefined ||
    !parsesAsWell(before.tree, after.tree)
  ) {
    return false;
  }
  const block = editedBlock(resource, goal.declared);
  if (block === undefined) {
    return resource.identity.kind === "absent" && goal.type === "None";
  }
  return (
    faultInBlock(after.tree, block, ownTornEntries(after, resource)) === undefined &&
    reaches(block, goal, (text) => after.canonical.key(text, block.scope))
  );
}
