import type { Sliced } from "../../sliced";
import type { TextEdit } from "../../textEdit";
import type { TextRange } from "../../textRange";
import type { Fix } from "../diagnose/diagnostic";
import type { BicepFile, BicepResource } from "../model";
import { convertList, raiseApiVersion, removeEntries, removeIdentity, setTypeText } from "./blockSteps";
import { changingIdentity } from "./changeIdentity";
import { editedBlock, sharers } from "./declaredParts";
import { faultInTheWay, parsesAsWell } from "./faults";
import { removeItems } from "./itemEdits";
import type { ChangeOutcome } from "./outcome";
import { type Step, takingSteps } from "./steps";

/** What comes of a repair: like a change, but without a plan. */
export type RepairOutcome =
  | { readonly kind: "edits"; readonly edits: readonly TextEdit[]; readonly alsoAffects: readonly BicepResource[] }
  | Exclude<ChangeOutcome, { readonly kind: "edits" }>;

function* repairing(file: BicepFile, resource: BicepResource, steps: readonly Step[]): Sliced<RepairOutcome> {
  const fault = faultInTheWay(resource);
  if (fault !== undefined) {
    return { kind: "refused", refusal: { reason: "syntaxError", range: fault } };
  }
  const index = file.resources.indexOf(resource);
  const result = yield* takingSteps(file, index, steps);
  const after = result?.after.resources[index];
  if (
    result === undefined ||
    after === undefined ||
    faultInTheWay(after) !== undefined ||
    !parsesAsWell(file, result.after)
  ) {
    return { kind: "refused", refusal: { reason: "wouldNotReadBack" } };
  }
  const { edits } = result;
  return edits.length === 0
    ? { kind: "noOp" }
    : { kind: "edits", edits, alsoAffects: sharers(file, resource, ["block"]) };
}

/** Turns the list of a resource into the other shape. */
export function convertingShape(
  file: BicepFile,
  resource: BicepResource,
  shape: "dictionary" | "array",
): Sliced<RepairOutcome> {
  return repairing(file, resource, [convertList(shape)]);
}

/** Gives a resource a newer API version, and its list the shape that goes with it. */
export function raisingApiVersion(file: BicepFile, resource: BicepResource): Sliced<RepairOutcome> {
  return repairing(file, resource, [raiseApiVersion, convertList("dictionary")]);
}

const removeLists: Step = ({ text }, { identity }) => {
  const block = editedBlock(identity, ["block"]);
  const lists = [block?.dictionary, block?.array].flatMap((list) =>
    list === undefined || list.kind === "absent" ? [] : [list.member],
  );
  return block === undefined ? [] : removeItems(text, block.node, new Set<TextRange>(lists));
};

function stepOf(
  fix: Exclude<Fix, { readonly kind: "change" | "convertShape" | "raiseApiVersion" | "removeExtension" }>,
): Step {
  switch (fix.kind) {
    case "setType":
      return (file, { identity }) => {
        const block = editedBlock(identity, ["block"]);
        return block === undefined ? [] : setTypeText(file, block, fix.type);
      };
    case "removeLists":
      return removeLists;
    case "removeIdentity":
      return removeIdentity;
    case "removeDuplicate":
    case "removeEntry":
      return (file) => removeEntries(file, fix.block, fix.entries);
  }
}

/** Makes the edits of a fix. */
export function* fixing(file: BicepFile, fix: Fix): Sliced<RepairOutcome> {
  switch (fix.kind) {
    case "change":
      return yield* changingIdentity(file, fix.resource, fix.change);
    case "convertShape":
      return yield* convertingShape(file, fix.resource, fix.shape);
    case "raiseApiVersion":
      return yield* raisingApiVersion(file, fix.resource);
    case "removeExtension":
      return removeStatement(file, fix.statement);
    case "setType":
    case "removeLists":
    case "removeIdentity":
    case "removeDuplicate":
    case "removeEntry":
      return yield* repairing(file, fix.resource, [stepOf(fix)]);
  }
}

/** Removes a statement with its decorators; comments around it stay. */
function removeStatement(
  { text, symbols }: BicepFile,
  statement: Extract<Fix, { readonly kind: "removeExtension" }>["statement"],
): RepairOutcome {
  const parsed = symbols.parsed(statement);
  if (parsed === undefined || parsed.faults.length > 0) {
    const range = parsed?.faults[0] ?? { start: statement.start, end: statement.at };
    return { kind: "refused", refusal: { reason: "syntaxError", range } };
  }
  const rest = /^[ \t]*(?:\r?\n)?(?:[ \t]*\r?\n)?/.exec(text.slice(parsed.node.end))?.[0] ?? "";
  const edit = { offset: statement.start, length: parsed.node.end + rest.length - statement.start, text: "" };
  return { kind: "edits", edits: [edit], alsoAffects: [] };
}
