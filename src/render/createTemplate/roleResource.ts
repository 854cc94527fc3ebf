import type { NewMachine } from "../../identity/newMachine";
import { COMPUTE_API_VERSION, machineType } from "./machineResource";
import { literal, type Json } from "./templateValue";

/** The version of the OpenAPI files. */
const AUTHORIZATION_API_VERSION = "2022-04-01";

/**
 * The role of the system-assigned identity on the resource group, where one is wanted and there is such an identity. The principal's
 * type is named, so that the service does not look for a principal that has not replicated yet (azure-behaviour section 5).
 */
export function roleResource(machine: NewMachine): readonly Json[] {
  const { role, identity } = machine;
  if (role === undefined || identity.systemAssigned === undefined) {
    return [];
  }
  const id = `resourceId('${machineType(machine)}', parameters('name'))`;
  return [
    {
      type: "Microsoft.Authorization/roleAssignments",
      apiVersion: AUTHORIZATION_API_VERSION,
      name: literal(role.assignmentName),
      dependsOn: [`[${id}]`],
      properties: {
        roleDefinitionId: literal(role.roleDefinitionId),
        principalId: `[reference(${id}, '${COMPUTE_API_VERSION}', 'Full').identity.principalId]`,
        principalType: "ServicePrincipal",
      },
    },
  ];
}
