import * as vscode from "vscode";
import type { Subscription } from "../../azure/accounts";
import type { GrantableResource, RoleAssignmentGateway } from "../../azure/access/roleAssignments";
import type { UserAssignedIdentityGateway } from "../../azure/identities/userAssignedIdentities";
import type { Choice } from "../prompts";

/** What asking where access is granted works with. */
export interface AccessPlaceDeps {
  readonly identities: Pick<UserAssignedIdentityGateway, "listResourceGroups">;
  readonly roleAssignments: Pick<RoleAssignmentGateway, "listResources">;
}

/** Where in a subscription an identity is to get access. A resource is chosen after it. */
export type AccessPlace =
  | { readonly kind: "resource" }
  | { readonly kind: "subscription" }
  | { readonly kind: "resourceGroup"; readonly resourceGroup: string };

/** The places of a subscription, the narrowest first. @throws AzureError */
export async function placeChoices(
  { identities }: Pick<AccessPlaceDeps, "identities">,
  subscription: Subscription,
  signal: AbortSignal,
): Promise<Choice<AccessPlace>[]> {
  const groups = await identities.listResourceGroups(subscription, signal);
  return [
    {
      icon: "search",
      label: vscode.l10n.t("A Resource..."),
      description: vscode.l10n.t("the least access"),
      data: { kind: "resource" },
    },
    {
      icon: "symbol-namespace",
      label: vscode.l10n.t("The Whole Subscription"),
      description: subscription.name,
      data: { kind: "subscription" },
    },
    ...groups.map(({ name, location }): Choice<AccessPlace> => ({
      icon: "folder",
      label: name,
      description: location,
      data: { kind: "resourceGroup", resourceGroup: name },
      group: vscode.l10n.t("Resource groups"),
    })),
  ];
}

/** Every resource of a subscription, by name. @throws AzureError */
export async function resourceChoices(
  { roleAssignments }: Pick<AccessPlaceDeps, "roleAssignments">,
  subscription: Subscription,
  signal: AbortSignal,
): Promise<Choice<GrantableResource>[]> {
  const resources = await roleAssignments.listResources(subscription, signal);
  return resources
    .map((resource) => ({
      label: resource.name,
      description: resource.type,
      detail: resource.id,
      data: resource,
    }))
    .sort((left, right) => left.label.localeCompare(right.label));
}
