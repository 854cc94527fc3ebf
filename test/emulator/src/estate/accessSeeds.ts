import { builtInRoles } from "../authorization/builtInRoles";
import { assignmentBody } from "../authorization/grants";
import { roleAssignmentType } from "../authorization/rights";
import { guidFrom } from "../guid";
import { machines, scaleSets } from "./contosoMachines";
import { type ResourceSeed } from "./estate";
import { groupId, groups } from "./groupSeeds";
import { deletedIdentity, identities, idsOf, systemPrincipal } from "./identitySeeds";
import { services } from "./serviceSeeds";

function grant(principalId: string, roleName: string, scope: string): ResourceSeed {
  const name = guidFrom(`sample grant of ${roleName} to ${principalId} at ${scope}`);
  const id = `${scope}/providers/${roleAssignmentType}/${name}`;
  const role = builtInRoles.find((candidate) => candidate.roleName === roleName)?.name ?? "";
  const at = "2025-03-18T10:24:31.1234567Z";
  return { ...assignmentBody({ id, name, scope, principalId, principalType: "ServicePrincipal", role, at }), id };
}

/** A role whose principal is gone: the portal calls it "Identity not found" (docs/azure-behaviour.md#enabling-again-makes-a-new-principal). */
export const orphanedAssignment = grant(idsOf(deletedIdentity).principalId, "Reader", groupId(groups.data));

/** What the identities of the estate may do. */
export const accessSeeds: readonly ResourceSeed[] = [
  grant(idsOf(identities.telemetry).principalId, "Storage Blob Data Contributor", groupId(groups.shared)),
  grant(idsOf(identities.telemetry).principalId, "Reader", groupId(groups.batch)),
  grant(idsOf(identities.secrets).principalId, "Key Vault Secrets User", groupId(groups.shared)),
  grant(idsOf(identities.sqlBackup).principalId, "Storage Blob Data Contributor", groupId(groups.data)),
  grant(idsOf(identities.batch).principalId, "AcrPull", groupId(groups.batch)),
  grant(systemPrincipal(machines.both), "Contributor", groupId(groups.data)),
  grant(systemPrincipal(scaleSets.webFrontend), "Key Vault Secrets User", groupId(groups.shared)),
  grant(idsOf(identities.storefront).principalId, "Key Vault Secrets User", services.vault),
  grant(idsOf(identities.pipelines).principalId, "Storage Blob Data Contributor", services.dataLake),
  grant(idsOf(identities.kubelet).principalId, "AcrPull", services.registry),
  orphanedAssignment,
];
