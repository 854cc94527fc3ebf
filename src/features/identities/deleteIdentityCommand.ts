import * as vscode from "vscode";
import type { App } from "../../ui/app";
import { selectedNodes } from "../changeIdentities/batchTargets";
import { deleteIdentityWithReview } from "./deleteIdentity";
import { identityOfNode, resolveIdentity } from "../../ui/steps/identityTargets";

/** Deletes user-assigned identities, each after a review of what depends on it: those that were selected, or one that is picked. */
export async function deleteIdentity(app: App, node?: unknown, nodes?: unknown): Promise<void> {
  const selected = selectedNodes(node, nodes).flatMap((each) => identityOfNode(app, each) ?? []);
  const title = vscode.l10n.t("Delete user-assigned identity");
  const targets = selected.length > 0 ? selected : [await resolveIdentity(app, node, title)];
  for (const target of targets) {
    await deleteIdentityWithReview(app, target);
  }
}
