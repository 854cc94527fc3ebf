import { knowledgeOfBlock } from "../../plan/knowledge";
import { type BicepFile, type BicepResource, shapeOf } from "../model";
import { editedBlock } from "./declaredParts";

/** Of the others that use what was edited, those that could not hold the outcome. */
export function becomeUnfit(
  before: BicepFile,
  after: BicepFile,
  others: readonly BicepResource[],
): readonly BicepResource[] {
  return others.filter((other) => {
    const changed = after.resources[before.resources.indexOf(other)];
    const block = changed && editedBlock(changed.identity, ["block", "type", "list"]);
    const known = block === undefined ? undefined : knowledgeOfBlock(block);
    if (known?.kind !== "known") {
      return true;
    }
    const shape = shapeOf(other);
    const isWrongShape = block?.form === "resource" && shape === "array" && block.dictionary.kind !== "absent";
    const holdsUser = known.userAssigned === "unknown" || known.userAssigned.length > 0;
    const isUncounted = block?.dictionary.kind === "list" && block.dictionary.entries.length > 0 && !holdsUser;
    return (
      isWrongShape ||
      isUncounted ||
      (other.orchestrationMode === "Flexible" && known.systemAssigned !== false) ||
      (shape === "none" && (known.systemAssigned !== false || holdsUser)) ||
      (shape === "systemAssignedOnly" && holdsUser)
    );
  });
}
