import type { IdentityChange } from "../../../identity/identityChange";
import { identityType } from "../../../identity/identityState";
import { readIdentityType } from "../../../identity/readIdentity";
import { hasTypeNone, lowestVersion, RAISED_API_VERSION } from "../../plan/apiVersions";
import { allEntries, knowledgeOf, type KnowledgeResult, knowledgeOfBlock } from "../../plan/knowledge";
import { type Demand, planInDocument } from "../../plan/planInDocument";
import type { ListShape, Permission, QuestionFacts } from "../../planQuestion";
import type { Refusal } from "../../planRefusal";
import { atOnce, type Sliced } from "../../sliced";
import type { TextEdit } from "../../textEdit";
import type { TextRange } from "../../textRange";
import type { NamedResource } from "../../documentResource";
import { type BicepFile, type BicepResource, planResource, shapeOf } from "../model";
import type { IdentityBlock, IdentityEntry } from "../read/identityReading";
import { nameOf } from "../read/resourceName";
import {
  addToList,
  type BlockGoal,
  convertList,
  dropOpenList,
  missingFrom,
  raiseApiVersion,
  removeIdentity,
  setType,
  takeFromList,
  writeBlock,
} from "./blockSteps";
import { declarationOf, type DeclaredPart, editedBlock, sharers } from "./declaredParts";
import { faultInDeclaration, faultInTheWay, parsesAsWell } from "./faults";
import type { ChangeOptions, ChangeOutcome } from "./outcome";
import { isLiteral, parameterFilesOf, readingParameterFile } from "./parameterFile";
import { type Step, takingSteps } from "./steps";

type What = "block" | "type" | "list";

/** A change as it is worked out. */
interface Work {
  readonly file: BicepFile;
  readonly resource: BicepResource;
  readonly options: ChangeOptions;
  readonly block: IdentityBlock | undefined;
  /** The parts that are edited where they are declared. */
  readonly declared: readonly DeclaredPart[];
  readonly knowledge: KnowledgeResult<IdentityEntry> & { readonly kind: "known" };
  readonly demand: Demand;
}

function refused(refusal: Refusal<NamedResource>): ChangeOutcome {
  return { kind: "refused", refusal };
}

function asks(facts: QuestionFacts, range: TextRange): ChangeOutcome {
  return { kind: "asks", question: { facts, range } };
}

function may({ allow }: ChangeOptions, permission: Permission): boolean {
  return allow.includes(permission);
}

/** The parts of an identity that a declaration holds and that could be edited there. */
function editableParts(resource: BicepResource): readonly DeclaredPart[] {
  const { identity } = resource;
  const shape = shapeOf(resource);
  if (identity.kind === "expression") {
    return identity.declared === undefined ? [] : ["block"];
  }
  if (identity.kind !== "block" || (shape !== undefined && shape !== "dictionary")) {
    return [];
  }
  const { type, dictionary, array } = identity.block;
  const list = [dictionary, array].some((each) => each.kind === "expression" && each.declared !== undefined);
  return [
    ...(type.kind === "expression" && type.declared !== undefined ? (["type"] as const) : []),
    ...(list ? (["list"] as const) : []),
  ];
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
    const params = resource.node.body?.items.find((item) => item.kind === "member" && holdsParameters(item));
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

function holdsParameters(item: { readonly key: { readonly kind: string; readonly name?: string } }): boolean {
  return item.key.kind === "name" && item.key.name === "params";
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

/** The whole block as it has to be, where all of it is known. */
function wholeContent({ knowledge, demand }: Work): Pick<BlockGoal, "type" | "list"> | undefined {
  const { after } = demand.plan;
  if (knowledge.systemAssigned !== "unknown" && knowledge.userAssigned !== "unknown") {
    return { type: identityType(after), list: after.userAssigned.map(({ id }) => id) };
  }
  const { type, list } = demand;
  return type === "keep" || type === "unknown" || list === "keep" || list === "unknown" ? undefined : { type, list };
}

function expressionQuestion(
  { file, resource, options }: Work,
  what: What,
  { text, member }: { readonly text: string; readonly member: { readonly value: TextRange } },
  canReplace: boolean,
): ChangeOutcome {
  const declaration = declarationOf(resource, what);
  const canEdit = editableParts(resource).includes(what) && !may(options, "editDeclaration");
  const elsewhere = declaration?.kind === "parameter" ? parameterFilesOf(file, declaration.name) : [];
  const question = asks(
    {
      kind: "isExpression",
      what,
      text,
      declaration: declaration && { kind: declaration.kind, name: declaration.name, range: declaration.node },
      offers: [
        ...(canEdit ? (["editDeclaration"] as const) : []),
        ...(canReplace ? (["replaceExpression"] as const) : []),
      ],
      isUnfit: false,
    },
    member.value,
  );
  return question.kind === "asks" ? { ...question, question: { ...question.question, elsewhere } } : question;
}

/** What stands in the way because it is an expression. */
function expressionInTheWay(work: Work): ChangeOutcome | undefined {
  if (work.resource.enabler !== undefined && work.demand.plan.after.systemAssigned === undefined) {
    return undefined;
  }
  const { resource, block, demand, options } = work;
  const { identity } = resource;
  const mayReplace = may(options, "replaceExpression");
  if (block === undefined) {
    const isKnown = wholeContent(work) !== undefined;
    return identity.kind === "expression" && !(mayReplace && isKnown)
      ? expressionQuestion(work, "block", identity, isKnown)
      : undefined;
  }
  const { type, dictionary, array } = block;
  if (type.kind === "expression" && demand.type !== "keep" && (demand.type === "unknown" || !mayReplace)) {
    return expressionQuestion(work, "type", type, demand.type !== "unknown" && !isSpread(type.text));
  }
  const list = [dictionary, array].find((each) => each.kind === "expression");
  const isOpen = demand.list === "unknown" || !mayReplace;
  return list?.kind === "expression" && demand.list !== "keep" && isOpen
    ? expressionQuestion(work, "list", list, demand.list !== "unknown" && !isSpread(list.text))
    : undefined;
}

/** What is spread over the members of a block has no place of its own. */
function isSpread(text: string): boolean {
  return text.startsWith("...");
}

/** The question that an API version raises which cannot hold what the change adds. */
function versionInTheWay({ resource, demand }: Work): QuestionFacts | undefined {
  const shape = shapeOf(resource);
  const { difference } = demand.plan;
  const lacksSystem = shape === "none" && difference.systemAssigned === "enabled";
  const lacksUser = (shape === "none" || shape === "systemAssignedOnly") && difference.assigned.length > 0;
  if (!lacksSystem && !lacksUser) {
    return undefined;
  }
  return {
    kind: "apiVersionTooOld",
    apiVersion: resource.apiVersion === undefined ? undefined : { text: resource.apiVersion, profile: undefined },
    lowest: lowestVersion(resource.kind, lacksUser ? "userAssigned" : "systemAssigned"),
    offered: { kind: "raiseApiVersion", apiVersion: RAISED_API_VERSION },
  };
}

/** The shape to write a list in, or what has to be asked first. */
function chooseShape({ block, demand, resource, options, file }: Work, raises: boolean): ListShape | QuestionFacts {
  const decided = raises ? "dictionary" : shapeOf(resource);
  const wanted = decided === "array" || decided === "dictionary" ? decided : undefined;
  const isThere = (shape: ListShape) => block?.[shape].kind === "list" || block?.[shape].kind === "expression";
  const present = isThere("dictionary") ? "dictionary" : isThere("array") ? "array" : undefined;
  if (wanted === undefined) {
    const shape = present ?? options.shapeIfUnknown;
    const needsList = demand.plan.difference.assigned.length > 0;
    return shape ?? (needsList ? { kind: "apiVersionUnknown", profile: undefined } : "dictionary");
  }
  const texts = demand.list === "keep" || demand.list === "unknown" ? [] : demand.list;
  const addsHere = block !== undefined && missingFrom(file, block, texts).length > 0;
  const isElsewhere = present !== undefined && present !== wanted && block?.[wanted].kind !== "list";
  if (addsHere && isElsewhere && !raises && !may(options, "convertShape")) {
    return { kind: "wrongShape", wants: wanted };
  }
  return addsHere || raises || !isElsewhere ? wanted : present;
}

function* write(work: Work): Sliced<ChangeOutcome> {
  const { file, resource, options, demand, block } = work;
  const inTheWay = expressionInTheWay(work);
  if (inTheWay !== undefined) {
    return inTheWay;
  }
  const tooOld = versionInTheWay(work);
  const raises = tooOld !== undefined && may(options, "raiseApiVersion");
  if (tooOld !== undefined && !raises) {
    return asks(tooOld, resource.node.subject ?? resource.node.symbol);
  }
  const shape = chooseShape(work, raises);
  if (typeof shape !== "string") {
    return asks(shape, resource.node.subject ?? resource.node.symbol);
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
      ? expressionQuestion({ ...work, options: { ...options, allow: ["editDeclaration"] } }, "list", list, true)
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
  const content = wholeContent(work);
  if (block === undefined && content !== undefined) {
    return { ...content, shape, declared: [], mayReplace: false };
  }
  return {
    type: demand.type === "unknown" ? "keep" : demand.type,
    list: demand.list === "unknown" ? "keep" : demand.list,
    shape,
    declared,
    mayReplace: may(options, "replaceExpression"),
  };
}

function stepsTo({ resource, block, declared }: Work, goal: BlockGoal): readonly Step[] {
  if (
    goal.type === "None" &&
    !hasTypeNone(shapeOf(resource)) &&
    resource.identity.kind !== "absent" &&
    declared.length === 0
  ) {
    return [removeIdentity];
  }
  if (goal.type === "None" && resource.enabler !== undefined && declared.length === 0) {
    // Any object of identities, be it one that says no, would have it enabled.
    return [removeIdentity];
  }
  if (block === undefined) {
    return [writeBlock(goal)];
  }
  return [convertList(goal.shape), dropOpenList(goal), addToList(goal), takeFromList(goal), setType(goal)];
}

/** Whether a text, read again, says what it was to say: the last look before an edit is given out of the house. */
function readsBack(before: BicepFile, after: BicepFile, index: number, goal: BlockGoal): boolean {
  const resource = after.resources[index];
  if (resource === undefined || faultInTheWay(resource) !== undefined || !parsesAsWell(before, after)) {
    return false;
  }
  const block = editedBlock(resource.identity, goal.declared);
  if (block === undefined) {
    return resource.identity.kind === "absent" && goal.type === "None";
  }
  if (goal.list !== "keep" && (block.dictionary.kind === "expression" || block.array.kind === "expression")) {
    return false;
  }
  const { type } = block;
  const wanted = goal.type === "keep" ? undefined : readIdentityType(goal.type);
  const typeFits =
    wanted === undefined ||
    (type.kind === "known" &&
      type.systemAssigned === wanted.systemAssigned &&
      type.userAssigned === wanted.userAssigned);
  const present = new Set(allEntries(block).map(({ key }) => key));
  const keys = goal.list === "keep" ? present : new Set(goal.list.map((text) => after.canonical.key(text)));
  return (
    typeFits &&
    block.duplicates.length === 0 &&
    keys.size === present.size &&
    [...keys].every((key) => present.has(key))
  );
}

/** Of the others that use what was edited, those that could not hold the outcome. */
function becomeUnfit(before: BicepFile, after: BicepFile, others: readonly BicepResource[]): readonly BicepResource[] {
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
