import { ArmError } from "../armError";
import { type ArmRequest } from "../http/exchange";
import { textAt, type JsonObject } from "../json";
import { sameId } from "../resourceId";
import { roleAssignmentExists, roleAssignmentUpdateNotPermitted } from "../serviceErrors";
import { roleDefinition, type RoleDefinition } from "./builtInRoles";
import { assignmentBody } from "./grants";
import { checkPrincipal } from "./principals";
import { roleAssignmentType } from "./rights";

/** Creates a role assignment with these `properties`, or refuses as the recordings say. Gives the body of the answer. */
export function putRoleAssignment(request: ArmRequest, scope: string, name: string, wanted: JsonObject): JsonObject {
  const { store } = request.world;
  const principalId = textAt(wanted, "principalId");
  const roleDefinitionId = textAt(wanted, "roleDefinitionId");
  if (principalId === undefined || roleDefinitionId === undefined) {
    throw new ArmError(400, "BadRequestFormat", "The request was incorrectly formatted.");
  }
  const role = roleDefinition(roleDefinitionId);
  if (role === undefined) {
    throw roleDefinitionMissing(roleDefinitionId);
  }
  const id = `${scope}/providers/${roleAssignmentType}/${name}`;
  const existing = store.get(id);
  if (existing !== undefined) {
    // The same name with another principal is refused; the same grant again "exists" (for that the code is unverified).
    throw isGrant(existing.body, principalId, role) ? roleAssignmentExists() : roleAssignmentUpdateNotPermitted();
  }
  const twin = store
    .ofType(roleAssignmentType, "")
    .some(({ body }) => isGrant(body, principalId, role) && sameId(textAt(body["properties"], "scope") ?? "", scope));
  if (twin) {
    throw roleAssignmentExists();
  }
  checkPrincipal(request.world, request.caller.tenantId, principalId, textAt(wanted, "principalType"));
  const body = assignmentBody({
    id,
    name,
    scope,
    principalId,
    principalType: textAt(wanted, "principalType") ?? "ServicePrincipal",
    role: role.name,
    at: new Date(request.world.clock.now()).toISOString(),
    updatedBy: request.caller.objectId,
  });
  store.put(id, body);
  return body;
}

export function roleDefinitionMissing(id: string): ArmError {
  return new ArmError(
    404,
    "RoleDefinitionDoesNotExist",
    `The specified role definition with ID '${id}' does not exist.`,
  );
}

function isGrant(body: JsonObject, principalId: string, role: RoleDefinition): boolean {
  const { properties } = body;
  return (
    sameId(textAt(properties, "principalId") ?? "", principalId) &&
    roleDefinition(textAt(properties, "roleDefinitionId") ?? "") === role
  );
}
