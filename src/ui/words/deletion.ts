import { l10n } from "vscode";
import type { NamedRoleAssignment } from "../../azure/roleAssignmentsOfTenant";
import type { DeletionFacts } from "../flows/deleteIdentityFacts";
import { roleDefinitionKey } from "../../azure/roleAssignments";
import { gapInWords } from "./usage";

/** A role for people: its name, or its id where the name could not be read. */
export function roleInWords({ roleName, roleDefinitionId }: NamedRoleAssignment): string {
  return roleName ?? roleDefinitionKey(roleDefinitionId);
}

/** The resources that would keep a reference to an identity that is gone; undefined where none. */
export function usesLossInWords(count: number): string | undefined {
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

/** What is lost when an identity is deleted, each in a sentence; `left` resources still use it then. */
export function deletionLossInWords({ coverage, roles, federated }: DeletionFacts, left: number): string[] {
  const sentences = [
    usesLossInWords(left),
    rolesLoss(roles.assignments.length),
    federatedLoss(federated.kind === "loaded" ? federated.credentials.length : 0),
    l10n.t("This cannot be undone: an identity of the same name has another client ID and principal ID."),
    gapInWords(coverage),
    roles.failures.length === 0 ? undefined : l10n.t("Some role assignments could not be read."),
    l10n.t("Services other than scale sets and virtual machines that use it are not listed here."),
  ];
  return sentences.filter((sentence) => sentence !== undefined);
}
