import * as vscode from "vscode";
import { HELPFUL_ROLES, type NeededPermission, permissionsForChange } from "../../identity/permissionsNeeded";
import { parseResourceId } from "../../identity/resourceId";
import { copyText } from "./permissionLines";
import { type AskDeps, resolveTarget, type TargetDeps } from "../../ui/steps/targets";
import type { PermissionDeps } from "./permissionCheck";
import { withCancellableProgress } from "../../ui/cancellableProgress";
import { accessRequestText } from "../../ui/words/permission";

/**
 * Copies the commands with which an administrator grants the permissions that were missing; for a resource, or where nothing is given, those
 * that changing its identities takes.
 */
export async function copyAccessRequest(
  deps: AskDeps & Pick<PermissionDeps, "permissions">,
  argument?: unknown,
): Promise<void> {
  const given = Array.isArray(argument) ? argument.filter(isNeededPermission) : [];
  const title = vscode.l10n.t("Copy access request for an administrator");
  const target = given.length > 0 ? undefined : await resolveTarget(deps, argument, { title });
  const permissions = target === undefined ? given : permissionsForChange(target.resource, []);
  const subscription = target?.subscription ?? subscriptionOfScope(deps, permissions[0]?.scope ?? "");
  if (subscription === undefined) {
    throw new Error("The subscription of the scope is not visible.");
  }
  const self = await withCancellableProgress(title, (signal) => deps.permissions.self(subscription, signal));
  await copyText(accessRequestText(permissions, self));
}

function subscriptionOfScope({ inventory }: TargetDeps, scope: string) {
  const id = (parseResourceId(scope)?.subscriptionId ?? scope.split("/")[2] ?? "").toLowerCase();
  const visible = inventory.subscriptions.map(({ subscription }) => subscription);
  return visible.find(({ subscriptionId }) => subscriptionId.toLowerCase() === id) ?? visible[0];
}

/** Other extensions can call a command with anything. */
function isNeededPermission(value: unknown): value is NeededPermission {
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
