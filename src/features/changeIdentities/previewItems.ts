import * as vscode from "vscode";
import { subscriptionKey } from "../../azure/inventory/subscriptionInventory";
import type { Hazard, HazardLevel } from "../../identity/hazard";
import { findUserAssigned, type IdentityState } from "../../identity/identityState";
import { parseResourceId, resourceName } from "../../identity/resourceId";
import { isBlocked } from "../../identity/plan";
import type { BatchSummary, SharedHazard } from "../../mutation/batch/batchSummary";
import type { ResourcePlan } from "../../mutation/resourcePlan";
import { hazardOfMany } from "../../ui/words/batch";
import { describeDifference } from "../../ui/words/change";
import { inARow } from "../../ui/words/inARow";
import { describeFailure } from "../../ui/words/failure";
import { describeHazard, type HazardWords } from "../../ui/words/hazardWords";
import { describeIdentity } from "../../ui/words/identity";
import { heading, type ReviewLine } from "./lines";
import type { Obstacle } from "./obstacles";
import { describeApplyUnobstructed, describeObstacle } from "./words";

/** What is agreed to: all of it, or what nothing stands in the way of. */
export type ApplyAction = "apply" | "applyUnobstructed";

/** A line of the preview. Only lines with one of these do something when they are chosen. */
export interface PreviewItem extends ReviewLine {
  readonly action?: ApplyAction;
  /** A text that is copied when the line is chosen. */
  readonly copy?: string;
  /** A command that is run in place of the change. */
  readonly instead?: { readonly command: string; readonly args: readonly unknown[] };
}

/** What was found out about a change since it was planned. */
export interface FoundNotes {
  readonly lines: readonly PreviewItem[];
  readonly hazards: readonly SharedHazard[];
  readonly obstacles: ReadonlyMap<ResourcePlan, Obstacle>;
}

/** The icon of each level. */
const HAZARD_ICONS: Readonly<Record<HazardLevel, string>> = {
  blocker: "error",
  danger: "warning",
  warning: "warning",
  note: "info",
};

/** The icon of what keeps a resource from being changed. */
const OBSTACLE_ICONS: Readonly<Record<Obstacle, string>> = { locked: "lock", forbidden: "warning" };

/** How an identity that only one of the two states holds is marked. */
interface Mark {
  readonly icon: string;
  readonly word: string;
}

function systemItem({ principalId = "" }: { readonly principalId?: string | undefined }, mark?: Mark): PreviewItem {
  return {
    icon: mark?.icon ?? "shield",
    label: vscode.l10n.t("System-assigned"),
    description: inARow([principalId, mark?.word ?? ""].filter((part) => part !== "")),
  };
}

function userItem({ id }: { readonly id: string }, mark?: Mark): PreviewItem {
  const group = parseResourceId(id)?.resourceGroup ?? "";
  return {
    icon: mark?.icon ?? "account",
    label: resourceName(id),
    description: mark === undefined ? group : inARow([group, mark.word]),
  };
}

/** The identities of a state that the other has as well, or that it lacks. */
function itemsOf(state: IdentityState, other: IdentityState, isInBoth: boolean, mark?: Mark): PreviewItem[] {
  const hasSystem = state.systemAssigned !== undefined && (other.systemAssigned !== undefined) === isInBoth;
  return [
    ...(hasSystem ? [systemItem(state.systemAssigned, mark)] : []),
    ...state.userAssigned
      .filter(({ id }) => (findUserAssigned(other, id) !== undefined) === isInBoth)
      .map((identity) => userItem(identity, mark)),
  ];
}

const noIdentity = (): PreviewItem => ({ icon: "circle-slash", label: vscode.l10n.t("No identity") });

const underHeading = (title: string, items: readonly PreviewItem[]): PreviewItem[] =>
  items.length === 0 ? [] : [heading(title), ...items];

/** More lines of one kind than anybody reads; how many more there are is said. */
const MANY = 200;

function section<Item>(title: string, items: readonly Item[], toLine: (item: Item) => PreviewItem): PreviewItem[] {
  if (items.length === 0) {
    return [];
  }
  const rest = items.length - MANY;
  return [
    heading(title),
    ...items.slice(0, MANY).map(toLine),
    ...(rest > 0 ? [{ label: vscode.l10n.t("and {0} more", rest) }] : []),
  ];
}

/** What all the changes do, where they all do the same. */
function commonDifference(plans: readonly ResourcePlan[]): string | undefined {
  const words = new Set(plans.map(({ plan }) => describeDifference(plan.difference)));
  const [only] = words;
  return words.size === 1 ? only : undefined;
}

/** Where a resource is, what sets its change apart from the others, and what keeps it from being made. */
function changeLine(
  { resource, plan }: ResourcePlan,
  common: string | undefined,
  obstacle: Obstacle | undefined,
): PreviewItem {
  const parts = [
    ...(obstacle === undefined ? [] : [describeObstacle(obstacle)]),
    resource.resourceGroup,
    ...(common === undefined ? [describeDifference(plan.difference)] : []),
    ...(plan.hazards.some(({ kind }) => kind === "defaultIdentityChanges")
      ? [vscode.l10n.t("default identity changes")]
      : []),
  ];
  return {
    icon: obstacle === undefined ? "edit" : OBSTACLE_ICONS[obstacle],
    label: resource.name,
    description: inARow(parts),
  };
}

/** What becomes of the identities of the resource: each once. */
function stateItems({ plan }: ResourcePlan): PreviewItem[] {
  const { before, after } = plan;
  if (isBlocked(plan)) {
    const all = itemsOf(before, before, true);
    return underHeading(vscode.l10n.t("Now"), all.length === 0 ? [noIdentity()] : all);
  }
  const added = itemsOf(after, before, false, { icon: "add", word: vscode.l10n.t("new") });
  const removed = itemsOf(before, after, false, { icon: "remove", word: vscode.l10n.t("will be removed") });
  const kept = itemsOf(after, before, true);
  const isNoneLeft = added.length === 0 && kept.length === 0;
  return [
    ...underHeading(vscode.l10n.t("Added"), added),
    ...underHeading(vscode.l10n.t("Removed"), removed),
    ...underHeading(vscode.l10n.t("Unchanged"), kept),
    ...underHeading(vscode.l10n.t("After"), isNoneLeft ? [noIdentity()] : []),
  ];
}

/** Lines about what stands in the way of everything: what cannot work is not what Enter does, but the request for access is. */
export function defaultCopyLine(lines: readonly PreviewItem[]): PreviewItem[] {
  return lines.map((line) => (line.copy === undefined ? line : { ...line, isDefault: true }));
}

/** What can be done in place of a change that cannot be made. */
function insteadItems({ plan, resource, subscription }: ResourcePlan): PreviewItem[] {
  if (!plan.hazards.some(({ kind }) => kind === "flexibleTakesUserAssignedOnly")) {
    return [];
  }
  const node = { kind: "resource", id: resource.id, resourceId: resource.id };
  const args = [{ ...node, subscriptionKey: subscriptionKey(subscription) }];
  return [
    heading(vscode.l10n.t("Instead")),
    {
      icon: "add",
      label: vscode.l10n.t("Assign User-Assigned Identities..."),
      description: vscode.l10n.t("to the scale set"),
      isDefault: true,
      instead: { command: "managedIdentities.assignUserAssigned", args },
    },
    {
      icon: "server-process",
      label: vscode.l10n.t("Enable System-Assigned Identity on All Instances..."),
      description: vscode.l10n.t("one identity per instance"),
      instead: { command: "managedIdentities.enableOnInstances", args },
    },
  ];
}

/** Every resource with what becomes of it. */
function resourceItems(
  summary: BatchSummary,
  common: string | undefined,
  obstacles: FoundNotes["obstacles"],
): PreviewItem[] {
  const { toChange, noOps, blocked, unreadable, failed } = summary;
  return [
    ...section(vscode.l10n.t("Couldn't be read ({0})", failed.length), failed, ({ target, error }) => ({
      icon: "error",
      label: target.resource.name,
      description: describeFailure(error).what,
    })),
    ...section(vscode.l10n.t("Can't be changed ({0})", blocked.length), blocked, ({ plan, hazards: [hazard] }) => ({
      icon: "circle-slash",
      label: plan.resource.name,
      description: hazard === undefined ? "" : describeHazard(hazard).headline,
    })),
    ...section(vscode.l10n.t("Unreadable ({0})", unreadable.length), unreadable, ({ resource }) => ({
      icon: "circle-slash",
      label: resource.name,
      description: describeIdentity(resource),
    })),
    ...section(vscode.l10n.t("To change ({0})", toChange.length), toChange, (plan) =>
      changeLine(plan, common, obstacles.get(plan)),
    ),
    ...section(vscode.l10n.t("No changes needed ({0})", noOps.length), noOps, ({ resource }) => ({
      icon: "dash",
      label: resource.name,
      description: vscode.l10n.t("{resourceGroup}, has {identities}", {
        resourceGroup: resource.resourceGroup,
        identities: describeIdentity(resource),
      }),
    })),
  ];
}

/** What can be chosen first. Where nothing but a part can succeed, that part is offered before the whole. */
function applyItems(
  { toChange }: BatchSummary,
  only: ResourcePlan | undefined,
  common: string | undefined,
  obstacles: FoundNotes["obstacles"],
): PreviewItem[] {
  if (toChange.length === 0) {
    return [];
  }
  const description = only === undefined ? common : describeDifference(only.plan.difference);
  const apply: PreviewItem = {
    icon: "check",
    label: only === undefined ? vscode.l10n.t("Apply to {0}", toChange.length) : vscode.l10n.t("Apply"),
    ...(description === undefined ? {} : { description }),
    action: "apply",
  };
  const { size } = obstacles;
  const rest = toChange.length - size;
  const skip: PreviewItem = {
    icon: "check",
    label: describeApplyUnobstructed(rest, size, new Set(obstacles.values())),
    ...(description === undefined ? {} : { description }),
    action: "applyUnobstructed",
    isDefault: true,
  };
  return size > 0 && rest > 0 ? [skip, apply] : [apply];
}

/**
 * What the preview lists: what to do, what to know, with the notes, and what becomes of the resources: of the `only` one in full. The
 * summary is gone through once, however often the notes change.
 */
export function previewItems(
  summary: BatchSummary,
  only: ResourcePlan | undefined,
): (found: FoundNotes) => PreviewItem[] {
  const { toChange } = summary;
  const common = commonDifference(toChange);
  return ({ lines, hazards, obstacles }) => {
    const isHopeless = toChange.length > 0 && obstacles.size === toChange.length;
    return [
      ...applyItems(summary, only, common, obstacles),
      ...section(
        toChange.length === 0 ? vscode.l10n.t("Blocked by") : vscode.l10n.t("Before you apply"),
        hazardsOf(summary, only, hazards),
        ({ level, headline, meaning }) => ({ icon: HAZARD_ICONS[level], label: headline, detail: meaning }),
      ),
      ...(only === undefined ? [] : insteadItems(only)),
      ...(isHopeless ? defaultCopyLine(lines) : lines),
      ...(only === undefined ? resourceItems(summary, common, obstacles) : stateItems(only)),
    ];
  };
}

/**
 * What to know of a change, with what was `found` since it was planned: of the `only` resource in its own words. Where it forbids the
 * change nothing else matters.
 */
export function hazardsOf(
  { hazards }: BatchSummary,
  only: ResourcePlan | undefined,
  found: readonly SharedHazard[],
): readonly (HazardWords & Pick<Hazard, "level">)[] {
  if (only === undefined) {
    return [...hazards, ...found].map((shared) => ({ level: shared.hazard.level, ...hazardOfMany(shared) }));
  }
  const blockers = only.plan.hazards.filter(({ level }) => level === "blocker");
  const told = blockers.length === 0 ? [...only.plan.hazards, ...found.map(({ hazard }) => hazard)] : blockers;
  return told.map((hazard) => ({ level: hazard.level, ...describeHazard(hazard) }));
}
