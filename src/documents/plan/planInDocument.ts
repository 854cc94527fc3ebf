import { type IdentityChange, partsOf } from "../../identity/identityChange";
import { type IdentityState, type IdentityType, identityType, sameIdentities } from "../../identity/identityState";
import type { Hazard } from "../../identity/hazard";
import { type IdentityPlan, planChange } from "../../identity/plan";
import type { ComputeResourceType } from "../../identity/computeResourceType";
import type { Knowledge } from "./knowledge";
import { type IdentityTexts, PlanIds } from "./planIds";

/**
 * A plan on a document. Ids are as the document says them: literal ids, or expressions. Where something about the
 * block is not known, `before` and `after` hold what is.
 */
export interface DocumentPlan {
  readonly before: IdentityState;
  readonly after: IdentityState;
  readonly difference: IdentityPlan["difference"];
  readonly hazards: readonly Hazard[];
}

/** What a change asks of the text. */
export interface Demand {
  readonly plan: DocumentPlan;
  readonly isNoOp: boolean;
  /** `keep`: the classes stay; `unknown`: the outcome depends on what is not known. */
  readonly type: "keep" | "unknown" | IdentityType;
  /** The identities that the list must hold, as the document says them; `unknown` as with `type`. */
  readonly list: "keep" | "unknown" | readonly string[];
  /** The hazards that forbid it. */
  readonly blockers: readonly Hazard[];
}

/** The change with every id in it as `map` says it. */
export function mapIds(change: IdentityChange, map: (id: string) => string): IdentityChange {
  switch (change.kind) {
    case "assignUserAssigned":
    case "removeUserAssigned":
      return { kind: change.kind, ids: change.ids.map(map) };
    case "setTo":
      return { kind: "setTo", state: mapState(change.state, map) };
    case "several":
      return { kind: "several", changes: change.changes.map((part) => mapIds(part, map)) };
    case "enableSystemAssigned":
    case "disableSystemAssigned":
    case "removeAllUserAssigned":
    case "removeAll":
      return change;
  }
}

function mapState(state: IdentityState, map: (id: string) => string): IdentityState {
  return { ...state, userAssigned: state.userAssigned.map((identity) => ({ ...identity, id: map(identity.id) })) };
}

function mapHazard(hazard: Hazard, map: (id: string) => string): Hazard {
  if ("id" in hazard) {
    return { ...hazard, id: map(hazard.id) };
  }
  if (hazard.kind !== "defaultIdentityChanges") {
    return hazard;
  }
  const named = (identity: typeof hazard.before) =>
    identity.kind === "userAssigned" ? { ...identity, id: map(identity.id) } : identity;
  return { ...hazard, before: named(hazard.before), after: named(hazard.after) };
}

/** The ids that a change takes, each as it is planned with. */
function takenIds(planned: IdentityChange): readonly string[] {
  return partsOf(planned).flatMap((part) => (part.kind === "removeUserAssigned" ? part.ids : []));
}

/** Every state that a block may stand for, as far as its text leaves it open. */
function worlds(
  { systemAssigned, userAssigned }: Knowledge,
  planned: IdentityChange,
  ids: PlanIds,
): readonly IdentityState[] {
  const ofSystem = systemAssigned === "unknown" ? [true, false] : [systemAssigned];
  const identities =
    userAssigned === "unknown"
      ? [{ id: ids.unknownList() }]
      : userAssigned.map((entry) => ({ id: ids.id(entry.text) }));
  // A list that is not known may hold what is to be taken from it.
  const taken = userAssigned === "unknown" ? takenIds(planned).map((id) => ({ id })) : [];
  const ofUser = [
    identities,
    ...(taken.length === 0 ? [] : [[...identities, ...taken]]),
    ...(systemAssigned === "unknown" && userAssigned === "unknown" ? [[]] : []),
  ];
  return ofSystem.flatMap((isOn) =>
    ofUser.map((list) => ({ systemAssigned: isOn ? {} : undefined, userAssigned: list })),
  );
}

/** The one value that all worlds agree on. */
function agreed<T>(values: readonly T[], same: (left: T, right: T) => boolean): T | undefined {
  const [first] = values;
  return first !== undefined && values.every((value) => same(first, value)) ? first : undefined;
}

function typeDemand(plans: readonly IdentityPlan[]): Demand["type"] {
  if (plans.every(({ before, after }) => identityType(before) === identityType(after))) {
    return "keep";
  }
  return (
    agreed(
      plans.map(({ after }) => identityType(after)),
      (left, right) => left === right,
    ) ?? "unknown"
  );
}

function listDemand(plans: readonly IdentityPlan[], ids: PlanIds): Demand["list"] {
  const touched = plans.some(({ difference }) => difference.assigned.length + difference.removed.length > 0);
  if (!touched) {
    return "keep";
  }
  const after = agreed(
    plans.map((plan) => ({ systemAssigned: undefined, userAssigned: plan.after.userAssigned })),
    sameIdentities,
  );
  const list = after?.userAssigned.map((identity) => identity.id);
  return list === undefined || list.includes(ids.unknownList()) ? "unknown" : list.map((id) => ids.text(id));
}

/**
 * Plans a change on what a document says, by the plan of the identity room. Where the text leaves something open, the change is
 * planned for each case, and only what is the same in all of them is demanded of the text. Ids in the change are as the document says them.
 */
export function planInDocument(
  resource: ComputeResourceType,
  knowledge: Knowledge,
  change: IdentityChange,
  said: IdentityTexts,
): Demand {
  const ids = new PlanIds(said);
  const planned = mapIds(change, (text) => ids.id(text));
  const states = worlds(knowledge, planned, ids);
  // What the API version can hold is asked where the text is written: it can be raised there.
  const plans = states.map((before) => planChange(before, planned, { resource }));
  const [main] = plans;
  if (main === undefined) {
    throw new RangeError("A block stands for one state at least.");
  }
  const text = (id: string) => ids.text(id);
  const hazards = main.hazards
    .filter(({ kind }) => plans.every((plan) => plan.hazards.some((hazard) => hazard.kind === kind)))
    .map((hazard) => mapHazard(hazard, text));
  return {
    plan: {
      before: mapState(main.before, text),
      after: mapState(main.after, text),
      difference: {
        systemAssigned: main.difference.systemAssigned,
        assigned: main.difference.assigned.map((identity) => ({ ...identity, id: text(identity.id) })),
        removed: main.difference.removed.map((identity) => ({ ...identity, id: text(identity.id) })),
      },
      hazards,
    },
    isNoOp: plans.every((plan) => plan.isNoOp),
    type: typeDemand(plans),
    list: listDemand(plans, ids),
    blockers: hazards.filter((hazard) => hazard.level === "blocker"),
  };
}
