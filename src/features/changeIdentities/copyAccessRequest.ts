import * as vscode from "vscode";
import { HELPFUL_ROLES, type NeededRight, rightsForChange } from "../../identity/permissionsNeeded";
import { parseResourceId } from "../../identity/resourceId";
import type { App } from "../../ui/app";
import { copyText } from "./permissionLines";
import { resolveTarget } from "../../ui/steps/targets";
import { withCancellableProgress } from "../../ui/progress";
import { accessRequestText } from "../../ui/words/permission";

/**
 * Copies the commands with which an administrator grants the rights that were missing; for a resource, or where nothing is given, those
 * that changing its identities takes.
 */
export async function copyAccessRequest(app: App, argument?: unknown): Promise<void> {
  const given = Array.isArray(argument) ? argument.filter(isRight) : [];
  const title = vscode.l10n.t("Copy access request for an administrator");
  const target = given.length > 0 ? undefined : await resolveTarget(app, argument, title);
  const rights = target === undefined ? given : rightsForChange(target.resource, []);
  const subscription = target?.subscription ?? subscriptionOfScope(app, rights[0]?.scope ?? "");
  if (subscription === undefined) {
    throw new Error("The subscription of the scope is not visible.");
  }
  const self = await withCancellableProgress(title, (signal) => app.permissions.self(subscription, signal));
  await copyText(accessRequestText(rights, self));
}

function subscriptionOfScope(app: App, scope: string) {
  const id = (parseResourceId(scope)?.subscriptionId ?? scope.split("/")[2] ?? "").toLowerCase();
  const visible = app.inventory.subscriptions.map(({ subscription }) => subscription);
  return visible.find(({ subscriptionId }) => subscriptionId.toLowerCase() === id) ?? visible[0];
}

/** Other extensions can call a command with anything. */
function isRight(value: unknown): value is NeededRight {
  return (
    typeof value === "object" &&
    value !== null &&
    "scope" in value &&
    typeof value.scope === "string" &&
    "role" in value &&
    typeof value.role === "string" &&
    Object.hasOwn(HELPFUL_ROLES, value.role)
  );
}
