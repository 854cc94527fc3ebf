import { l10n } from "vscode";
import type { UserAssignedIdentityResource } from "../../azure/compute/computeResource";

/** Where an identity lies. */
export function formatPlace({ resourceGroup, location }: UserAssignedIdentityResource): string {
  return l10n.t("{0}, {1}", resourceGroup, location);
}

/** An identity for a screen reader: name, kind, place, and who uses it. */
export function identityAloud(identity: UserAssignedIdentityResource, usage: string): string {
  return l10n.t("{0}, user-assigned identity, resource group {1}. {2}", identity.name, identity.resourceGroup, usage);
}
