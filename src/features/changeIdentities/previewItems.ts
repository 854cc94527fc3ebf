import * as vscode from "vscode";
import type { HazardLevel } from "../../identity/hazard";
import { findUserAssigned, type IdentityState } from "../../identity/identityState";
import { parseResourceId, resourceName } from "../../identity/resourceId";
import { type IdentityPlan, isBlocked } from "../../identity/plan";
import { differenceInWords } from "../../ui/words/change";
import { hazardInWords } from "../../ui/words/hazard";
import { heading } from "./lines";
import type { Line } from "../../ui/shown/quickPick";

/** A line of the preview. Only lines with an action do something when they are chosen. */
export interface PreviewItem extends Line {
  readonly action?: "apply" | "showRequest" | "copyAs" | "showAs";
  /** A text that is copied when the line is chosen. */
  readonly copy?: string;
}

/** The icon of each level. */
export const HAZARD_ICONS: Readonly<Record<HazardLevel, string>> = {
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

/** What the preview lists: what to do, what to know, with the notes, what the resource has and what it will have. */
export function previewItems(plan: IdentityPlan, notes: readonly PreviewItem[]): PreviewItem[] {
  const blocked = isBlocked(plan);
  const apply: PreviewItem = {
    icon: "check",
    label: vscode.l10n.t("Apply"),
    description: differenceInWords(plan.difference),
    action: "apply",
  };
  const told = plan.hazards.filter((hazard) => !blocked || hazard.level === "blocker");
  const hazards = told.map((hazard): PreviewItem => {
    const { headline, meaning } = hazardInWords(hazard);
    return { icon: HAZARD_ICONS[hazard.level], label: headline, detail: meaning };
  });
  return [
    ...(blocked ? [] : [apply]),
    ...(hazards.length === 0 ? [] : [heading(vscode.l10n.t("Know before you apply")), ...hazards]),
    ...(blocked ? [] : notes),
    heading(vscode.l10n.t("It has now")),
    ...identityItems(plan.before, plan.after, { icon: "remove", word: vscode.l10n.t("will be gone") }),
    ...(blocked
      ? []
      : [
          heading(vscode.l10n.t("It will have")),
          ...identityItems(plan.after, plan.before, { icon: "add", word: vscode.l10n.t("new") }),
          ...moreItems(vscode.l10n.t("Show the Exact Request")),
        ]),
  ];
}
