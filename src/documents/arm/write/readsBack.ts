import { readIdentityType } from "../../../identity/readIdentity";
import type { ArmTemplate } from "../model";
import { allEntries } from "../../plan/knowledge";
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
  if (faultInBlock(after.tree, block, ownTornEntries(after, resource)) !== undefined || block.duplicates.length > 0) {
    return false;
  }
  const wanted = goal.type === "keep" ? undefined : readIdentityType(goal.type);
  const { type } = block;
  const typeFits =
    wanted === undefined ||
    (type.kind === "known" &&
      type.systemAssigned === wanted.systemAssigned &&
      type.userAssigned === wanted.userAssigned);
  const present = new Set(allEntries(block).map((entry) => entry.key));
  const keys =
    goal.list === "keep" ? present : new Set(goal.list.map((text) => after.canonical.key(text, block.scope)));
  return typeFits && keys.size === present.size && [...keys].every((key) => present.has(key));
}
