import type { IdentityChange } from "../../../identity/identityChange";
import { readIdentityType } from "../../../identity/readIdentity";
import { hasTypeNone } from "../../plan/identityVersions";
import { contentGoal, wholeContent } from "../../plan/goal";
import { knowledgeOf, knowledgeOfBlock } from "../../plan/knowledge";
import { type Demand, planInDocument } from "../../plan/planInDocument";
import { lackedClass } from "../../plan/shapeToWrite";
import type { ListShape } from "../../planQuestion";
import type { Refusal } from "../../planRefusal";
import { atOnce, type Sliced } from "../../sliced";
import type { TextEdit } from "../../textEdit";
import type { NamedResource } from "../../documentResource";
import { type BicepFile, type BicepResource, planResource, shapeOf } from "../model";
import type { IdentityEntry } from "../read/identityReading";
import { nameOf } from "../read/resourceName";
import { memberNamed } from "../syntax/walk";
import {
  addToList,
  type BlockGoal,
  convertList,
  dropOpenList,
  raiseApiVersion,
  removeIdentity,
  setType,
  takeFromList,
  writeBlock,
} from "./blockSteps";
import { declarationOf, type DeclaredPart, editableParts, editedBlock, sharers } from "./declaredParts";
import { expressionInTheWay, expressionQuestion } from "./expressionInTheWay";
import { faultInDeclaration, faultInTheWay } from "./faults";
import { becomeUnfit } from "./fit";
import type { ChangeOptions, ChangeOutcome } from "./outcome";
import { isLiteral, readingParameterFile } from "./parameterFile";
import { readsBack } from "./readsBack";
import { type Step, takingSteps } from "./steps";
import { shapeToWrite, versionInTheWay } from "./versionInTheWay";
import { may, type Work } from "./work";

function refused(refusal: Refusal<NamedResource>): ChangeOutcome {
  return { kind: "refused", refusal };
}

/**
 * Writes one change of one resource's identities as the smallest text edits. Ids in the change are as the file is to say them: literal
 * ids, or expressions. What cannot be known, or goes beyond the block, is asked for.
 */
export function* changingIdentity(
  file: BicepFile,
  resource: BicepResource,
  change: IdentityChange,
  options: ChangeOptions = { allow: [] },
): Sliced<ChangeOutcome> {
  const { identity } = resource;
  if (options.elsewhere !== undefined) {
    return yield* changingElsewhere(file, resource, change, options, options.elsewhere);
  }
  const declared = may(options, "editDeclaration") ? editableParts(resource) : [];
  const block = editedBlock(identity, declared);
  const fault =
    faultInTheWay(resource) ??
    declared
      .map((part) => faultInDeclaration(file, declarationOf(resource, part)?.name ?? ""))
      .find((each) => each !== undefined);
  if (fault !== undefined) {
    return refused({ reason: "syntaxError", range: fault });
  }
  if (resource.form === "module" && resource.holder === undefined && identity.kind === "absent") {
    const params = memberNamed(resource.node.body, "params");
    if (params !== undefined) {
      return refused({ reason: "notAnObject", range: params });
    }
  }
  const knowledge = block === undefined ? knowledgeOf<IdentityEntry>(identity) : knowledgeOfBlock(block);
  if (knowledge.kind === "unreadable") {
    const { reason, range } = knowledge;
    return refused({ reason, range });
  }
  const demand = planInDocument(planResource(resource), knowledge, change, file.canonical);
  if (demand.isNoOp) {
    return { kind: "noOp" };
  }
  if (demand.blockers.length > 0) {
    return refused({ reason: "hazard", hazards: demand.blockers });
  }
  return yield* write({ file, resource, options, block, declared: touched(declared, demand), knowledge, demand });
}

/** Makes the change where a file of parameters gives the value. */
function* changingElsewhere(
  file: BicepFile,
  resource: BicepResource,
  change: IdentityChange,
  options: ChangeOptions,
  path: string,
): Sliced<ChangeOutcome> {
  if (!isLiteral(change)) {
    return refused({ reason: "idNeeded", path });
  }
  const there = yield* readingParameterFile(file, resource, path);
  if (there === undefined) {
    return refused({ reason: "wouldNotReadBack" });
  }
  const { allow } = options;
  const outcome = yield* changingIdentity(there.file, there.resource, change, { allow: [...allow, "editDeclaration"] });
  if (outcome.kind !== "edits") {
    // What stands in the way has its place in another text.
    return outcome.kind === "noOp" ? outcome : refused({ reason: "wouldNotReadBack" });
  }
  const isElsewhere = ({ offset, length }: TextEdit) => offset + length < there.length;
  const moved = outcome.edits.flatMap((edit) =>
    isElsewhere(edit) ? [] : [{ ...edit, offset: edit.offset - there.length + resource.node.start }],
  );
  const edits = outcome.edits.filter(isElsewhere);
  return { ...outcome, edits: moved, elsewhere: [{ path, edits }], after: file, alsoAffects: [] };
}

/** What of the declared parts a change edits at all. */
function touched(declared: readonly DeclaredPart[], { type, list }: Demand): readonly DeclaredPart[] {
  return declared.filter((part) => part === "block" || (part === "type" ? type : list) !== "keep");
}

/** The same in one go. */
export function changeIdentity(
  file: BicepFile,
  resource: BicepResource,
  change: IdentityChange,
  options?: ChangeOptions,
): ChangeOutcome {
  return atOnce(changingIdentity(file, resource, change, options));
}

function* write(work: Work): Sliced<ChangeOutcome> {
  const { file, resource, demand, block } = work;
  const inTheWay = expressionInTheWay(work) ?? versionInTheWay(work);
  if (inTheWay !== undefined) {
    return { kind: "asks", question: inTheWay };
  }
  const raises = lackedClass(shapeOf(resource), demand) !== undefined;
  const shape = shapeToWrite(work, raises);
  if (typeof shape !== "string") {
    return { kind: "asks", question: shape };
  }
  const goal = goalOf(work, shape);
  const { enabler } = resource;
  const leavesUser = goal.list === "keep" ? goal.type !== "None" : goal.list.length > 0;
  if (
    enabler !== undefined &&
    goal.type !== "keep" &&
    readIdentityType(goal.type)?.systemAssigned === false &&
    leavesUser
  ) {
    return refused({ reason: "moduleEnablesSystemAssigned", range: enabler });
  }
  if (work.declared.includes("list") && goal.list !== "keep" && goal.list.length === 0 && resource.form !== "module") {
    // No empty dictionary may be left behind beside a type without user-assigned identities.
    const list = resource.identity.kind === "block" ? resource.identity.block.dictionary : undefined;
    return list?.kind === "expression"
      ? { kind: "asks", question: expressionQuestion(work, "list", list, true) }
      : refused({ reason: "wouldNotReadBack" });
  }
  const index = file.resources.indexOf(resource);
  const result = yield* takingSteps(file, index, [...(raises ? [raiseApiVersion] : []), ...stepsTo(work, goal)]);
  const alsoAffects = sharers(file, resource, work.declared);
  if (result === undefined || !readsBack(file, result.after, index, goal)) {
    return refused({ reason: "wouldNotReadBack" });
  }
  const unfit = becomeUnfit(file, result.after, alsoAffects);
  if (unfit.length > 0) {
    return refused({ reason: "othersWouldNotFit", others: unfit.map(nameOf) });
  }
  const { edits, after } = result;
  return edits.length === 0 && block !== undefined
    ? { kind: "noOp" }
    : { kind: "edits", edits, plan: demand.plan, after, alsoAffects };
}

function goalOf(work: Work, shape: ListShape): BlockGoal {
  const { block, demand, options, declared } = work;
  const content = wholeContent(work.knowledge, demand);
  if (block === undefined && content !== undefined) {
    return { ...content, shape, declared: [], mayReplace: false };
  }
  return {
    ...contentGoal(demand),
    shape,
    declared,
    mayReplace: may(options, "replaceExpression"),
  };
}

function stepsTo({ resource, block, declared }: Work, goal: BlockGoal): readonly Step[] {
  // At these versions `None` is no value yet; a module with an enabler takes any object of identities for a yes.
  const noneIsRemoved =
    resource.enabler !== undefined || (!hasTypeNone(shapeOf(resource)) && resource.identity.kind !== "absent");
  if (goal.type === "None" && noneIsRemoved && declared.length === 0) {
    return [removeIdentity];
  }
  if (block === undefined) {
    return [writeBlock(goal)];
  }
  return [convertList(goal.shape), dropOpenList(goal), addToList(goal), takeFromList(goal), setType(goal)];
}
