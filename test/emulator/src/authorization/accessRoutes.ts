import { ArmError } from "../armError";
import { objectAt, textAt } from "../json";
import { bodyObject, param, queryValue, type Answer, type ArmRequest } from "../http/exchange";
import { page } from "../http/paging";
import { type Route } from "../http/router";
import { isWithin } from "../resourceId";
import { asStored } from "../store";
import { builtInRoles, roleDefinition, roleDefinitionBody } from "./builtInRoles";
import { putRoleAssignment, roleDefinitionMissing } from "./putRoleAssignment";
import { permissionsAt, roleAssignmentType } from "./rights";

const provider = "/{scope*}/providers/Microsoft.Authorization";
const assignments = `${provider}/roleAssignments`;

/** Role definitions, role assignments and the caller's own permissions. */
export const accessRoutes: readonly Route[] = [
  { method: "GET", path: `${provider}/permissions`, handle: ownPermissions },
  {
    method: "GET",
    path: `${provider}/roleDefinitions`,
    action: "Microsoft.Authorization/roleDefinitions/read",
    handle: listDefinitions,
  },
  { method: "GET", path: `${provider}/roleDefinitions/{name}`, handle: getDefinition },
  { method: "GET", path: assignments, action: "Microsoft.Authorization/roleAssignments/read", handle: listAssignments },
  {
    method: "GET",
    path: `${assignments}/{name}`,
    action: "Microsoft.Authorization/roleAssignments/read",
    handle: getAssignment,
  },
  {
    method: "PUT",
    path: `${assignments}/{name}`,
    action: "Microsoft.Authorization/roleAssignments/write",
    handle: putAssignment,
  },
  {
    method: "DELETE",
    path: `${assignments}/{name}`,
    action: "Microsoft.Authorization/roleAssignments/delete",
    handle: deleteAssignment,
  },
];

function ownPermissions(request: ArmRequest): Answer {
  return page(
    request,
    permissionsAt(request.world, request.caller.objectId, param(request, "scope")),
    (permissions) => ({ ...permissions }),
  );
}

function listDefinitions(request: ArmRequest): Answer {
  const filter = queryValue(request.url, "$filter") ?? "";
  const wanted = /roleName eq '((?:[^']|'')*)'/i.exec(filter)?.[1]?.replaceAll("''", "'");
  const found = builtInRoles.filter(
    ({ roleName }) => wanted === undefined || roleName.toLowerCase() === wanted.toLowerCase(),
  );
  return page(request, found, (definition) => roleDefinitionBody(definition, subscriptionOf(request)));
}

function getDefinition(request: ArmRequest): Answer {
  const name = param(request, "name");
  const definition = roleDefinition(name);
  if (definition === undefined) {
    throw roleDefinitionMissing(name);
  }
  return { status: 200, body: roleDefinitionBody(definition, subscriptionOf(request)) };
}

function subscriptionOf(request: ArmRequest): string {
  return /^\/subscriptions\/[^/]+/i.exec(param(request, "scope"))?.[0] ?? "";
}

/**
 * Without a filter: everything at the scope, above it and below it. `atScope()` leaves out what lies below;
 * `principalId eq` keeps one principal's; `assignedTo()` keeps one principal's and those of its groups.
 */
function listAssignments(request: ArmRequest): Answer {
  const scope = param(request, "scope");
  const filter = queryValue(request.url, "$filter") ?? "";
  const holders = wantedHolders(request, filter);
  const atScope = /atScope\(\)/i.test(filter);
  const found = request.world.store.ofType(roleAssignmentType, "").filter(({ body }) => {
    const assignedScope = textAt(body["properties"], "scope") ?? "";
    const above = isWithin(scope, assignedScope);
    const below = isWithin(assignedScope, scope);
    const ofHolder = holders?.has(textAt(body["properties"], "principalId")?.toLowerCase() ?? "") ?? true;
    return ofHolder && (above || (!atScope && below));
  });
  return page(request, found, asStored);
}

function wantedHolders(request: ArmRequest, filter: string): ReadonlySet<string> | undefined {
  const principal = /principalId eq\s*'?([0-9a-f-]{36})'?/i.exec(filter)?.[1]?.toLowerCase();
  const assignee = /assignedTo\(\s*'?([0-9a-f-]{36})'?\s*\)/i.exec(filter)?.[1]?.toLowerCase();
  if (assignee === undefined) {
    return principal === undefined ? undefined : new Set([principal]);
  }
  const memberships = request.world.directory.groups.filter(({ members }) => members.has(assignee));
  return new Set([assignee, ...memberships.map(({ id }) => id)]);
}

function getAssignment(request: ArmRequest): Answer {
  const found = request.world.store.get(assignmentId(request));
  if (found === undefined) {
    const name = param(request, "name");
    throw new ArmError(404, "RoleAssignmentNotFound", `The role assignment '${name}' is not found.`);
  }
  return { status: 200, body: asStored(found) };
}

function putAssignment(request: ArmRequest): Answer {
  const wanted = objectAt(bodyObject(request), "properties") ?? {};
  return { status: 201, body: putRoleAssignment(request, param(request, "scope"), param(request, "name"), wanted) };
}

function deleteAssignment(request: ArmRequest): Answer {
  const id = assignmentId(request);
  const found = request.world.store.get(id);
  if (found === undefined) {
    return { status: 204 };
  }
  request.world.store.remove(id);
  return { status: 200, body: asStored(found) };
}

function assignmentId(request: ArmRequest): string {
  return `${param(request, "scope")}/providers/${roleAssignmentType}/${param(request, "name")}`;
}
