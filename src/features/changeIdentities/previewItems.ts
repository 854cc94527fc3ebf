import * as vscode from "vscode";
import type { Hazard, HazardLevel } from "../../identity/hazard";
import { findUserAssigned, type IdentityState } from "../../identity/identityState";
import { parseResourceId, resourceName } from "../../identity/resourceId";
import { isBlocked } from "../../identity/plan";
import type { BatchSummary, SharedHazard } from "../../mutation/batch/batchSummary";
import type { ResourcePlan } from "../../mutation/resourcePlan";
import type { Line } from "../../ui/shown/quickPick";
import { hazardOfMany } from "../../ui/words/batch";
import { describeDifference, inARow } from "../../ui/words/change";
import { describeFailure } from "../../ui/words/failure";
import { describeHazard, type HazardWords } from "../../ui/words/hazard";
import { describeIdentity } from "../../ui/words/identity";
import { heading } from "./lines";

/** A line of the preview. Only lines with an action do something when they are chosen. */
export interface PreviewItem extends Line {
  readonly action?: "apply" | "showRequest" | "copyAs" | "showAs";
  /** A text that is copied when the line is chosen. */
  readonly copy?: string;
}

/** The icon of each level. */
const HAZARD_ICONS: Readonly<Record<HazardLevel, string>> = {
  blocker: "error",
  danger: "warning",
  warning: "warning",
  note: "info",
};

/** How an identity that only one of the two states holds is marked. */
interface Mark {
  readonly icon: string;
  readonly word: string;
}

function identityItems(state: IdentityState, other: IdentityState, mark: Mark): PreviewItem[] {
  const items: PreviewItem[] = [];
  if (state.systemAssigned) {
    const isKept = other.systemAssigned !== undefined;
    const icon = isKept ? "shield" : mark.icon;
    const { principalId = "" } = state.systemAssigned;
    const description = isKept ? principalId : [principalId, mark.word].filter((part) => part !== "").join(", ");
    items.push({ icon, label: vscode.l10n.t("System-assigned"), description });
  }
  for (const { id } of state.userAssigned) {
    const group = parseResourceId(id)?.resourceGroup ?? "";
    const isKept = findUserAssigned(other, id) !== undefined;
    items.push({
      icon: isKept ? "account" : mark.icon,
      label: resourceName(id),
      description: isKept ? group : vscode.l10n.t("{0}, {1}", group, mark.word),
    });
  }
  return items.length === 0 ? [{ icon: "circle-slash", label: vscode.l10n.t("No identity") }] : items;
}

/** What can be done with a plan besides applying it. */
export function moreItems(showRequest: string): PreviewItem[] {
  return [
    heading(vscode.l10n.t("More")),
    { icon: "code", label: showRequest, action: "showRequest" },
    {
      icon: "copy",
      label: vscode.l10n.t("Copy as..."),
      description: vscode.l10n.t("a command or a template"),
      action: "copyAs",
    },
    {
      icon: "go-to-file",
      label: vscode.l10n.t("Show as..."),
      description: vscode.l10n.t("a command or a template"),
      action: "showAs",
    },
  ];
}

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

/** Where a resource is, and what sets its change apart from the others. */
function changeLine({ resource, plan }: ResourcePlan, common: string | undefined): PreviewItem {
  const parts = [
    resource.resourceGroup,
    ...(common === undefined ? [describeDifference(plan.difference)] : []),
    ...(plan.hazards.some(({ kind }) => kind === "defaultIdentityChanges")
      ? [vscode.l10n.t("default identity changes")]
      : []),
  ];
  return { icon: "edit", label: resource.name, description: inARow(parts) };
}

function changeCount(count: number, common: string | undefined): string {
  const resources = count === 1 ? vscode.l10n.t("1 resource") : vscode.l10n.t("{0} resources", count);
  return common === undefined ? resources : vscode.l10n.t("{0}: {1}", resources, common);
}

/** What the resource has, and what it will have. */
function stateItems({ plan }: ResourcePlan): PreviewItem[] {
  const now = [
    heading(vscode.l10n.t("Now")),
    ...identityItems(plan.before, plan.after, { icon: "remove", word: vscode.l10n.t("will be removed") }),
  ];
  return isBlocked(plan)
    ? now
    : [
        ...now,
        heading(vscode.l10n.t("After")),
        ...identityItems(plan.after, plan.before, { icon: "add", word: vscode.l10n.t("new") }),
      ];
}

/** Every resource with what becomes of it. */
function resourceItems(summary: BatchSummary, common: string | undefined): PreviewItem[] {
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
    ...section(vscode.l10n.t("To change ({0})", toChange.length), toChange, (plan) => changeLine(plan, common)),
    ...section(vscode.l10n.t("No changes needed ({0})", noOps.length), noOps, ({ resource }) => ({
      icon: "dash",
      label: resource.name,
      description: vscode.l10n.t("{0}, has {1}", resource.resourceGroup, describeIdentity(resource)),
    })),
  ];
}

/**
 * What the preview lists: what to do, what to know, with the notes, and what becomes of the resources: of the `only` one in full. The
 * summary is gone through once, however often the notes change.
 */
export function previewItems(
  summary: BatchSummary,
  only: ResourcePlan | undefined,
): (notes: readonly PreviewItem[], found: readonly SharedHazard[]) => PreviewItem[] {
  const { toChange } = summary;
  const common = commonDifference(toChange);
  const apply: PreviewItem = {
    icon: "check",
    label: vscode.l10n.t("Apply"),
    description: only === undefined ? changeCount(toChange.length, common) : describeDifference(only.plan.difference),
    action: "apply",
  };
  const above = (found: readonly SharedHazard[]) => [
    ...(toChange.length === 0 ? [] : [apply]),
    ...section(vscode.l10n.t("Before you apply"), hazardsOf(summary, only, found), ({ level, headline, meaning }) => ({
      icon: HAZARD_ICONS[level],
      label: headline,
      detail: meaning,
    })),
  ];
  const showRequest =
    only === undefined ? vscode.l10n.t("Show the Exact Requests") : vscode.l10n.t("Show the Exact Request");
  const below = [
    ...(only === undefined ? resourceItems(summary, common) : stateItems(only)),
    ...(toChange.length === 0 ? [] : moreItems(showRequest)),
  ];
  return (notes, found) => [...above(found), ...notes, ...below];
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
