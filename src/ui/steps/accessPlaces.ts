import * as vscode from "vscode";
import type { Subscription } from "../../azure/accounts";
import type { GrantableResource } from "../../azure/access/roleAssignments";
import type { App } from "../app";
import type { Choice } from "../prompts";

/** Where in a subscription an identity is to get access. A resource is chosen after it. */
export type AccessPlace =
  | { readonly kind: "resource" }
  | { readonly kind: "subscription" }
  | { readonly kind: "resourceGroup"; readonly resourceGroup: string };

/** The places of a subscription, the narrowest first. @throws AzureError */
export async function placeChoices(
  app: App,
  subscription: Subscription,
  signal: AbortSignal,
): Promise<Choice<AccessPlace>[]> {
  const groups = await app.identities.listResourceGroups(subscription, signal);
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
  app: App,
  subscription: Subscription,
  signal: AbortSignal,
): Promise<Choice<GrantableResource>[]> {
  const resources = await app.roleAssignments.listResources(subscription, signal);
  return resources
    .map((resource) => ({
      label: resource.name,
      description: resource.type,
      detail: resource.id,
      data: resource,
    }))
    .sort((left, right) => left.label.localeCompare(right.label));
}
