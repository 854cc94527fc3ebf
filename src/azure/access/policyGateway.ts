import { isUserAssignedIdentityId } from "../../identity/resourceId";
import type { AssignedPolicy } from "../../identity/policyEffect";
import { isWire, member, objectMember, textMember, type Wire } from "../../identity/wire";
import { addressPath } from "../http/addressPath";
import type { ArmConnections } from "../http/armConnections";
import { guardedRead } from "../http/guarded";
import { listAll } from "../http/listPages";
import type { PolicyAssignment, PolicyGateway } from "./policyAssignments";

/** A version of the public reference; the OpenAPI files at hand hold none, so that it is unverified. */
const API_VERSION = "2023-04-01";

/** Policies over Microsoft.Authorization. */
export function createPolicyGateway(connections: ArmConnections): PolicyGateway {
  return {
    listAt: (subscription, scope, signal) =>
      guardedRead(connections, subscription, signal, (connection) => {
        const path = `/${addressPath(scope, "scope")}/providers/Microsoft.Authorization/policyAssignments`;
        const query = `$filter=${encodeURIComponent("atScope()")}&api-version=${API_VERSION}`;
        return listAll(connection, `${path}?${query}`, signal, readAssignment);
      }),
    definitionsOf: (subscription, initiativeId, signal) =>
      guardedRead(connections, subscription, signal, async (connection) => {
        const path = `/${addressPath(initiativeId, "initiative")}?api-version=${API_VERSION}`;
        const { body } = await connection.get(connection.url(path), signal);
        const members = isWire(body) ? member(objectMember(body, "properties"), "policyDefinitions") : undefined;
        return Array.isArray(members)
          ? members.flatMap((each) => (isWire(each) ? (textMember(each, "policyDefinitionId") ?? []) : []))
          : [];
      }),
  };
}

function readAssignment(item: unknown): PolicyAssignment | undefined {
  if (!isWire(item)) {
    return undefined;
  }
  const properties = objectMember(item, "properties");
  const definitionId = textMember(properties, "policyDefinitionId");
  const name = textMember(properties, "displayName") ?? textMember(item, "name");
  if (definitionId === undefined || name === undefined) {
    return undefined;
  }
  const notScopes = member(properties, "notScopes");
  return {
    name,
    definitionId,
    isEnforced: textMember(properties, "enforcementMode")?.toLowerCase() !== "donotenforce",
    notScopes: Array.isArray(notScopes) ? notScopes.filter((each) => typeof each === "string") : [],
    identity: readIdentity(objectMember(properties, "parameters")),
  };
}

/** The parameters of the built-in definitions; those of newer versions name the identity by its id. */
function readIdentity(parameters: Wire): AssignedPolicy["identity"] {
  const value = (name: string): string | undefined => textMember(objectMember(parameters, name), "value");
  const id = value("userAssignedIdentityResourceId");
  if (id !== undefined && isUserAssignedIdentityId(id)) {
    return { id };
  }
  const name = value("userAssignedManagedIdentityName") ?? value("userAssignedIdentityName");
  const resourceGroup = value("userAssignedManagedIdentityResourceGroup") ?? value("identityResourceGroup");
  return name === undefined || resourceGroup === undefined ? undefined : { name, resourceGroup };
}
