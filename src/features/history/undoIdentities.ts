import * as vscode from "vscode";
import type { Subscription } from "../../azure/accounts";
import { AzureError } from "../../azure/azureError";
import { type CheckedIdentity, checkIdentity } from "../../azure/inventory/deadReferences";
import { forEachBounded } from "../../azure/forEachBounded";
import { type IdentityChange, partsOf } from "../../identity/identityChange";
import { samePrincipal, type UserAssignedIdentity } from "../../identity/identityState";
import { resourceIdKey } from "../../identity/resourceId";
import type { HistoryDeps } from "./deps";
import { withCancellableProgress } from "../../ui/cancellableProgress";
import type { LostFate } from "./undoWords";

/** GETs at the same time. A change has removed hardly ever more than a few identities. */
const ASKED_AT_ONCE = 4;

/** What has become of an identity since it was removed; undefined where it is the same, or nothing is known. */
export type FateOf = (identity: UserAssignedIdentity) => LostFate | undefined;

/**
 * Asks for each identity that changes would assign again: one GET. One that was deleted cannot be assigned, and one that was made again
 * under the same name is another principal.
 * @throws AzureError `cancelled`
 */
export async function readFates(deps: HistoryDeps, changes: readonly IdentityChange[]): Promise<FateOf> {
  const assigned = changes.flatMap(partsOf).flatMap((part) => (part.kind === "assignUserAssigned" ? part.ids : []));
  const ids = new Map(assigned.map((id) => [resourceIdKey(id), id]));
  const found = new Map<string, CheckedIdentity>();
  if (ids.size > 0) {
    await deps.inventory.load();
    const title = vscode.l10n.t("Checking whether the removed identities still exist");
    await withCancellableProgress(title, (signal) =>
      forEachBounded([...ids], ASKED_AT_ONCE, async ([key, id]) => {
        const owner = deps.deadReferences.ownerOf(id);
        if (owner !== undefined) {
          found.set(key, await check(deps, owner.subscription, id, signal));
        }
      }),
    );
  }
  return ({ id, principalId }) => {
    const now = found.get(resourceIdKey(id));
    if (now?.kind === "alive") {
      return samePrincipal(now.identity.principalId, principalId) === false ? "another" : undefined;
    }
    return now?.kind === "dead" ? "gone" : undefined;
  };
}

async function check(
  deps: HistoryDeps,
  subscription: Subscription,
  id: string,
  signal: AbortSignal,
): Promise<CheckedIdentity> {
  const checked = await checkIdentity(deps.identities, subscription, id, signal);
  if (checked.kind === "unknown" && AzureError.is(checked.error, "cancelled")) {
    throw checked.error;
  }
  return checked;
}
