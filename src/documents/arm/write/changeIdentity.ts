import type { IdentityChange } from "../../../identity/identityChange";
import type { TemplateResource } from "../locate/templateResource";
import { type ArmTemplate, numberOf } from "../model";
import { blockShape, raisedApiVersion } from "../plan/blockShape";
import { knowledgeOf, knowledgeOfBlock, type KnowledgeResult, listIsUnknown } from "../../plan/knowledge";
import { hasTypeNone } from "../../plan/identityVersions";
import { contentGoal, wholeContent } from "../../plan/goal";
import { lackedClass } from "../../plan/shapeToWrite";
import { planInTemplate } from "../plan/planInTemplate";
import type { ExpressionIdentity, IdentityEntry } from "../read/identityReading";
import { setApiVersion } from "./apiVersionEdit";
import { addToBlock, type BlockGoal, takeFromBlock, writeBlock } from "./blockSteps";
import { editedBlock } from "./editedBlock";
import { toShape } from "./convertBlock";
import { type DeclaredPart, editableParts, sharers } from "./declaredParts";
import { becomeUnfit } from "./fit";
import type { ListShape, Permission } from "../../planQuestion";
import type { ChangeOptions, ChangeOutcome, Question } from "./changeOutcome";
import { readsBack } from "./readsBack";
import { dropReadOnly, emptyValues } from "./readOnly";
import { removeSlots } from "./slotEdits";
import { aloneAtOnce, type Editing } from "./editing";
import { type Step, takingSteps } from "./steps";
import type { TextRange } from "../../textRange";
import { faultInIdentity } from "./syntaxCheck";
import { besideTorn, ownTornEntries, withTorn } from "./tornEntries";
import { shapeToWrite, versionInTheWay } from "./versionInTheWay";
import { editsDeclaration, may, type Work } from "./work";

type ExpressionWhat = Extract<Question, { readonly kind: "isExpression" }>["what"];

function asks(question: Question): ChangeOutcome {
  return { kind: "asks", question };
}

function syntaxError(range: TextRange): ChangeOutcome {
  return { kind: "refused", refusal: { reason: "syntaxError", range } };
}

/**
 * Writes one change of one resource's identities as the smallest text edits. Ids in the change are as the template is to say them:
 * literal ids, or expressions in brackets. What cannot be known, or goes beyond the block, is asked for; see `Question`.
 */
export function* changingIdentity(
  template: ArmTemplate,
  resource: TemplateResource,
  change: IdentityChange,
  options: ChangeOptions = {},
): Editing<ChangeOutcome> {
  return yield* attempt(template, resource, change, options, true);
}

/** The same in one go. */
export function changeIdentity(
  template: ArmTemplate,
  resource: TemplateResource,
  change: IdentityChange,
  options: ChangeOptions = {},
): ChangeOutcome {
  return aloneAtOnce(changingIdentity(template, resource, change, options));
}

/** The fault for which every change of a resource's own identity is refused: none is worth offering then. */
export function faultForAll(template: ArmTemplate, resource: TemplateResource): TextRange | undefined {
  const { identity } = resource;
  const block = identity.kind === "block" ? identity.block : undefined;
  return faultInIdentity(template, resource, block, ownTornEntries(template, resource));
}

function* attempt(
  template: ArmTemplate,
  resource: TemplateResource,
  change: IdentityChange,
  options: ChangeOptions,
  mayFit: boolean,
): Editing<ChangeOutcome> {
  const { identity } = resource;
  const goesToDeclaration = mayFit && may({ options }, "editDeclaration");
  const editable = mayFit ? editableParts(template, resource, change) : [];
  const declared = goesToDeclaration ? editable : [];
  const block = identity.kind === "block" || goesToDeclaration ? editedBlock(resource, declared) : undefined;
  const torn = declared.length > 0 ? [] : ownTornEntries(template, resource);
  const fault = faultInIdentity(template, resource, block, torn);
  if (fault !== undefined) {
    return syntaxError(fault);
  }
  const knowledge: KnowledgeResult<IdentityEntry> =
    block === undefined ? knowledgeOf(identity) : knowledgeOfBlock(withTorn(block, torn));
  if (knowledge.kind === "unreadable") {
    return { kind: "refused", refusal: knowledge };
  }
  const meant = planInTemplate(resource, knowledge, change, template.canonical);
  if (meant.isNoOp) {
    return { kind: "noOp" };
  }
  if (meant.blockers.length > 0) {
    return { kind: "refused", refusal: { reason: "hazard", hazards: meant.blockers } };
  }
  const demand = besideTorn(template, resource, meant, torn);
  if (demand === undefined) {
    return syntaxError(torn[0]?.slot ?? resource.resource.node);
  }
  const work = { template, resource, change, options, mayFit, block, torn, declared, editable, knowledge, demand };
  return yield* identity.kind === "expression" && block === undefined ? replaceExpression(work) : write(work);
}

/** Whether editing the declaration of the block, or of a part of it, leaves all who use it with what they can hold. */
function* declarationFits(work: Work, what: ExpressionWhat): Editing<boolean> {
  const { template, resource, change, options } = work;
  const allow: readonly Permission[] = ["editDeclaration", "raiseApiVersion", "convertShape"];
  const outcome = yield* attempt(template, resource, change, { ...options, allow }, work.mayFit);
  return !(outcome.kind === "asks" && outcome.question.kind === "isExpression" && outcome.question.what === what);
}

/** What to ask about the block, or a part of it, that is an expression. */
function* expressionQuestion(
  work: Work,
  what: ExpressionWhat,
  { text, member, declaration }: Pick<ExpressionIdentity, "text" | "member" | "declaration">,
  can: { readonly edit: boolean; readonly replace: boolean },
): Editing<Question> {
  const isOpen = can.edit && work.options.isOneOfMany !== true;
  const isUnfit = !work.mayFit || (isOpen && !(yield* declarationFits(work, what)));
  const offers = [
    ...(can.edit && !isUnfit ? (["editDeclaration"] as const) : []),
    ...(can.replace ? (["replaceExpression"] as const) : []),
  ];
  return { kind: "isExpression", what, text, range: member.value ?? member, declaration, offers, isUnfit };
}

function* replaceExpression(work: Work): Editing<ChangeOutcome> {
  const { identity } = work.resource;
  const isKnown = wholeContent(work.knowledge, work.demand) !== undefined;
  if (identity.kind !== "expression" || (may(work, "replaceExpression") && isKnown)) {
    return yield* write(work);
  }
  const edit = identity.declared !== undefined;
  return asks(yield* expressionQuestion(work, "block", identity, { edit, replace: isKnown }));
}

/** What stands in the way of editing a block in place because it is an expression. */
function* expressionInTheWay(work: Work): Editing<Question | undefined> {
  const { block, demand, editable } = work;
  if (block === undefined) {
    return undefined;
  }
  const mayReplace = may(work, "replaceExpression");
  // Who has asked for one expression to be replaced is not asked about a declaration any more.
  const mayEdit = (part: DeclaredPart | "array") => part !== "array" && editable.includes(part) && !mayReplace;
  const { type } = block;
  if (type.kind === "expression" && demand.type !== "keep" && (demand.type === "unknown" || !mayReplace)) {
    const replace = demand.type !== "unknown";
    return yield* expressionQuestion(work, "type", type, { edit: mayEdit("type"), replace });
  }
  const shape = (["dictionary", "array"] as const).find((each) => block[each].kind === "expression");
  const list = shape === undefined ? undefined : block[shape];
  if (
    shape !== undefined &&
    list?.kind === "expression" &&
    demand.list !== "keep" &&
    (demand.list === "unknown" || !mayReplace)
  ) {
    const replace = demand.list !== "unknown";
    return yield* expressionQuestion(work, "list", list, { edit: mayEdit(shape), replace });
  }
  return undefined;
}

function* write(work: Work): Editing<ChangeOutcome> {
  const inTheWay = (yield* expressionInTheWay(work)) ?? versionInTheWay(work);
  if (inTheWay !== undefined) {
    return asks(inTheWay);
  }
  const raises = lackedClass(blockShape(work.resource), work.demand) !== undefined;
  const shape = shapeToWrite(work, raises);
  if (typeof shape !== "string") {
    return asks(shape);
  }
  const { template, resource, change, options } = work;
  const [behind] = work.torn;
  if (behind !== undefined && shape !== "dictionary") {
    return syntaxError(behind.slot);
  }
  const goal = goalOf(work, shape);
  const result = yield* takingSteps(template, resource, [...(raises ? [raise] : []), ...stepsTo(work, goal)]);
  if (result.kind === "refused") {
    return result;
  }
  if (!readsBack(template, result.after, numberOf(template, resource), goal)) {
    return { kind: "refused", refusal: { reason: "wouldNotReadBack" } };
  }
  const alsoAffects = editsDeclaration(work) ? sharers(template, resource, work.declared) : [];
  if (editsDeclaration(work) && becomeUnfit(template, result.after, [resource, ...alsoAffects]).length > 0) {
    return yield* attempt(template, resource, change, options, false);
  }
  return { kind: "edits", edits: result.edits, plan: work.demand.plan, alsoAffects, after: result.after };
}

const raise: Step = ({ tree }, resource) => ({
  kind: "edits",
  edits: setApiVersion(tree, resource, raisedApiVersion(resource)),
});

function goalOf(work: Work, shape: ListShape): BlockGoal {
  const { block, demand } = work;
  const content = wholeContent(work.knowledge, demand);
  if (block === undefined && content !== undefined) {
    return { ...content, shape, mayReplaceLists: false, declared: [] };
  }
  const mayReplaceLists = may(work, "replaceExpression") && block !== undefined && listIsUnknown(block);
  return {
    ...contentGoal(demand),
    shape,
    mayReplaceLists,
    declared: work.declared,
  };
}

function stepsTo(work: Work, goal: BlockGoal): readonly Step[] {
  const { resource, block } = work;
  const { identity } = resource;
  if (
    goal.type === "None" &&
    !hasTypeNone(blockShape(resource)) &&
    identity.kind !== "absent" &&
    !editsDeclaration(work)
  ) {
    // `None` is not a value yet at these versions (docs/azure-behaviour.md#identity-shape-by-api-version).
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
    ...(identity.kind === "block" ? [leaveOutReadOnly] : []),
  ];
}

/** Who changes a block that was exported would deploy ids with it which Azure refuses where they are not those of now. */
const leaveOutReadOnly: Step = ({ tree }, resource) => {
  const block = editedBlock(resource);
  const edits = block === undefined ? [] : [...dropReadOnly(tree, block), ...emptyValues(tree, block)];
  return { kind: "edits", edits };
};

const removeIdentity: Step = ({ tree }, { resource, identity }) => ({
  kind: "edits",
  edits: identity.kind === "absent" ? [] : removeSlots(tree, resource.node, new Set([identity.member])),
});
