import * as vscode from "vscode";
import type { Subscription } from "../../azure/accounts";
import type { GrantableResource, RoleAssignmentGateway } from "../../azure/access/roleAssignments";
import type { UserAssignedIdentityGateway } from "../../azure/identities/userAssignedIdentities";
import { forEachBounded } from "../../azure/forEachBounded";
import { parseResourceId } from "../../identity/resourceId";
import type { Choice, Prompts } from "../prompts";
import { describeResourceType } from "../words/resourceType";

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

/** A resource, and the subscription that it lies in. */
export interface PlacedResource {
  readonly subscription: Subscription;
  readonly resource: GrantableResource;
}

/** Subscriptions whose resources are listed at the same time. */
const AT_ONCE = 8;

/** Every resource of some subscriptions, by name; a subscription that cannot be listed is left out where another can. @throws AzureError */
export async function resourceChoices(
  { roleAssignments }: Pick<AccessPlaceDeps, "roleAssignments">,
  subscriptions: readonly Subscription[],
  signal: AbortSignal,
): Promise<Choice<PlacedResource>[]> {
  const choices: Choice<PlacedResource>[] = [];
  const errors: unknown[] = [];
  await forEachBounded(subscriptions, AT_ONCE, async (subscription) => {
    try {
      const resources = await roleAssignments.listResources(subscription, signal);
      choices.push(...resources.map((resource) => resourceChoice({ subscription, resource })));
    } catch (error) {
      errors.push(error);
    }
  });
  if (errors.length > 0 && errors.length === subscriptions.length) {
    throw errors[0];
  }
  return choices.sort((left, right) => left.label.localeCompare(right.label));
}

function resourceChoice(data: PlacedResource): Choice<PlacedResource> {
  const { subscription, resource } = data;
  const { name, icon } = describeResourceType(resource.type);
  return {
    icon,
    label: resource.name,
    description: vscode.l10n.t("{kind} in {resourceGroup}, {subscription}", {
      kind: name,
      resourceGroup: parseResourceId(resource.id)?.resourceGroup ?? "",
      subscription: subscription.name,
    }),
    detail: resource.id,
    data,
  };
}

/** Asks for a resource of some subscriptions. @throws PromptCancelled, WentBack, AzureError */
export async function searchResource(
  deps: Pick<AccessPlaceDeps, "roleAssignments">,
  prompts: Prompts,
  subscriptions: readonly Subscription[],
  signal: AbortSignal,
): Promise<PlacedResource> {
  return await prompts.search(resourceChoices(deps, subscriptions, signal), {
    placeholder: vscode.l10n.t("Type part of the resource's name, type, or resource group"),
    loading: vscode.l10n.t("Listing resources..."),
    empty: vscode.l10n.t("There are no resources that you can see."),
    noMatch: (text) => vscode.l10n.t('No resource matches "{text}"', { text }),
  });
}
