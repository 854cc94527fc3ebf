import * as vscode from "vscode";
import type { Subscription } from "../../azure/accounts";
import type { ComputeResource } from "../../azure/compute/computeResource";
import type { FederatedListing } from "../../azure/identities/federatedCredentials";
import type { IdentityUsage } from "../../azure/inventory/identityUsage";
import type { ServiceUse } from "../../azure/inventory/serviceUse";
import { describeFailure } from "../../ui/words/failure";
import { formatKind } from "../../ui/words/identity";
import { describeServiceType, formatNamedUse, iconOfService } from "../../ui/words/serviceTypes";
import { describeUsageGaps, formatUsage } from "../../ui/words/usage";
import { heading } from "../changeIdentities/lines";
import type { Line } from "../../ui/shown/quickPick";

/** A resource, with where it lies. */
export function resourceLine(
  resource: ComputeResource,
  subscription: Subscription,
): Line & { readonly description: string } {
  return {
    icon: resource.kind === "virtualMachine" ? "vm" : "layers",
    label: resource.name,
    description: vscode.l10n.t("{kind} in {resourceGroup}, {place}", {
      kind: formatKind(resource),
      resourceGroup: resource.resourceGroup,
      place: subscription.name,
    }),
  };
}

interface Use {
  readonly subscription: Subscription;
  readonly resource: ComputeResource;
  readonly isDefault: boolean;
}

/** The resources that use an identity, and what is not known about that. */
export function useLines(uses: readonly Use[], usage: IdentityUsage): Line[] {
  const gaps = describeUsageGaps(usage);
  return [
    heading(vscode.l10n.t("Used by")),
    { icon: "info", label: formatUsage(usage), ...(gaps.length === 0 ? {} : { detail: gaps.join(" ") }) },
    ...uses.map(({ resource, subscription, isDefault }) => ({
      ...resourceLine(resource, subscription),
      ...(isDefault ? { detail: formatDefaultUse() } : {}),
    })),
    ...usage.services.map(serviceLine),
  ];
}

/** Another kind of resource that uses an identity, with where it lies. */
export function serviceLine(use: ServiceUse): Line & { readonly description: string } {
  const { type, how, resourceGroup } = use;
  return {
    icon: iconOfService(type),
    label: use.name,
    description:
      resourceGroup === undefined
        ? describeServiceType(type)
        : vscode.l10n.t("{name} in {place}", { name: describeServiceType(type), place: resourceGroup }),
    ...(how === "names" ? { detail: formatNamedUse() } : {}),
  };
}

/** The federated credentials of an identity, or that they could not be read; nothing where there are none. */
export function federatedLines(title: string, federated: FederatedListing | undefined): Line[] {
  if (federated === undefined || (federated.kind === "read" && federated.value.length === 0)) {
    return [];
  }
  if (federated.kind === "failed") {
    const detail = describeFailure(federated.error).what;
    return [heading(title), { icon: "question", label: vscode.l10n.t("Couldn't be read"), detail }];
  }
  return [
    heading(title),
    ...federated.value.map(({ name, subject }) => ({ icon: "link", label: name, description: subject })),
  ];
}

/** That a resource's token requests get this identity where they name none (docs/azure-behaviour.md#default-identity). */
export function formatDefaultUse(): string {
  return vscode.l10n.t("It's the default identity there: code that doesn't pass a client ID gets it.");
}
