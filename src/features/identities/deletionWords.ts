import { l10n } from "vscode";
import type { FederatedListing } from "../../azure/identities/federatedCredentials";
import type { RoleAssignmentListing } from "../../azure/access/roleAssignmentsOfTenant";
import type { ListingProgress } from "../../azure/inventory/wholeListing";
import type { AzureError } from "../../azure/azureError";
import { formatNames } from "../../ui/words/change";
import { describeFailure } from "../../ui/words/failure";
import { describeServiceGap } from "../../ui/words/usage";
import type { DeletionFacts, DeletionGap } from "./deleteIdentityFacts";

function detached(count: number): string | undefined {
  switch (count) {
    case 0:
      return undefined;
    case 1:
      return l10n.t("First it's removed from 1 resource, which is shown for review.");
    default:
      return l10n.t("First it's removed from {0} resources, which are shown for review.", count);
  }
}

function dangling(count: number): string | undefined {
  switch (count) {
    case 0:
      return undefined;
    case 1:
      return l10n.t("1 resource will keep a reference to the deleted identity until it's repaired.");
    default:
      return l10n.t("{0} resources will keep a reference to the deleted identity until they're repaired.", count);
  }
}

function othersLoss(names: readonly string[]): string | undefined {
  return names.length === 0 ? undefined : l10n.t("Other resources that use it lose it: {0}.", formatNames(names));
}

function rolesLoss(count: number): string | undefined {
  switch (count) {
    case 0:
      return undefined;
    case 1:
      return l10n.t("1 role assignment will be orphaned.");
    default:
      return l10n.t("{0} role assignments will be orphaned.", count);
  }
}

function federatedLoss(count: number): string | undefined {
  switch (count) {
    case 0:
      return undefined;
    case 1:
      return l10n.t("1 federated credential will be deleted with it.");
    default:
      return l10n.t("{0} federated credentials will be deleted with it.", count);
  }
}

/** How far the listing has come from which it is known who uses an identity. */
export function describeListingProgress({ done, of }: ListingProgress): string {
  return of === 0
    ? l10n.t("Listing your subscriptions...")
    : l10n.t("Listing your resources: {0} of {1} subscriptions...", done, of);
}

/** That an identity stays, because not all of the resources that used it were found free of it, and which by then were. */
export function describeKeptIdentity(identity: string, left: readonly string[], freed: readonly string[]): string {
  return freed.length === 0
    ? l10n.t("{0} wasn't deleted: {1} might still use it. Fix the error and try again.", identity, formatNames(left))
    : l10n.t(
        "{0} wasn't deleted: {1} might still use it. It was removed from {2}. Fix the error and try again.",
        identity,
        formatNames(left),
        formatNames(freed),
      );
}

/** What was not looked at, and why not. */
export interface Unchecked {
  readonly what: string;
  readonly why: string;
}

/** Names of resources other than machines and scale sets that lose a deleted identity. */
export function otherNames({ usage, unseen }: Pick<DeletionFacts, "usage" | "unseen">): readonly string[] {
  const named = unseen.kind === "read" ? unseen.value : [];
  return [...usage.services, ...named].map(({ name }) => name);
}

/** That what the user may not read was not looked at. */
export function describeUnseenGap(error: AzureError): Unchecked {
  return { what: l10n.t("Resources that you can't read"), why: describeFailure(error).what };
}

/** What was not looked at, and why not. */
export function describeGap(gap: DeletionGap): Unchecked {
  switch (gap.kind) {
    case "listing": {
      const { name } = gap.subscription;
      const what =
        gap.listed === "scaleSet" ? l10n.t("Scale sets of {0}", name) : l10n.t("Virtual machines of {0}", name);
      return { what, why: describeFailure(gap.error).what };
    }
    case "tenant": {
      const { tenant, account, error } = gap.failure;
      const name = tenant?.displayName ?? tenant?.tenantId ?? account.label;
      return { what: l10n.t("Subscriptions of {0}", name), why: describeFailure(error).what };
    }
    case "hidden":
      return {
        what:
          gap.count === 1
            ? l10n.t("1 subscription hidden by your filter")
            : l10n.t("{0} subscriptions hidden by your filter", gap.count),
        why: l10n.t("The setting {0} decides which are shown.", "azureResourceGroups.selectedSubscriptions"),
      };
    case "services": {
      const [first] = gap.failures;
      return {
        what: l10n.t("Resources other than virtual machines and scale sets"),
        why: first === undefined ? (describeServiceGap(gap.coverage) ?? "") : describeFailure(first.error).what,
      };
    }
    case "unreadable":
      return {
        what: gap.resource.name,
        why: l10n.t("Its identities couldn't be read."),
      };
  }
}

/** What the deletion of an identity takes away. */
export interface DeletionLoss {
  /** Resources that it is taken off before. */
  readonly detached: number;
  /** Resources that keep a dead reference. */
  readonly dangling: number;
  readonly gaps: readonly DeletionGap[];
  /** Names of other resources that lose it. */
  readonly others: readonly string[];
  readonly access: RoleAssignmentListing;
  readonly federated: FederatedListing | undefined;
}

/** What is lost when an identity is deleted, each in a sentence. */
export function describeDeletionLoss(loss: DeletionLoss): string[] {
  const { gaps, access, federated } = loss;
  const sentences = [
    detached(loss.detached),
    dangling(loss.dangling),
    othersLoss(loss.others),
    rolesLoss(access.assignments.length),
    federatedLoss(federated?.kind === "read" ? federated.value.length : 0),
    l10n.t("This can't be undone: a new identity with the same name has a different client ID and principal ID."),
    gaps.length === 0
      ? undefined
      : l10n.t(
          "Not everything that could use it was checked. Resources that aren't listed here might lose it as well.",
        ),
    access.failures.length === 0 ? undefined : l10n.t("Some role assignments couldn't be read."),
  ];
  return sentences.filter((sentence) => sentence !== undefined);
}
