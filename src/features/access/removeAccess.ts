import * as vscode from "vscode";
import type { RemoveAccessDeps } from "./deps";
import { removeAssignments } from "./accessRemove";
import { withPrincipal } from "../../ui/steps/accessTargets";
import { accessOf, subscriptionsOf } from "../usage/impact";
import { pickAssignments } from "./accessPick";
import { withCancellableProgress } from "../../ui/cancellableProgress";

/** Removes role assignments of an identity: those that the user picks from all that it has. */
export async function removeAccess(deps: RemoveAccessDeps, node?: unknown): Promise<void> {
  const title = vscode.l10n.t("Remove access");
  await withPrincipal(deps, node, title, async (target, { canGoBack }) => {
    const progress = vscode.l10n.t("Looking up the access of {0}", target.label);
    const listing = await withCancellableProgress(progress, (signal) => accessOf(deps, target, signal));
    const chosen = await pickAssignments(deps, listing, subscriptionsOf(deps, target), {
      title,
      placeholder: vscode.l10n.t("Role assignments to remove from {0}", target.label),
      empty: vscode.l10n.t("{0} has no role assignments that you have access to.", target.label),
      canGoBack,
    });
    if (chosen.length > 0) {
      await removeAssignments(deps, chosen, vscode.l10n.t("Remove this access from {0}?", target.label));
    }
  });
}
