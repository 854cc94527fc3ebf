import * as vscode from "vscode";
import type { Subscription } from "../../azure/accounts";
import type { ChangeTarget, UserAssignedIdentityResource } from "../../azure/compute/computeResource";
import { directoryKey, type SubscriptionInventory } from "../../azure/inventory/subscriptionInventory";
import { findUserAssigned, type UserAssignedIdentity } from "../../identity/identityState";
import { parseResourceId, resourceIdKey, resourceName } from "../../identity/resourceId";
import type { Choice } from "../../ui/prompts";
import type { TargetDeps } from "../../ui/steps/targets";

/** `having` of the `all` resources have the identity already. */
function assignable(
  identity: UserAssignedIdentityResource,
  subscription: string,
  having: number,
  all: number,
): Choice<string> {
  const place = vscode.l10n.t("{0}, {1}", identity.resourceGroup, identity.location);
  const there =
    having === all
      ? vscode.l10n.t("{0} (already assigned)", place)
      : vscode.l10n.t("{0} (already assigned to {1} of {2})", place, having, all);
  return {
    ...(having === all ? { icon: "check" } : {}),
    label: identity.name,
    description: having === 0 ? place : there,
    group: subscription,
    data: identity.id,
  };
}

function has({ resource: { identity } }: ChangeTarget, id: string): boolean {
  return identity.kind === "state" && findUserAssigned(identity.state, id) !== undefined;
}

/** The visible subscriptions whose identities can be assigned in those given: all of the same directory. */
export async function identitySources(
  { inventory }: TargetDeps,
  subscriptions: readonly Subscription[],
): Promise<readonly SubscriptionInventory[]> {
  await inventory.load();
  const directories = new Set(subscriptions.map(directoryKey));
  return inventory.subscriptions.filter(({ subscription }) => directories.has(directoryKey(subscription)));
}

/** Every identity that the resources could take, by id. Those that they have are marked. */
export async function assignableIdentities(
  deps: TargetDeps,
  targets: readonly ChangeTarget[],
): Promise<Choice<string>[]> {
  const sources = await identitySources(
    deps,
    targets.map(({ subscription }) => subscription),
  );
  return sources.flatMap(({ subscription, identities }) =>
    [...identities.values()].map((item) => {
      const having = targets.filter((target) => has(target, item.id)).length;
      return assignable(item, subscription.name, having, targets.length);
    }),
  );
}

function removable(identity: UserAssignedIdentity, having: number, all: number): Choice<string> {
  const { id, clientId } = identity;
  const group = parseResourceId(id)?.resourceGroup ?? "";
  return {
    label: resourceName(id),
    description: all === 1 ? group : vscode.l10n.t("{0}, on {1} of {2} resources", group, having, all),
    ...(clientId === undefined ? {} : { detail: vscode.l10n.t("Client ID {0}", clientId) }),
    data: id,
  };
}

/** The user-assigned identities that at least one of the resources has, by id; those of most resources first. */
export function removableIdentities(targets: readonly ChangeTarget[]): Choice<string>[] {
  const held = targets.flatMap(({ resource: { identity } }) =>
    identity.kind === "state" ? identity.state.userAssigned : [],
  );
  return [...Map.groupBy(held, ({ id }) => resourceIdKey(id)).values()]
    .sort((left, right) => right.length - left.length)
    .flatMap((same) => same.slice(0, 1).map((identity) => removable(identity, same.length, targets.length)));
}
