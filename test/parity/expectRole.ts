import { expect } from "vitest";
import { roleDefinitionKey } from "../../src/azure/roleAssignments";
import type { EmulatedAzure } from "../unit/azure/emulated";
import { newRole } from "./changeMatrix";
import { assignRoleAsExtension } from "./extension";

/** Expects that `newRole` has been assigned just as the extension assigns a role, and takes both assignments away. */
export async function expectRoleAsExtension(azure: EmulatedAzure): Promise<void> {
  const { control } = azure.emulator;
  const id = `${newRole.scope}/providers/Microsoft.Authorization/roleAssignments/${newRole.name}`;
  const theirs = factsOf(control.resource(id)?.["properties"]);
  control.remove(id);
  const assignment = await assignRoleAsExtension(azure, newRole);
  const ours = factsOf(control.resource(assignment.id)?.["properties"]);
  control.remove(assignment.id);
  expect(theirs).toEqual(ours);
  expect(ours).toEqual([
    newRole.principalId,
    "ServicePrincipal",
    roleDefinitionKey(newRole.roleDefinitionId),
    newRole.scope,
  ]);
}

function factsOf(properties: unknown): readonly unknown[] {
  const { principalId, principalType, roleDefinitionId, scope } = properties as Readonly<Record<string, string>>;
  return [principalId, principalType, roleDefinitionKey(roleDefinitionId ?? ""), scope];
}
