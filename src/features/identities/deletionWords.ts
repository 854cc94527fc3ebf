import { l10n } from "vscode";
import type { FederatedListing } from "../../azure/identities/federatedCredentials";
import type { RoleAssignmentListing } from "../../azure/access/roleAssignmentsOfTenant";
import { formatNames } from "../../ui/words/change";
import type { DeletionFacts } from "./deleteIdentityFacts";
import type { UseGap } from "../usage/useEvidence";
import { formatPlural } from "../../ui/words/plural";

function detached(count: number): string | undefined {
  const text = l10n.t(
    "First it's removed from {count, plural, one {# resource, which is shown for review.} other {# resources, which are shown for review.}}",
  );
  return count === 0 ? undefined : formatPlural(text, { count });
}

function dangling(count: number): string | undefined {
  const text = l10n.t(
    "{count, plural, one {# resource will keep a reference to the deleted identity until it's repaired.} other {# resources will keep a reference to the deleted identity until they're repaired.}}",
  );
  return count === 0 ? undefined : formatPlural(text, { count });
}

function othersLoss(names: readonly string[]): string | undefined {
  return names.length === 0 ? undefined : l10n.t("Other resources that use it lose it: {0}.", formatNames(names));
}

function rolesLoss(count: number): string | undefined {
  const text = l10n.t(
    "{count, plural, one {# role assignment will be orphaned.} other {# role assignments will be orphaned.}}",
  );
  return count === 0 ? undefined : formatPlural(text, { count });
}

function federatedLoss(count: number): string | undefined {
  const text = l10n.t(
    "{count, plural, one {# federated credential} other {# federated credentials}} will be deleted with it.",
  );
  return count === 0 ? undefined : formatPlural(text, { count });
}

/** That an identity stays, because not all of the resources that used it were found free of it, and which by then were. */
export function describeKeptIdentity(identity: string, left: readonly string[], freed: readonly string[]): string {
  return freed.length === 0
    ? l10n.t("{identity} wasn't deleted: {resources} might still use it. Fix the error and try again.", {
        identity,
        resources: formatNames(left),
      })
    : l10n.t(
        "{identity} wasn't deleted: {resources} might still use it. It was removed from {others}. Fix the error and try again.",
        { identity, resources: formatNames(left), others: formatNames(freed) },
      );
}

/** Names of resources other than machines and scale sets that lose a deleted identity. */
export function otherNames({ usage, unseen }: Pick<DeletionFacts, "usage" | "unseen">): readonly string[] {
  const named = unseen.kind === "read" ? unseen.value : [];
  return [...usage.services, ...named].map(({ name }) => name);
}

/** What the deletion of an identity takes away. */
export interface DeletionLoss {
  /** Resources that it is taken off before. */
  readonly detached: number;
  /** Resources that keep a dead reference. */
  readonly dangling: number;
  readonly gaps: readonly UseGap[];
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
