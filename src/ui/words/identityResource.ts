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

/** What is known of an identity, line by line, for a tooltip. */
export function identityLines(identity: UserAssignedIdentityResource, usage: string): (string | undefined)[] {
  const { name, resourceGroup, location, clientId, principalId, tenantId, id } = identity;
  return [
    l10n.t("User-assigned identity {0}", name),
    l10n.t("Resource group {0}, {1}", resourceGroup, location),
    usage,
    clientId && l10n.t("Client ID {0}", clientId),
    principalId && l10n.t("Principal ID {0}", principalId),
    tenantId && l10n.t("Tenant {0}", tenantId),
    id,
  ];
}
