import type { IdentityChange } from "../../../identity/identityChange";
import { identityType } from "../../../identity/identityState";
import type { TemplateResource } from "../locate/templateResource";
import type { ArmTemplate } from "../model";
import { blockShape, lowestVersion, RAISED_API_VERSION } from "../plan/blockShape";
import { type Knowledge, knowledgeOf, knowledgeOfBlock, type KnowledgeResult, listIsUnknown } from "../plan/knowledge";
import { type Demand, planInTemplate } from "../plan/planInTemplate";
import type { IdentityBlock } from "../read/identityReading";
import { setApiVersion } from "./apiVersionEdit";
import { addToBlock, type BlockGoal, editedBlock, takeFromBlock, writeBlock } from "./blockSteps";
import { toShape } from "./convertBlock";
import { type DeclaredPart, editableParts, sharers } from "./declaredParts";
import { missing } from "./listEdits";
import type { BlockContent } from "./newBlock";
import type { ChangeOptions, ChangeOutcome, ExpressionOffers, ListShape, Permission, Question } from "./outcome";
import { readsBack } from "./readsBack";
import { removeSlots } from "./slotEdits";
import { type Step, takeSteps } from "./steps";
import { faultIn, faultInBlock } from "./syntaxCheck";

/** One change on one resource, with everything that the decision about it rests on. */
interface Work {
  readonly template: ArmTemplate;
  readonly resource: TemplateResource;
  readonly options: ChangeOptions;
  /** The block to edit; undefined where a whole one has to be written. */
  readonly block: IdentityBlock | undefined;
  /** The parts of the block that are edited where they are declared, and those that could be. */
  readonly declared: readonly DeclaredPart[];
  readonly editable: readonly DeclaredPart[];
  readonly knowledge: Knowledge;
  readonly demand: Demand;
}

function may(work: { readonly options: ChangeOptions }, permission: Permission): boolean {
  return work.options.allow?.includes(permission) === true;
}

function asks(question: Question): ChangeOutcome {
  return { kind: "asks", question };
}

/**
 * Writes one change of one resource's identities as the smallest text edits. Ids in the change are as the template is to say them:
 * literal ids, or expressions in brackets. What cannot be known, or goes beyond the block, is asked for; see `Question`.
 */
export function changeIdentity(
  template: ArmTemplate,
  resource: TemplateResource,
  change: IdentityChange,
  options: ChangeOptions = {},
): ChangeOutcome {
  const { identity } = resource;
  const goesToDeclaration = may({ options }, "editDeclaration");
  const editable = editableParts(template, resource, change);
  const declared = goesToDeclaration ? editable : [];
  const block = identity.kind === "block" || goesToDeclaration ? editedBlock(resource, declared) : undefined;
  const fault =
    faultIn(template.tree, resource.resource.node) ??
    (block === undefined ? undefined : faultInBlock(template.tree, block));
  if (fault !== undefined) {
    return { kind: "refused", refusal: { reason: "syntaxError", range: fault } };
  }
  const knowledge: KnowledgeResult = block === undefined ? knowledgeOf(identity) : knowledgeOfBlock(block);
  if (knowledge.kind === "unreadable") {
    return { kind: "refused", refusal: knowledge };
  }
  const demand = planInTemplate(resource, knowledge, change, template.canonical);
  if (demand.isNoOp) {
    return { kind: "noOp" };
  }
  if (demand.blockers.length > 0) {
    return { kind: "refused", refusal: { reason: "hazard", hazards: demand.blockers } };
  }
  const work = { template, resource, options, block, declared, editable, knowledge, demand };
  return identity.kind === "expression" && block === undefined ? replaceExpression(work) : write(work);
}

/** The whole block as it has to be, where all of it is known. */
function wholeContent({ knowledge, demand }: Work): Pick<BlockContent, "type" | "list"> | undefined {
  const { after } = demand.plan;
  if (knowledge.systemAssigned !== "unknown" && knowledge.userAssigned !== "unknown") {
    return { type: identityType(after), list: after.userAssigned.map((identity) => identity.id) };
  }
  const { type, list } = demand;
  return type === "keep" || type === "unknown" || list === "keep" || list === "unknown" ? undefined : { type, list };
}

function replaceExpression(work: Work): ChangeOutcome {
  const { identity } = work.resource;
  if (identity.kind !== "expression" || (may(work, "replaceExpression") && wholeContent(work) !== undefined)) {
    return write(work);
  }
  const offers = [
    ...(identity.declared === undefined ? [] : (["editDeclaration"] as const)),
    ...(wholeContent(work) === undefined ? [] : (["replaceExpression"] as const)),
  ];
  const { text, member, declaration } = identity;
  return asks({ kind: "isExpression", what: "block", text, range: member.value ?? member, declaration, offers });
}

/** What may be done with a part of a block that is an expression. */
function offersFor({ editable, options }: Work, part: DeclaredPart | "array", demand: unknown): ExpressionOffers {
  const replaces = may({ options }, "replaceExpression");
  return [
    // Who has asked for one expression to be replaced is not asked about a declaration any more.
    ...(part !== "array" && editable.includes(part) && !replaces ? (["editDeclaration"] as const) : []),
    ...(demand === "unknown" ? [] : (["replaceExpression"] as const)),
  ];
}

/** What stands in the way of editing a block in place because it is an expression. */
function expressionInTheWay(work: Work): Question | undefined {
  const { block, demand } = work;
  if (block === undefined) {
    return undefined;
  }
  const mayReplace = may(work, "replaceExpression");
  const { type } = block;
  if (type.kind === "expression" && demand.type !== "keep" && (demand.type === "unknown" || !mayReplace)) {
    const offers = offersFor(work, "type", demand.type);
    const { text, member, declaration } = type;
    return { kind: "isExpression", what: "type", text, range: member.value ?? member, declaration, offers };
  }
  const shape = (["dictionary", "array"] as const).find((each) => block[each].kind === "expression");
  const list = shape === undefined ? undefined : block[shape];
  if (
    shape !== undefined &&
    list?.kind === "expression" &&
    demand.list !== "keep" &&
    (demand.list === "unknown" || !mayReplace)
  ) {
    const offers = offersFor(work, shape, demand.list);
    const { text, member, declaration } = list;
    return { kind: "isExpression", what: "list", text, range: member.value ?? member, declaration, offers };
  }
  return undefined;
}

/** The question that an API version raises which cannot hold what the change adds. */
function versionInTheWay(work: Work): Question | undefined {
  const { resource, demand, options } = work;
  const { difference } = demand.plan;
  const shape = blockShape(resource);
  const lacksSystemAssigned = shape === "none" && difference.systemAssigned === "enabled";
  const lacksUserAssigned = (shape === "none" || shape === "systemAssignedOnly") && difference.assigned.length > 0;
  if (!(lacksSystemAssigned || lacksUserAssigned) || may({ options }, "raiseApiVersion")) {
    return undefined;
  }
  return {
    kind: "apiVersionTooOld",
    apiVersion: resource.apiVersion,
    lowest: lowestVersion(resource.kind, lacksUserAssigned ? "userAssigned" : "systemAssigned"),
    offered: RAISED_API_VERSION,
  };
}

function presentShape(block: IdentityBlock | undefined): ListShape | undefined {
  const isThere = (shape: ListShape) => block?.[shape].kind === "list" || block?.[shape].kind === "expression";
  return isThere("dictionary") ? "dictionary" : isThere("array") ? "array" : undefined;
}

/** The shape to write a list in, or what has to be asked first. */
function chooseShape(work: Work, raises: boolean): ListShape | Question {
  const { block, demand, resource, options, template } = work;
  const decided = raises ? "dictionary" : blockShape(resource);
  const wanted = decided === "array" || decided === "dictionary" ? decided : undefined;
  const present = presentShape(block);
  if (wanted === undefined) {
    const shape = present ?? options.shapeIfUnknown;
    const needsList = demand.plan.difference.assigned.length > 0;
    return shape ?? (needsList ? { kind: "apiVersionUnknown", apiVersion: resource.apiVersion } : "dictionary");
  }
  const texts = demand.list === "keep" || demand.list === "unknown" ? [] : demand.list;
  const keys = texts.map((text) => ({ text, key: template.canonical.key(text, resource.resource.scope) }));
  const addsHere = block !== undefined && missing(block, keys).length > 0;
  const isElsewhere = present !== undefined && block?.[wanted].kind !== "list" && present !== wanted;
  if (addsHere && isElsewhere && !raises && !may(work, "convertShape")) {
    return { kind: "wrongShape", has: present, wants: wanted };
  }
  return addsHere || raises || !isElsewhere ? wanted : present;
}

function write(work: Work): ChangeOutcome {
  const inTheWay = expressionInTheWay(work) ?? versionInTheWay(work);
  if (inTheWay !== undefined) {
    return asks(inTheWay);
  }
  const raises = may(work, "raiseApiVersion") && versionInTheWay({ ...work, options: {} }) !== undefined;
  const shape = chooseShape(work, raises);
  if (typeof shape !== "string") {
    return asks(shape);
  }
  const { template, resource } = work;
  const goal = goalOf(work, shape);
  const result = takeSteps(template, resource, [...(raises ? [raise] : []), ...stepsTo(work, goal)]);
  if (result.kind === "refused") {
    return result;
  }
  if (!readsBack(template, result.after, template.resources.indexOf(resource), goal)) {
    return { kind: "refused", refusal: { reason: "wouldNotReadBack" } };
  }
  return {
    kind: "edits",
    edits: result.edits,
    plan: work.demand.plan,
    alsoAffects: work.block === undefined ? [] : sharers(template, resource, work.declared),
  };
}

const raise: Step = ({ tree }, resource) => ({
  kind: "edits",
  edits: setApiVersion(tree, resource, RAISED_API_VERSION),
});

function goalOf(work: Work, shape: ListShape): BlockGoal {
  const { block, demand } = work;
  const content = wholeContent(work);
  if (block === undefined && content !== undefined) {
    return { ...content, shape, mayReplaceLists: false, declared: [] };
  }
  const mayReplaceLists = may(work, "replaceExpression") && block !== undefined && listIsUnknown(block);
  return {
    type: demand.type === "unknown" ? "keep" : demand.type,
    list: demand.list === "unknown" ? "keep" : demand.list,
    shape,
    mayReplaceLists,
    declared: work.declared,
  };
}

function stepsTo(work: Work, goal: BlockGoal): readonly Step[] {
  const { resource, block } = work;
  const { identity } = resource;
  const known = blockShape(resource);
  const holdsNoNone = known === "none" || known === "systemAssignedOnly";
  if (goal.type === "None" && holdsNoNone && identity.kind !== "absent" && !may(work, "editDeclaration")) {
    // `None` is not a value yet at these versions (templates.md section 3d).
    return [removeIdentity];
  }
  if (block === undefined) {
    const { type, list } = goal;
    return [
      writeBlock({ type: type === "keep" ? "None" : type, list: list === "keep" ? [] : list, shape: goal.shape }),
    ];
  }
  const listIsGoing = goal.mayReplaceLists && goal.list !== "keep";
  return [
    ...(listIsGoing ? [takeFromBlock({ ...goal, list: [] })] : []),
    toShape(goal.shape),
    addToBlock(goal),
    takeFromBlock(goal),
  ];
}

const removeIdentity: Step = ({ tree }, { resource, identity }) => ({
  kind: "edits",
  edits: identity.kind === "absent" ? [] : removeSlots(tree, resource.node, new Set([identity.member])),
});
