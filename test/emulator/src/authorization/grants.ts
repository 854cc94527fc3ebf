import { textAt, type JsonObject } from "../json";
import { guidFrom } from "../guid";
import { sameId } from "../resourceId";
import { type Store } from "../store";
import { builtInRoles } from "./builtInRoles";
import { roleAssignmentType } from "./rights";

/** A role, by its name, at a scope. */
export interface Grant {
  readonly scope: string;
  readonly roleName: string;
}

/** Gives a principal a role, as an assignment that any client can list. */
export function grantRole(store: Store, principalId: string, { scope, roleName }: Grant): void {
  const role = builtInRoles.find((candidate) => candidate.roleName === roleName);
  if (role === undefined) {
    throw new Error(`there is no role ${roleName}`);
  }
  const name = guidFrom(`${roleName} for ${principalId} at ${scope.toLowerCase()}`);
  const id = `${scope}/providers/${roleAssignmentType}/${name}`;
  store.put(
    id,
    assignmentBody({
      id,
      name,
      scope,
      principalId,
      principalType: "ServicePrincipal",
      role: role.name,
      at: "2024-02-01T09:00:00.0000000Z",
    }),
  );
}

/** Takes every role from a principal. */
export function revokeRoles(store: Store, principalId: string): void {
  for (const { id, body } of store.ofType(roleAssignmentType, "")) {
    if (sameId(textAt(body["properties"], "principalId") ?? "", principalId)) {
      store.remove(id);
    }
  }
}

export interface AssignmentParts {
  readonly id: string;
  readonly name: string;
  readonly scope: string;
  readonly principalId: string;
  readonly principalType: string;
  /** The GUID of the role. */
  readonly role: string;
  /** ISO time. */
  readonly at: string;
  readonly updatedBy?: string;
}

/** A role assignment in the shape of the recordings, with the members that 2022-04-01 added. */
export function assignmentBody(parts: AssignmentParts): JsonObject {
  const subscription = /^\/subscriptions\/[^/]+/i.exec(parts.scope)?.[0] ?? "";
  return {
    properties: {
      roleDefinitionId: `${subscription}/providers/Microsoft.Authorization/roleDefinitions/${parts.role}`,
      principalId: parts.principalId,
      principalType: parts.principalType,
      scope: parts.scope,
      condition: null,
      conditionVersion: null,
      createdOn: parts.at,
      updatedOn: parts.at,
      createdBy: null,
      updatedBy: parts.updatedBy ?? null,
      delegatedManagedIdentityResourceId: null,
      description: null,
    },
    id: parts.id,
    type: roleAssignmentType,
    name: parts.name,
  };
}
