import * as vscode from "vscode";
import type { DeletionFactDeps } from "./deps";
import { formatNames } from "../../ui/words/change";
import { inARow } from "../../ui/words/inARow";
import { describeServiceType, iconOfService } from "../../ui/words/serviceTypes";
import { otherNames } from "./deletionWords";
import { describeGap, describeUnseenGap } from "../usage/gapWords";
import { federatedLines, useLines } from "../usage/dependencyLines";
import type { DeletionFacts } from "./deleteIdentityFacts";
import type { IdentityTarget } from "../../ui/steps/identityTargets";
import { subscriptionsOf } from "../usage/impact";
import { accessLines } from "../usage/impactLines";
import { heading, showLines } from "../changeIdentities/lines";
import { copyText, type CopyLine, permissionLines } from "../changeIdentities/permissionLines";
import type { Line } from "../../ui/shown/quickPick";
import { formatPlural } from "../../ui/words/plural";

/** `detachAndDelete`: it is taken off the resources first, so that none is left with a dead reference. */
export type DeletionChoice = "detachAndDelete" | "delete";

interface DeletionLine extends CopyLine {
  readonly action?: DeletionChoice | "listAgain";
}

function deleteLine(facts: DeletionFacts): DeletionLine {
  const { uses, gaps } = facts;
  const others = otherNames(facts);
  if (uses.length === 0 && others.length > 0) {
    return {
      icon: "trash",
      label: vscode.l10n.t("Delete Anyway"),
      detail: vscode.l10n.t("Resources that use it lose it: {0}", formatNames(others)),
      action: "delete",
    };
  }
  if (uses.length > 0) {
    return {
      icon: "trash",
      label: vscode.l10n.t("Delete Only"),
      detail: vscode.l10n.t("The resources keep a reference to the deleted identity."),
      action: "delete",
    };
  }
  return gaps.length === 0
    ? { icon: "trash", label: vscode.l10n.t("Delete"), action: "delete" }
    : {
        icon: "trash",
        label: vscode.l10n.t("Delete Without Knowing Who Uses It"),
        detail: vscode.l10n.t("Resources that weren't checked might keep a reference to the deleted identity."),
        action: "delete",
      };
}

function actionLines(facts: DeletionFacts): DeletionLine[] {
  const { uses, gaps } = facts;
  const others = otherNames(facts);
  const again: DeletionLine = {
    icon: "refresh",
    label: vscode.l10n.t("Retry What Couldn't Be Listed"),
    action: "listAgain",
  };
  const detach: DeletionLine = {
    icon: "checklist",
    label: formatPlural(
      vscode.l10n.t("Remove It from {count, plural, one {# Resource} other {# Resources}}, Then Delete"),
      { count: uses.length },
    ),
    detail: detachDetail(others, gaps.length === 0),
    action: "detachAndDelete",
  };
  return [
    ...(gaps.some(({ kind }) => kind === "listing" || kind === "tenant") ? [again] : []),
    ...(uses.length === 0 ? [] : [detach]),
    deleteLine(facts),
  ];
}

/** That it can be taken off other kinds of resources is not offered: they keep it. */
function detachDetail(others: readonly string[], isAllKnown: boolean): string {
  if (others.length > 0) {
    return vscode.l10n.t("Other resources that use it lose it: {0}", formatNames(others));
  }
  return isAllKnown
    ? vscode.l10n.t("No dead references are left.")
    : vscode.l10n.t("No dead references are left on the resources that were checked.");
}

function gapLines({ gaps, unseen }: DeletionFacts): Line[] {
  const found = gaps.map(describeGap);
  const all = unseen.kind === "failed" ? [...found, describeUnseenGap(unseen.error)] : found;
  const lines = all.map(({ what, why }) => ({ icon: "question", label: what, detail: why }));
  return lines.length === 0 ? [] : [heading(vscode.l10n.t("Not checked")), ...lines];
}

/** What the service names as using it, and the listings do not hold. */
function unseenLines({ unseen }: DeletionFacts): Line[] {
  return unseen.kind === "failed"
    ? []
    : unseen.value.map(({ name, type, subscription }) => ({
        icon: iconOfService(type),
        label: name,
        description: inARow([describeServiceType(type), subscription]),
        detail: vscode.l10n.t("It isn't listed here. You might not have permission to read it."),
      }));
}

/** Shows what depends on an identity, and waits for how it is to be deleted. @throws PromptCancelled */
export async function reviewDeletion(
  deps: Pick<DeletionFactDeps, "inventory">,
  target: IdentityTarget,
  facts: DeletionFacts,
  canGoBack: boolean,
): Promise<DeletionChoice | "listAgain"> {
  const { uses, usage, access, federated, permissions } = facts;
  return await showLines<DeletionLine, DeletionChoice | "listAgain">(
    {
      title: vscode.l10n.t("Delete {0}: review what depends on it", target.identity.name),
      canGoBack,
      placeholder: vscode.l10n.t("Nothing changes until you select an option and confirm it"),
      items: [
        ...actionLines(facts),
        ...permissionLines(permissions),
        ...gapLines(facts),
        ...useLines(uses, usage),
        ...unseenLines(facts),
        heading(vscode.l10n.t("Role assignments that will be orphaned")),
        ...accessLines(access, subscriptionsOf(deps, target)),
        ...federatedLines(vscode.l10n.t("Federated credentials that will be deleted with it"), federated),
      ],
    },
    async ({ action, copy }) => {
      if (copy !== undefined) {
        await copyText(copy);
      }
      return action;
    },
  );
}
