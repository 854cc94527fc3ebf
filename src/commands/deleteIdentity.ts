import * as vscode from "vscode";
import type { App } from "../ui/app";
import { deleteIdentityWithReview } from "../ui/flows/deleteIdentity";
import { resolveIdentity } from "../ui/flows/identityTargets";

/** Deletes a user-assigned identity, after a review of what depends on it. */
export async function deleteIdentity(app: App, argument?: unknown): Promise<void> {
  const target = await resolveIdentity(app, argument, vscode.l10n.t("Delete user-assigned identity"));
  await deleteIdentityWithReview(app, target);
}
