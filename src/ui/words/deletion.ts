import { l10n } from "vscode";
import type { FederatedListing } from "../../azure/federatedCredentials";
import type { RoleAssignmentListing } from "../../azure/roleAssignmentsOfTenant";
import type { UsageCoverage } from "../../azure/usageMap";
import { gapInWords } from "./usage";

function detached(count: number): string | undefined {
  switch (count) {
    case 0:
      return undefined;
    case 1:
      return l10n.t("Before that it is taken off 1 resource, which is shown for review.");
    default:
      return l10n.t("Before that it is taken off {0} resources, which are shown for review.", count);
  }
}

function dangling(count: number): string | undefined {
  switch (count) {
    case 0:
      return undefined;
    case 1:
      return l10n.t("1 resource will keep a reference to an identity that is gone, until it is repaired.");
    default:
      return l10n.t("{0} resources will keep a reference to an identity that is gone, until they are repaired.", count);
  }
}

function rolesLoss(count: number): string | undefined {
  switch (count) {
    case 0:
      return undefined;
    case 1:
      return l10n.t("1 role assignment will be left without its identity.");
    default:
      return l10n.t("{0} role assignments will be left without their identity.", count);
  }
}

function federatedLoss(count: number): string | undefined {
  switch (count) {
    case 0:
      return undefined;
    case 1:
      return l10n.t("1 federated credential goes with it.");
    default:
      return l10n.t("{0} federated credentials go with it.", count);
  }
}

/** What the deletion of an identity takes away. */
export interface DeletionLoss {
  /** Resources that it is taken off before. */
  readonly detached: number;
  /** Resources that keep a dead reference. */
  readonly dangling: number;
  readonly coverage: UsageCoverage;
  readonly access: RoleAssignmentListing;
  readonly federated: FederatedListing | undefined;
}

/** What is lost when an identity is deleted, each in a sentence. */
export function deletionLossInWords(loss: DeletionLoss): string[] {
  const { coverage, access, federated } = loss;
  const sentences = [
    detached(loss.detached),
    dangling(loss.dangling),
    rolesLoss(access.assignments.length),
    federatedLoss(federated?.kind === "read" ? federated.value.length : 0),
    l10n.t("This cannot be undone: an identity of the same name has another client ID and principal ID."),
    gapInWords(coverage),
    access.failures.length === 0 ? undefined : l10n.t("Some role assignments could not be read."),
    l10n.t("Services other than scale sets and virtual machines that use it are not listed here."),
  ];
  return sentences.filter((sentence) => sentence !== undefined);
}
