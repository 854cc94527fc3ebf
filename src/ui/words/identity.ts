import { l10n } from "vscode";
import type { ComputeResource } from "../../azure/compute/computeResource";
import type { IdentityState } from "../../identity/identityState";

/** The kind of a resource, as people say it. */
export function formatKind(resource: ComputeResource): string {
  if (resource.kind === "virtualMachine") {
    return l10n.t("virtual machine");
  }
  return resource.orchestrationMode === "Flexible" ? l10n.t("Flexible scale set") : l10n.t("Uniform scale set");
}

function describeUserAssigned(count: number): string {
  return count === 1 ? l10n.t("1 user-assigned") : l10n.t("{0} user-assigned", count);
}

/** A few words for a state: what stands behind a name in the tree. */
export function formatState(state: IdentityState): string {
  const count = state.userAssigned.length;
  if (state.systemAssigned) {
    return count === 0 ? l10n.t("system-assigned") : l10n.t("system-assigned, {0}", describeUserAssigned(count));
  }
  return count === 0 ? l10n.t("no identity") : describeUserAssigned(count);
}

/** A few words for what a resource carries, or for why that cannot be said. */
export function describeIdentity({ identity }: ComputeResource): string {
  return identity.kind === "state" ? formatState(identity.state) : l10n.t("unreadable identity");
}

/** What a resource has after a change, read back from Azure, as a whole sentence. */
export function describeVerified(resource: ComputeResource): string {
  if (resource.identity.kind === "unreadable") {
    return l10n.t("{resource} was changed, but its identities aren't understood.", { resource: resource.name });
  }
  const { systemAssigned, userAssigned } = resource.identity.state;
  const places = { resource: resource.name, count: userAssigned.length };
  switch (userAssigned.length) {
    case 0:
      return systemAssigned
        ? l10n.t("{resource} now has a system-assigned identity (verified).", places)
        : l10n.t("{resource} no longer has an identity (verified).", places);
    case 1:
      return systemAssigned
        ? l10n.t("{resource} now has a system-assigned identity and 1 user-assigned identity (verified).", places)
        : l10n.t("{resource} now has 1 user-assigned identity (verified).", places);
    default:
      return systemAssigned
        ? l10n.t(
            "{resource} now has a system-assigned identity and {count} user-assigned identities (verified).",
            places,
          )
        : l10n.t("{resource} now has {count} user-assigned identities (verified).", places);
  }
}

/** The same, for a row of a tree: "system-assigned + 2 user-assigned". */
export function identityInShort({ identity }: ComputeResource): string {
  if (identity.kind === "unreadable") {
    return l10n.t("unreadable identity");
  }
  const { systemAssigned, userAssigned } = identity.state;
  if (userAssigned.length === 0) {
    return systemAssigned ? l10n.t("system-assigned") : l10n.t("no identity");
  }
  const some = describeUserAssigned(userAssigned.length);
  return systemAssigned ? l10n.t("system-assigned + {0}", some) : some;
}

/** A resource for a screen reader: name, kind, region, and which identities are on. */
export function resourceAloud(resource: ComputeResource): string {
  return l10n.t(
    "{0}, {1}, {2}, {3}",
    resource.name,
    formatKind(resource),
    resource.location,
    describeIdentity(resource),
  );
}
