import * as vscode from "vscode";
import type { Subscription, Tenant } from "../../azure/accounts";
import type { AzureError } from "../../azure/azureError";
import {
  distinctSubscriptions,
  listOverSubscriptions,
  type NamedRoleAssignment,
  type RoleAssignmentListing,
} from "../../azure/access/roleAssignmentsOfTenant";
import { findOrphaned } from "../../azure/access/roleAssignmentsOrphaned";
import type { OrphanSearchDeps, OrphanedDeps } from "./deps";
import { pickAssignments } from "./accessPick";
import { removeAssignments } from "./accessRemove";
import { inDirectory } from "../../ui/inDirectory";
import { describeFailure } from "../../ui/words/failure";
import { notifyWarning } from "../../ui/shown/messages";

interface Found {
  readonly listing: RoleAssignmentListing;
  /** The directories that did not say which principals exist. */
  readonly unknown: readonly { readonly tenant: Tenant; readonly error: AzureError | undefined }[];
}

/** Lists the role assignments whose identity is gone, over all visible subscriptions, and removes those that the user picks. */
export async function listOrphanedRoleAssignments(deps: OrphanedDeps): Promise<void> {
  const title = vscode.l10n.t("Orphaned role assignments");
  await deps.inventory.load();
  // A sign-in on the way may have everything listed anew.
  const subscriptions = deps.inventory.subscriptions.map(({ subscription }) => subscription);
  const { listing, unknown } = await search(deps, subscriptions, title);
  for (const { tenant, error } of unknown) {
    void notifyWarning(describeUnknown(tenant, error));
  }
  if (unknown.length > 0 && listing.assignments.length === 0) {
    return;
  }
  const picked = await pickAssignments(deps, listing, subscriptions, {
    title,
    placeholder: vscode.l10n.t("Their identities no longer exist. Select the ones to remove."),
    empty: vscode.l10n.t("No orphaned role assignments were found."),
    detail: ({ principalId }) => vscode.l10n.t("Principal {0} no longer exists", principalId),
  });
  if (picked.length > 0) {
    await removeAssignments(deps, picked, vscode.l10n.t("Remove these role assignments of deleted identities?"));
  }
}

async function search(deps: OrphanSearchDeps, visible: readonly Subscription[], title: string): Promise<Found> {
  const tenants = new Map(distinctSubscriptions(visible).map(({ tenant }) => [tenant.tenantId.toLowerCase(), tenant]));
  const found: Found[] = [];
  for (const tenant of tenants.values()) {
    found.push(
      await inDirectory(deps, tenant, title, (signal) => {
        const subscriptions = distinctSubscriptions(visible, tenant.tenantId);
        return searchTenant(deps, tenant, subscriptions, signal);
      }),
    );
  }
  return {
    listing: {
      assignments: found.flatMap(({ listing }) => listing.assignments),
      failures: found.flatMap(({ listing }) => listing.failures),
    },
    unknown: found.flatMap(({ unknown }) => unknown),
  };
}

async function searchTenant(
  deps: OrphanSearchDeps,
  tenant: Tenant,
  subscriptions: readonly Subscription[],
  signal: AbortSignal,
): Promise<Found> {
  const [first] = subscriptions;
  const self = first && (await deps.permissions.self(first, signal));
  const all = await listOverSubscriptions(
    subscriptions,
    (subscription) => deps.roleAssignments.listAll(subscription, signal),
    deps.roles,
    signal,
  );
  const witness = self?.kind === "objectId" ? self.objectId : undefined;
  const result = await findOrphaned<NamedRoleAssignment>(deps.directory, tenant, all.assignments, witness, signal);
  return result.kind === "known"
    ? { listing: { ...all, assignments: result.orphaned }, unknown: [] }
    : { listing: { ...all, assignments: [] }, unknown: [{ tenant, error: result.error }] };
}

function describeUnknown({ displayName, tenantId }: Tenant, error: AzureError | undefined): string {
  const name = displayName ?? tenantId;
  const what = vscode.l10n.t("Couldn't determine which role assignments in {0} are orphaned.", name);
  if (error === undefined) {
    return vscode.l10n.t("{0} Its tenant doesn't show enough to tell.", what);
  }
  const { what: happened, advice } = describeFailure(error);
  return [what, happened, advice].join(" ");
}
