import { type IdentityChange, partsOf } from "../../../identity/identityChange";
import { identityType } from "../../../identity/identityState";
import type { NamedResource } from "../../documentResource";
import { answersTo } from "../../plan/answers";
import { type Demand, type DocumentPlan, planInDocument } from "../../plan/planInDocument";
import type { ExpressionOffers, Permission, Question, QuestionFacts } from "../../planQuestion";
import type { Refusal } from "../../planRefusal";
import type { Sliced } from "../../sliced";
import type { TextRange } from "../../textRange";
import type { Declaration } from "../evaluate/resolve";
import { runsThatSet } from "../locate/configuration";
import { type Machine, planResource } from "../locate/machines";
import { modelForRun, type TerraformModel } from "../model";
import { identityTexts } from "../plan/identityTexts";
import { knowledgeOf, knowledgeOfIdentity, opened } from "../plan/knowledgeOf";
import { isLiteral } from "../read/identityKeys";
import type { IdentityBlock, IdentityEntry } from "../read/identityReading";
import { constantAround } from "./constants";
import { sharersOf } from "./sharers";
import { stepsTo } from "./goalSteps";
import { type EditsByFile, takingSteps } from "./steps";
import { readsBack } from "./readsBack";
import type { Goal } from "./goal";

/** What comes of a change. */
export type ChangeOutcome =
  | {
      readonly kind: "edits";
      readonly edits: EditsByFile;
      readonly plan: DocumentPlan;
      readonly after: TerraformModel;
      /** How many other machines change with it. */
      readonly othersAffected: number;
    }
  | { readonly kind: "noOp" }
  | { readonly kind: "asks"; readonly question: Question }
  | { readonly kind: "refused"; readonly refusal: Refusal<NamedResource> };

/** One change, with everything that the decision about it rests on. */
interface Work {
  readonly model: TerraformModel;
  readonly number: number;
  readonly machine: Machine;
  readonly allow: readonly Permission[];
  readonly demand: Demand;
  /** The block to edit; undefined where a whole one is written. */
  readonly block: IdentityBlock | undefined;
  /** Everything that the identity is to say, where all of it is known. */
  readonly whole: Goal["whole"];
  readonly isReached: Reaches;
}

/** What stands in the way, and what could be done about it. */
interface Obstacle {
  readonly what: "block" | "type" | "list";
  readonly text: string;
  readonly range: TextRange;
  readonly declaration: Declaration | undefined;
  readonly offers: ExpressionOffers;
}

/** The files of values that may be changed where a variable decides. */
function runsFor({ configuration }: TerraformModel, { declaration }: Obstacle): readonly string[] {
  const isVariable = declaration?.kind === "inputVariable" && configuration.run === undefined;
  return isVariable ? runsThatSet(configuration, declaration.name) : [];
}

function asks(model: TerraformModel, obstacle: Obstacle): ChangeOutcome {
  const { what, text, range, declaration, offers } = obstacle;
  const declared = declaration && { kind: declaration.kind, name: declaration.name, range: declaration.range };
  const facts: QuestionFacts = { kind: "isExpression", what, text, declaration: declared, offers, isUnfit: false };
  return { kind: "asks", question: { ...facts, answers: answersTo(facts, range, runsFor(model, obstacle)) } };
}

/** The block that is edited: what a declaration holds only where the user has asked for that. */
function editedBlock(
  { identity }: Machine,
  allow: readonly Permission[],
  isReached: Reaches,
): IdentityBlock | undefined {
  const goesToDeclaration = allow.includes("editDeclaration");
  const open = (block: IdentityBlock) => ({
    ...opened(block),
    ...(canEditList(block, isReached) ? {} : { list: block.list }),
  });
  switch (identity.kind) {
    case "block":
      return goesToDeclaration ? open(identity.block) : identity.block;
    case "expression":
      return goesToDeclaration && identity.isEditable && identity.declared !== undefined
        ? open(identity.declared)
        : undefined;
    case "absent":
    case "null":
    case "unreadable":
      return undefined;
  }
}

/** Whether a change can be made in a list of which only these entries are known. */
type Reaches = (known: readonly IdentityEntry[]) => boolean;

/**
 * Whether a change comes true in those parts of a list that are spelled out, whatever the others hold: it adds, or it takes what stands
 * there and leaves something.
 */
function reaching(model: TerraformModel, change: IdentityChange): Reaches {
  const said = identityTexts(model);
  return (known) => {
    const keys = new Set(known.map(({ key }) => key));
    return partsOf(change).every((part) => {
      switch (part.kind) {
        case "assignUserAssigned":
        case "enableSystemAssigned":
          return true;
        case "disableSystemAssigned":
          return keys.size > 0;
        case "removeUserAssigned": {
          const gone = new Set(part.ids.map((id) => said.key(id)));
          return [...gone].every((key) => keys.has(key)) && gone.size < keys.size;
        }
        case "removeAllUserAssigned":
        case "removeAll":
        case "setTo":
          return false;
      }
    });
  };
}

function canEditList({ list }: IdentityBlock, isReached: Reaches): boolean {
  return list.kind === "expression" && list.declared !== undefined
    ? list.declared.isWhole || isReached(list.declared.entries)
    : true;
}

/** Whether nothing is left of an identity for which azurerm has no type: its block goes, and the element that it is made for stays. */
function leavesNoBlock({ form, identity }: Machine, { type }: Demand): boolean {
  return form === "azurerm" && identity.kind === "expression" && type === "None";
}

/** What an expression that decides about the whole identity leaves to be done. */
function wholeObstacle({ machine, allow, whole, demand }: Work): Obstacle | undefined {
  const { identity } = machine;
  if (identity.kind !== "expression") {
    return undefined;
  }
  const canReplace = identity.isReplaceable && whole !== undefined;
  const isReplaced = allow.includes("replaceExpression") && canReplace;
  const edit = identity.isEditable && identity.declared !== undefined && !leavesNoBlock(machine, demand);
  const offers: ExpressionOffers = [
    ...(edit && !allow.includes("editDeclaration") ? (["editDeclaration"] as const) : []),
    ...(canReplace ? (["replaceExpression"] as const) : []),
  ];
  const { text, value, declaration } = identity;
  return isReplaced ? undefined : { what: "block", text, range: value, declaration, offers };
}

/** The part of a block that an expression decides, and that would have to be something else. */
function partObstacle({ block, allow, demand, isReached }: Work): Obstacle | undefined {
  if (block === undefined) {
    return undefined;
  }
  const mayReplace = allow.includes("replaceExpression");
  const offersFor = (isKnown: boolean, isDeclared: boolean): ExpressionOffers => [
    ...(isDeclared && !mayReplace ? (["editDeclaration"] as const) : []),
    ...(isKnown ? (["replaceExpression"] as const) : []),
  ];
  const { type, list } = block;
  // Without identities the whole block goes, and the expressions with it.
  const goes = demand.type === "None" && block.holder.kind === "body";
  if (type.kind === "expression" && demand.type !== "keep" && !(mayReplace && demand.type !== "unknown")) {
    const offers = offersFor(demand.type !== "unknown", type.declared !== undefined && !goes);
    return { what: "type", text: type.text, range: type.member.value, declaration: type.declaration, offers };
  }
  if (list.kind === "expression" && demand.list !== "keep" && !(mayReplace && demand.list !== "unknown")) {
    const isEditable = list.declared !== undefined && canEditList(block, isReached);
    const offers = offersFor(demand.list !== "unknown", isEditable && !goes);
    return { what: "list", text: list.text, range: list.member.value, declaration: list.declaration, offers };
  }
  return undefined;
}

function wholeOf(
  known: { readonly systemAssigned: unknown; readonly userAssigned: unknown },
  demand: Demand,
): Goal["whole"] {
  const { after } = demand.plan;
  if (known.systemAssigned !== "unknown" && known.userAssigned !== "unknown") {
    return { type: identityType(after), list: after.userAssigned.map(({ id }) => id) };
  }
  const { type } = demand;
  const list = type === "None" || type === "SystemAssigned" ? [] : demand.list;
  return type === "keep" || type === "unknown" || list === "keep" || list === "unknown" ? undefined : { type, list };
}

/** What the user has allowed by answers. */
export interface ChangeOptions {
  readonly allow: readonly Permission[];
  /** The file of values in which the change is to be made; see `Configuration`. */
  readonly run?: string | undefined;
}

/** The same change where a run is given its values. */
function* changingRun(
  model: TerraformModel,
  number: number,
  change: IdentityChange,
  { allow, run }: ChangeOptions,
): Sliced<ChangeOutcome> {
  const given = modelForRun(model, run);
  const outcome = yield* changingIdentity(given, number, change, { allow: [...allow, "editDeclaration"] });
  return outcome.kind === "edits" ? { ...outcome, after: modelForRun(outcome.after, undefined) } : outcome;
}

/**
 * Writes one change of one machine's identities as the smallest text edits. Ids in the change are as the document is to say them: literal
 * ids, or expressions. What cannot be known, or goes beyond the identity, is asked for.
 */
export function* changingIdentity(
  model: TerraformModel,
  number: number,
  change: IdentityChange,
  options: ChangeOptions = { allow: [] },
): Sliced<ChangeOutcome> {
  const { allow, run } = options;
  if (run !== undefined && model.configuration.run === undefined) {
    return yield* changingRun(model, number, change, options);
  }
  const machine = model.machines[number];
  if (machine === undefined) {
    return { kind: "refused", refusal: { reason: "wouldNotReadBack" } };
  }
  if (machine.fault !== undefined) {
    return { kind: "refused", refusal: { reason: "syntaxError", range: machine.fault } };
  }
  const isReached = reaching(model, change);
  const edited = editedBlock(machine, allow, isReached);
  const known = edited === undefined ? knowledgeOfIdentity(machine.identity) : knowledgeOf(edited);
  if (known.kind === "unreadable") {
    return { kind: "refused", refusal: known };
  }
  const demand = planInDocument(planResource(machine), known, change, identityTexts(model));
  if (demand.isNoOp) {
    return { kind: "noOp" };
  }
  if (demand.blockers.length > 0) {
    return { kind: "refused", refusal: { reason: "hazard", hazards: demand.blockers } };
  }
  const block = leavesNoBlock(machine, demand) ? undefined : edited;
  const work: Work = { model, number, machine, allow, demand, block, whole: wholeOf(known, demand), isReached };
  const obstacle = block === undefined ? wholeObstacle(work) : partObstacle(work);
  return obstacle === undefined ? yield* write(work) : asks(model, obstacle);
}

function goalOf({ demand, block, whole, allow }: Work): Goal {
  const texts = {
    type: demand.type === "unknown" ? "keep" : demand.type,
    list: demand.list === "unknown" ? "keep" : demand.list,
  } as const;
  return {
    ...texts,
    // Where a whole one is written, all of it is known.
    whole: block === undefined ? whole : undefined,
    isOpened: block !== undefined && allow.includes("editDeclaration"),
    replaces: allow.includes("replaceExpression"),
  };
}

/** The value of a variable that would have to name a resource: it cannot. Named as users know it. */
function constantInTheWay({ model, block }: Work, { list }: Goal): string | undefined {
  const part = block?.list.kind === "list" ? block.list.parts.at(-1) : undefined;
  if (list === "keep" || block?.list.kind !== "list" || part === undefined) {
    return undefined;
  }
  const said = identityTexts(model);
  const present = new Set(block.list.entries.map(({ key }) => key));
  const isNamed = list.some((text) => !isLiteral(text) && !present.has(said.key(text)));
  return isNamed ? constantAround(part) : undefined;
}

function* write(work: Work): Sliced<ChangeOutcome> {
  const { model, number, machine, demand } = work;
  const goal = goalOf(work);
  const constant = goal.isOpened ? constantInTheWay(work, goal) : undefined;
  if (constant !== undefined) {
    return { kind: "refused", refusal: { reason: "idNeeded", path: constant } };
  }
  const result = yield* takingSteps(model, number, stepsTo(goal, machine));
  if (result.kind === "refused") {
    return result;
  }
  if (!readsBack(model, result.after, number, goal)) {
    return { kind: "refused", refusal: { reason: "wouldNotReadBack" } };
  }
  const othersAffected = goal.isOpened ? sharersOf(model, number).length : 0;
  return { kind: "edits", edits: result.edits, plan: demand.plan, after: result.after, othersAffected };
}
