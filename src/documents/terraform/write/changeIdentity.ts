import type { IdentityChange } from "../../../identity/identityChange";
import { identityType } from "../../../identity/identityState";
import type { NamedResource } from "../../documentResource";
import { type Demand, type DocumentPlan, planInDocument } from "../../plan/planInDocument";
import type { ExpressionOffers, Permission, Question } from "../../planQuestion";
import type { Refusal } from "../../planRefusal";
import type { Sliced } from "../../sliced";
import type { TextRange } from "../../textRange";
import type { Declaration } from "../evaluate/resolve";
import { type Machine, planResource } from "../locate/machines";
import type { TerraformModel } from "../model";
import { identityTexts } from "../plan/identityTexts";
import { knowledgeOf, knowledgeOfIdentity, opened } from "../plan/knowledgeOf";
import type { IdentityBlock } from "../read/identityReading";
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
}

/** What stands in the way, and what could be done about it. */
interface Obstacle {
  readonly what: "block" | "type" | "list";
  readonly text: string;
  readonly range: TextRange;
  readonly declaration: Declaration | undefined;
  readonly offers: ExpressionOffers;
}

function asks({ what, text, range, declaration, offers }: Obstacle): ChangeOutcome {
  const answers = offers.map((permission) => ({ kind: "allow", permission }) as const);
  const declared = declaration && { kind: declaration.kind, name: declaration.name, range: declaration.range };
  const place = declaration?.range ?? { start: range.start, end: range.end };
  return {
    kind: "asks",
    question: {
      kind: "isExpression",
      what,
      text,
      declaration: declared,
      offers,
      isUnfit: false,
      answers: [...answers, { kind: "goTo", range: place }],
    },
  };
}

/** The block that is edited: what a declaration holds only where the user has asked for that. */
function editedBlock({ identity }: Machine, allow: readonly Permission[]): IdentityBlock | undefined {
  const goesToDeclaration = allow.includes("editDeclaration");
  switch (identity.kind) {
    case "block":
      return goesToDeclaration ? opened(identity.block) : identity.block;
    case "expression":
      return goesToDeclaration && identity.isEditable && identity.declared !== undefined
        ? opened(identity.declared)
        : undefined;
    case "absent":
    case "null":
    case "unreadable":
      return undefined;
  }
}

/** What an expression that decides about the whole identity leaves to be done. */
function wholeObstacle({ machine: { identity }, allow, whole }: Work): Obstacle | undefined {
  if (identity.kind !== "expression") {
    return undefined;
  }
  const isReplaced = allow.includes("replaceExpression") && whole !== undefined;
  const edit = identity.isEditable && identity.declared !== undefined;
  const offers: ExpressionOffers = [
    ...(edit ? (["editDeclaration"] as const) : []),
    ...(whole === undefined ? [] : (["replaceExpression"] as const)),
  ];
  const { text, value, declaration } = identity;
  return isReplaced ? undefined : { what: "block", text, range: value, declaration, offers };
}

/** The part of a block that an expression decides, and that would have to be something else. */
function partObstacle({ block, allow, demand }: Work): Obstacle | undefined {
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
    const offers = offersFor(demand.list !== "unknown", list.declared !== undefined && !goes);
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

/**
 * Writes one change of one machine's identities as the smallest text edits. Ids in the change are as the document is to say them: literal
 * ids, or expressions. What cannot be known, or goes beyond the identity, is asked for.
 */
export function* changingIdentity(
  model: TerraformModel,
  number: number,
  change: IdentityChange,
  allow: readonly Permission[],
): Sliced<ChangeOutcome> {
  const machine = model.machines[number];
  if (machine === undefined) {
    return { kind: "refused", refusal: { reason: "wouldNotReadBack" } };
  }
  if (machine.fault !== undefined) {
    return { kind: "refused", refusal: { reason: "syntaxError", range: machine.fault } };
  }
  const block = editedBlock(machine, allow);
  const known = block === undefined ? knowledgeOfIdentity(machine.identity) : knowledgeOf(block);
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
  const work: Work = { model, number, machine, allow, demand, block, whole: wholeOf(known, demand) };
  const obstacle = block === undefined ? wholeObstacle(work) : partObstacle(work);
  return obstacle === undefined ? yield* write(work) : asks(obstacle);
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
    isOpened: allow.includes("editDeclaration"),
    replaces: allow.includes("replaceExpression"),
  };
}

function* write(work: Work): Sliced<ChangeOutcome> {
  const { model, number, machine, demand } = work;
  const goal = goalOf(work);
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
