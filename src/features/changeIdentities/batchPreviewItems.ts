import * as vscode from "vscode";
import type { BatchSummary } from "../../mutation/batch/batchSummary";
import type { ResourcePlan } from "../../mutation/resourcePlan";
import { hazardOfMany } from "../../ui/words/batch";
import { differenceInWords, inARow } from "../../ui/words/change";
import { failureInWords } from "../../ui/words/failure";
import { hazardInWords } from "../../ui/words/hazard";
import { identityInWords } from "../../ui/words/identity";
import { heading } from "./lines";
import { HAZARD_ICONS, moreItems, type PreviewItem } from "./previewItems";

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
  const words = new Set(plans.map(({ plan }) => differenceInWords(plan.difference)));
  const [only] = words;
  return words.size === 1 ? only : undefined;
}

function applyItem({ toChange }: BatchSummary, common: string | undefined): PreviewItem {
  const count = toChange.length === 1 ? vscode.l10n.t("1 resource") : vscode.l10n.t("{0} resources", toChange.length);
  return {
    icon: "check",
    label: vscode.l10n.t("Apply"),
    description: common === undefined ? count : vscode.l10n.t("{0}: {1}", count, common),
    action: "apply",
  };
}

/** Where a resource is, and what sets its change apart from the others. */
function changeLine({ resource, plan }: ResourcePlan, common: string | undefined): PreviewItem {
  const parts = [
    resource.resourceGroup,
    ...(common === undefined ? [differenceInWords(plan.difference)] : []),
    ...(plan.hazards.some(({ kind }) => kind === "defaultIdentityChanges")
      ? [vscode.l10n.t("unnamed token requests change")]
      : []),
  ];
  return { icon: "edit", label: resource.name, description: inARow(parts) };
}

/**
 * What the preview of a batch lists: what to do, what to know, and every resource with what becomes of it. The summary is gone through
 * once, however often the notes change.
 */
export function batchPreviewItems(summary: BatchSummary): (notes: readonly PreviewItem[]) => PreviewItem[] {
  const { toChange, noOps, blocked, unreadable, failed, hazards } = summary;
  const common = commonDifference(toChange);
  const apply = toChange.length === 0 ? [] : [applyItem(summary, common)];
  const above = [
    ...apply,
    ...section(vscode.l10n.t("Know before you apply"), hazards, (shared) => {
      const { headline, meaning } = hazardOfMany(shared);
      return { icon: HAZARD_ICONS[shared.hazard.level], label: headline, detail: meaning };
    }),
  ];
  const below = [
    ...section(vscode.l10n.t("Could not be read ({0})", failed.length), failed, ({ target, error }) => ({
      icon: "error",
      label: target.resource.name,
      description: failureInWords(error).what,
    })),
    ...section(vscode.l10n.t("Cannot be changed ({0})", blocked.length), blocked, ({ plan, hazards: [hazard] }) => ({
      icon: "circle-slash",
      label: plan.resource.name,
      description: hazard === undefined ? "" : hazardInWords(hazard).headline,
    })),
    ...section(vscode.l10n.t("Not understood ({0})", unreadable.length), unreadable, ({ resource }) => ({
      icon: "circle-slash",
      label: resource.name,
      description: identityInWords(resource),
    })),
    ...section(vscode.l10n.t("To change ({0})", toChange.length), toChange, (plan) => changeLine(plan, common)),
    ...section(vscode.l10n.t("Nothing to change ({0})", noOps.length), noOps, ({ resource }) => ({
      icon: "dash",
      label: resource.name,
      description: vscode.l10n.t("{0}, has {1}", resource.resourceGroup, identityInWords(resource)),
    })),
    ...(toChange.length === 0 ? [] : moreItems(vscode.l10n.t("Show the Exact Requests"))),
  ];
  return (notes) => [...above, ...notes, ...below];
}
