import * as vscode from "vscode";
import type { ComputeResource } from "../../azure/compute/computeResource";
import { staleIdsOf } from "../../azure/inventory/deadReferences";
import { type IdentityChange, partsOf } from "../../identity/identityChange";
import { resourceIdKey, resourceName } from "../../identity/resourceId";
import { notifyWarning } from "../../ui/shown/messages";
import type { ChangeDeps } from "./deps";
import { formatNames } from "../../ui/words/change";

/** The keys of the identities that a change assigns; where a resource has an earlier one of them, it stays as it is. */
function assignedBy(change: IdentityChange): ReadonlySet<string> {
  const ids = partsOf(change).flatMap((part) => (part.kind === "assignUserAssigned" ? part.ids : []));
  return new Set(ids.map(resourceIdKey));
}

/**
 * Says that resources still have an earlier identity of the name that was to be assigned, and offers to remove and assign it again.
 * Does not wait for the user. Goes by the resources as the inventory has them.
 * @returns whether there was something to say
 */
export async function notifyStale(
  { deadReferences }: Pick<ChangeDeps, "deadReferences">,
  resources: readonly ComputeResource[],
  change: IdentityChange,
): Promise<boolean> {
  const assigned = assignedBy(change);
  if (assigned.size === 0) {
    return false;
  }
  await deadReferences.check();
  const stale = resources
    .map((resource) => {
      const ids = staleIdsOf(resource, deadReferences).filter((id) => assigned.has(resourceIdKey(id)));
      return { resource, ids };
    })
    .filter(({ ids }) => ids.length > 0);
  if (stale.length === 0) {
    return false;
  }
  const ids = new Map(stale.flatMap((each) => each.ids).map((id) => [resourceIdKey(id), id]));
  const button = vscode.l10n.t("Remove and Assign Again...");
  const text = vscode.l10n.t(
    "{identity} was deleted and created again, but {resource} still refers to the earlier one. Remove it and assign it again.",
    {
      identity: formatNames([...ids.values()].map(resourceName)),
      resource: formatNames(stale.map(({ resource }) => resource.name)),
    },
  );
  void notifyWarning(text, button).then(async (pressed) => {
    if (pressed === button) {
      const nodes = stale.map(({ resource: { id } }) => ({
        kind: "resource",
        id,
        subscriptionKey: "",
        resourceId: id,
      }));
      await vscode.commands.executeCommand("managedIdentities.reassignIdentity", nodes[0], nodes);
    }
  });
  return true;
}
