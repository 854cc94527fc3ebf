import { ArmError } from "../armError";
import { type AppRoleSeed } from "../estate/estate";
import { queryValue, type Answer } from "../http/exchange";
import { type JsonObject } from "../json";
import { sameId } from "../resourceId";
import { isKnown } from "../authorization/principals";
import { type GraphRequest, type GraphRoute } from "./graphRoute";

/** What service principals may do in APIs. Shapes are those of the public documentation (unverified). */
export const servicePrincipalRoutes: readonly GraphRoute[] = [
  { method: "GET", pattern: /^\/servicePrincipals\/([^/]+)\/appRoleAssignments$/i, handle: listAppRoleAssignments },
  { method: "GET", pattern: /^\/servicePrincipals\/([^/]+)$/i, handle: getServicePrincipal },
];

/** Reports that only the beta has. That they cover managed identities is unverified. */
export const reportRoutes: readonly GraphRoute[] = [
  { method: "GET", pattern: /^\/reports\/servicePrincipalSignInActivities$/i, handle: listSignIns },
];

function appRolesOf({ world, caller }: GraphRequest): readonly AppRoleSeed[] {
  return world.directory.appRoles.filter(({ tenantId }) => tenantId === caller.tenantId);
}

function notThere(id: string): ArmError {
  const what = `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`;
  return new ArmError(404, "Request_ResourceNotFound", what);
}

function listAppRoleAssignments(request: GraphRequest): Answer {
  const { world, caller, id } = request;
  if (!isKnown(world, caller.tenantId, id)) {
    throw notThere(id);
  }
  const value = appRolesOf(request)
    .filter(({ principalId }) => sameId(principalId, id))
    .map(({ id: assignmentId, principalId, api, role }): JsonObject => ({
      id: assignmentId,
      principalId,
      principalType: "ServicePrincipal",
      resourceId: api.principalId,
      resourceDisplayName: api.displayName,
      appRoleId: role.id,
    }));
  return { status: 200, body: { value } };
}

/** An API, with the roles of it that are granted to anybody. */
function getServicePrincipal(request: GraphRequest): Answer {
  const ofApi = appRolesOf(request).filter(({ api }) => sameId(api.principalId, request.id));
  const [first] = ofApi;
  if (first === undefined) {
    throw notThere(request.id);
  }
  const roles = new Map(ofApi.map(({ role }) => [role.id, { ...role, isEnabled: true }]));
  const { principalId: id, displayName } = first.api;
  return { status: 200, body: { id, displayName, appRoles: [...roles.values()] } };
}

/** `$filter=appId eq 'GUID'`, and nothing else. */
function listSignIns({ world, caller, raw }: GraphRequest): Answer {
  const filter = queryValue(raw.url, "$filter") ?? "";
  const appId = /^appId eq '([0-9a-f-]{36})'$/i.exec(filter)?.[1];
  if (appId === undefined) {
    throw new ArmError(400, "BadRequest", `Invalid filter clause: ${filter}`);
  }
  const value = world.directory.signIns
    .filter((each) => each.tenantId === caller.tenantId && sameId(each.appId, appId))
    .map((each): JsonObject => ({
      id: each.appId,
      appId: each.appId,
      lastSignInActivity: { lastSignInDateTime: each.lastSignIn },
      applicationAuthenticationClientSignInActivity: { lastSignInDateTime: each.lastSignIn },
    }));
  return { status: 200, body: { value } };
}
