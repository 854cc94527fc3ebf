import { l10n } from "vscode";
import type { ComputeResource } from "../../azure/compute/computeResource";
import type { IdentityState } from "../../identity/identityState";
import { formatPlural } from "./plural";
import { inARow } from "./inARow";

/** The kind of a resource, as people say it. */
export function formatKind(resource: ComputeResource): string {
  if (resource.kind === "virtualMachine") {
    return l10n.t("virtual machine");
  }
  return resource.orchestrationMode === "Flexible" ? l10n.t("Flexible scale set") : l10n.t("Uniform scale set");
}

function describeUserAssigned(count: number): string {
  return formatPlural(l10n.t("{count, plural, one {# user-assigned} other {# user-assigned}}"), { count });
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
  if (userAssigned.length === 0) {
    return systemAssigned
      ? l10n.t("{resource} now has a system-assigned identity (verified).", places)
      : l10n.t("{resource} no longer has an identity (verified).", places);
  }
  const text = systemAssigned
    ? l10n.t(
        "{resource} now has a system-assigned identity and {count, plural, one {# user-assigned identity} other {# user-assigned identities}} (verified).",
      )
    : l10n.t(
        "{resource} now has {count, plural, one {# user-assigned identity} other {# user-assigned identities}} (verified).",
      );
  return formatPlural(text, places);
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
  return inARow([resource.name, formatKind(resource), resource.location, describeIdentity(resource)]);
}
