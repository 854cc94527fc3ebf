import { AzureError } from "../azureError";
import type { GrantableResource, RoleAssignment, RoleDefinition } from "./roleAssignments";
import { isWire, objectMember, textMember } from "../../identity/wire";
import { parseResourceId, resourceType } from "../../identity/resourceId";
import { addressPath } from "../http/addressPath";

/** A GUID at the end keeps an id that a service made up from naming anything but an assignment. */
const ASSIGNMENT = /\/providers\/Microsoft\.Authorization\/roleAssignments\/[0-9a-f-]{36}$/i;

/** Reads one role assignment; undefined where it lacks what makes one. */
export function readRoleAssignment(item: unknown): RoleAssignment | undefined {
  if (!isWire(item)) {
    return undefined;
  }
  const properties = objectMember(item, "properties");
  const id = textMember(item, "id");
  const scope = textMember(properties, "scope");
  const principalId = textMember(properties, "principalId");
  const roleDefinitionId = textMember(properties, "roleDefinitionId");
  if (id === undefined || scope === undefined || principalId === undefined || roleDefinitionId === undefined) {
    return undefined;
  }
  const principalType = textMember(properties, "principalType");
  return { id, scope, principalId, principalType, roleDefinitionId, condition: textMember(properties, "condition") };
}

/** Reads one role; undefined where it lacks what makes one. */
export function readRoleDefinition(item: unknown): RoleDefinition | undefined {
  const id = isWire(item) ? textMember(item, "id") : undefined;
  if (!isWire(item) || id === undefined) {
    return undefined;
  }
  const properties = objectMember(item, "properties");
  const name = textMember(properties, "roleName");
  if (name === undefined) {
    return undefined;
  }
  const kind = textMember(properties, "type") === "CustomRole" ? "custom" : "builtIn";
  return { id, name, description: textMember(properties, "description") ?? "", kind };
}

/** Reads one line of a listing of everything; undefined for what is no resource in a resource group. */
export function readResource(item: unknown): GrantableResource | undefined {
  const id = isWire(item) ? parseResourceId(textMember(item, "id") ?? "") : undefined;
  return id && { id: id.text, name: id.names.at(-1) ?? id.text, type: resourceType(id) };
}

/**
 * The id of a role assignment as it goes into an address, without its first slash: the SDK puts it there as it is.
 * @throws AzureError `invalid` for a text that is not such an id
 */
export function assignmentPath(id: string): string {
  if (!ASSIGNMENT.test(id)) {
    throw new AzureError({ reason: "invalid", target: "roleAssignmentId" });
  }
  return addressPath(id, "roleAssignmentId");
}
