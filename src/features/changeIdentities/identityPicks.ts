import * as vscode from "vscode";
import { readState } from "../../identity/readIdentity";
import type { Subscription } from "../../azure/accounts";
import type { ChangeTarget, UserAssignedIdentityResource } from "../../azure/compute/computeResource";
import type { DeadReferences } from "../../azure/inventory/deadReferences";
import { directoryKey, type SubscriptionInventory } from "../../azure/inventory/subscriptionInventory";
import { findUserAssigned, type UserAssignedIdentity } from "../../identity/identityState";
import { parseResourceId, resourceIdKey, resourceName } from "../../identity/resourceId";
import type { Choice } from "../../ui/prompts";
import type { TargetDeps } from "../../ui/steps/targets";
import { formatPlural } from "../../ui/words/plural";
import { inARow } from "../../ui/words/inARow";

/** How many of the resources that are to get an identity have it, or an earlier one of its name. */
interface Holders {
  readonly having: number;
  readonly earlier: number;
  readonly all: number;
}

function placeOf({ resourceGroup, location }: UserAssignedIdentityResource, holders: Holders): string {
  const { having, earlier, all } = holders;
  const place = inARow([resourceGroup, location]);
  if (earlier === all) {
    return vscode.l10n.t("{0} (earlier identity of this name: remove and assign again)", place);
  }
  if (earlier > 0) {
    return vscode.l10n.t(
      "{subscription} (earlier identity of this name on {count} of {total}: remove and assign again)",
      { subscription: place, count: earlier, total: all },
    );
  }
  if (having === all) {
    return vscode.l10n.t("{0} (already assigned)", place);
  }
  return having === 0
    ? place
    : vscode.l10n.t("{subscription} (already assigned to {count} of {total})", {
        subscription: place,
        count: having,
        total: all,
      });
}

function assignable(identity: UserAssignedIdentityResource, subscription: string, holders: Holders): Choice<string> {
  const isAssigned = holders.having === holders.all;
  return {
    ...(isAssigned ? { icon: "check", isFixed: true } : {}),
    label: identity.name,
    description: placeOf(identity, holders),
    group: subscription,
    data: identity.id,
  };
}

function holdersOf({ deadReferences }: PickDeps, targets: readonly ChangeTarget[], id: string): Holders {
  const listing = targets.filter(
    ({ resource: { identity } }) => identity.kind === "state" && findUserAssigned(identity.state, id) !== undefined,
  );
  const earlier = listing.filter(({ resource }) => deadReferences.stateOn(resource, id).kind === "stale").length;
  return { having: listing.length - earlier, earlier, all: targets.length };
}

/** What listing the identities to choose from works with. */
export interface PickDeps extends TargetDeps {
  readonly deadReferences: Pick<DeadReferences, "check" | "stateOn">;
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

/**
 * Every identity that the resources could take, by id. Those that all of them have come last in their subscription and cannot be ticked; those of which they have
 * an earlier one are marked.
 */
export async function assignableIdentities(
  deps: PickDeps,
  targets: readonly ChangeTarget[],
): Promise<Choice<string>[]> {
  const sources = await identitySources(
    deps,
    targets.map(({ subscription }) => subscription),
  );
  await deps.deadReferences.check();
  const choices = sources.flatMap(({ subscription, identities }) =>
    [...identities.values()].map((item) => assignable(item, subscription.name, holdersOf(deps, targets, item.id))),
  );
  const isFixed = ({ isFixed = false }: Choice<string>): number => Number(isFixed);
  return choices.toSorted((left, right) => isFixed(left) - isFixed(right));
}

function removable(identity: UserAssignedIdentity, having: number, all: number): Choice<string> {
  const { id, clientId } = identity;
  const group = parseResourceId(id)?.resourceGroup ?? "";
  return {
    label: resourceName(id),
    description:
      all === 1
        ? group
        : formatPlural(
            vscode.l10n.t("{resourceGroup}, on {having} of {count, plural, one {# resource} other {# resources}}"),
            { resourceGroup: group, having, count: all },
          ),
    ...(clientId === undefined ? {} : { detail: vscode.l10n.t("Client ID {0}", clientId) }),
    data: id,
  };
}

/** The user-assigned identities that at least one of the resources has, by id; those of most resources first. */
export function removableIdentities(targets: readonly ChangeTarget[]): Choice<string>[] {
  const held = targets.flatMap(({ resource: { identity } }) => readState(identity)?.userAssigned ?? []);
  return [...Map.groupBy(held, ({ id }) => resourceIdKey(id)).values()]
    .sort((left, right) => right.length - left.length)
    .flatMap((same) => same.slice(0, 1).map((identity) => removable(identity, same.length, targets.length)));
}
