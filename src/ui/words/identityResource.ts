import { l10n } from "vscode";
import type { UserAssignedIdentityResource } from "../../azure/compute/computeResource";
import { inARow } from "./inARow";

/** Where an identity lies. */
export function formatPlace({ resourceGroup, location }: UserAssignedIdentityResource): string {
  return inARow([resourceGroup, location]);
}

/** An identity for a screen reader: name, kind, place, and who uses it. */
export function identityAloud(identity: UserAssignedIdentityResource, usage: string): string {
  return l10n.t("{identity}, user-assigned identity, resource group {resourceGroup}. {state}", {
    identity: identity.name,
    resourceGroup: identity.resourceGroup,
    state: usage,
  });
}
