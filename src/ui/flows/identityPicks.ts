import * as vscode from "vscode";
import type { UserAssignedIdentityResource } from "../../azure/computeResource";
import { findUserAssigned, type UserAssignedIdentity } from "../../identity/identityState";
import { parseResourceId, resourceName } from "../../identity/resourceId";
import type { App } from "../app";
import type { Choice } from "../prompts";
import type { ChangeTarget } from "./changeIdentities";

function assignable(identity: UserAssignedIdentityResource, subscription: string, isThere: boolean): Choice<string> {
  const place = vscode.l10n.t("{0}, {1}", identity.resourceGroup, identity.location);
  return {
    label: isThere ? `$(check) ${identity.name}` : identity.name,
    description: isThere ? vscode.l10n.t("{0} (already assigned)", place) : place,
    group: subscription,
    data: identity.id,
  };
}

/**
 * Every identity that a resource could take, by id: those of all visible subscriptions of its tenant (azure-behaviour section 6).
 * Those that it has are marked.
 */
export async function assignableIdentities(app: App, target: ChangeTarget): Promise<Choice<string>[]> {
  await app.inventory.load();
  const { identity } = target.resource;
  const isThere = (id: string): boolean =>
    identity.kind === "state" && findUserAssigned(identity.state, id) !== undefined;
  const { tenantId } = target.subscription.tenant;
  return app.inventory.subscriptions
    .filter((each) => each.subscription.tenant.tenantId === tenantId)
    .flatMap((each) =>
      [...each.identities.values()].map((item) => assignable(item, each.subscription.name, isThere(item.id))),
    );
}

function removable({ id, clientId }: UserAssignedIdentity): Choice<string> {
  const group = parseResourceId(id)?.resourceGroup;
  return {
    label: resourceName(id),
    ...(group === undefined ? {} : { description: group }),
    ...(clientId === undefined ? {} : { detail: vscode.l10n.t("Client ID {0}", clientId) }),
    data: id,
  };
}

/** The user-assigned identities that a resource has, by id. */
export function removableIdentities({ resource }: ChangeTarget): Choice<string>[] {
  return resource.identity.kind === "state" ? resource.identity.state.userAssigned.map(removable) : [];
}
