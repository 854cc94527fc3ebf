import { ArmError } from "../armError";
import { bodyObject } from "../http/pipeline";
import { param, type Answer, type ArmRequest } from "../http/exchange";
import { page } from "../http/paging";
import { type Route } from "../http/router";
import { memberAt, mergePatch, objectAt, present, textAt, type JsonObject } from "../json";
import { parseId } from "../resourceId";
import { missingParameter, resourceNotFound } from "../serviceErrors";
import { guidFrom } from "../guid";
import { type StoredResource } from "../store";
import { type World } from "../world";

export const identityType = "Microsoft.ManagedIdentity/userAssignedIdentities";
const subscription = "/subscriptions/{subscriptionId}";
const inGroup = `${subscription}/resourceGroups/{groupName}/providers/${identityType}`;

/** User-assigned identities: synchronous, PUT 201/200, DELETE 200, or 204 if absent (azure-behaviour section 2). */
export const identityRoutes: readonly Route[] = [
  { method: "GET", path: `${subscription}/providers/${identityType}`, action: `${identityType}/read`, handle: list },
  { method: "GET", path: inGroup, action: `${identityType}/read`, handle: list },
  { method: "GET", path: `${inGroup}/{name}`, action: `${identityType}/read`, handle: get },
  { method: "PUT", path: `${inGroup}/{name}`, action: `${identityType}/write`, handle: put },
  { method: "PATCH", path: `${inGroup}/{name}`, action: `${identityType}/write`, handle: patch },
  { method: "DELETE", path: `${inGroup}/{name}`, action: `${identityType}/delete`, handle: remove },
];

/** The provider writes its ids with a lower-case "resourcegroups", whatever was asked (azure-behaviour section 1). */
export function identityId(subscriptionId: string, groupName: string, name: string): string {
  return `/subscriptions/${subscriptionId}/resourcegroups/${groupName}/providers/${identityType}/${name}`;
}

export function requestedIdentity(request: ArmRequest): StoredResource {
  const found = request.world.store.get(requestedId(request));
  if (found === undefined) {
    throw resourceNotFound(identityType, param(request, "name"), param(request, "groupName"));
  }
  return found;
}

function requestedId(request: ArmRequest): string {
  return identityId(param(request, "subscriptionId"), param(request, "groupName"), param(request, "name"));
}

function list(request: ArmRequest): Answer {
  const groupName = request.params["groupName"];
  const scope = `/subscriptions/${param(request, "subscriptionId")}${groupName === undefined ? "" : `/resourceGroups/${groupName}`}`;
  return page(request, request.world.store.ofType(identityType, scope), (found) => render(found, request.apiVersion));
}

function get(request: ArmRequest): Answer {
  return { status: 200, body: render(requestedIdentity(request), request.apiVersion) };
}

function put(request: ArmRequest): Answer {
  const { world } = request;
  const id = requestedId(request);
  const wanted = bodyObject(request);
  const location = textAt(wanted, "location");
  if (location === undefined) {
    throw missingParameter("location");
  }
  checkName(param(request, "name"));
  const existing = world.store.get(id);
  const tags = memberAt(wanted, "tags") ?? {};
  const isolationScope = textAt(objectAt(wanted, "properties"), "isolationScope") ?? "None";
  const stored = world.store.put(id, {
    location: location.toLowerCase().replaceAll(" ", ""),
    tags,
    properties: {
      isolationScope,
      ...(existing === undefined ? newIds(world, id) : { ...objectAt(existing.body, "properties"), isolationScope }),
    },
  });
  return {
    status: existing === undefined ? 201 : 200,
    headers: { location: stored.id },
    body: render(stored, request.apiVersion),
  };
}

/** Created again under the same name, an identity has another principal (azure-behaviour section 8). */
function newIds(world: World, id: string): JsonObject {
  const principalId = world.newPrincipal(id);
  return {
    tenantId: world.directory.subscription(parseId(id)?.subscriptionId ?? "")?.tenantId,
    principalId,
    clientId: guidFrom(`client of ${principalId}`),
  };
}

/** Azure-behaviour section 6; the service's text for a name that breaks the rule is unverified. */
function checkName(name: string): void {
  if (!/^[a-z0-9][a-z0-9_-]{2,127}$/i.test(name)) {
    throw new ArmError(400, "InvalidResourceName", `The resource name '${name}' is invalid.`);
  }
}

function patch(request: ArmRequest): Answer {
  const existing = requestedIdentity(request);
  const { tags } = bodyObject(request);
  const merged = present([...Object.entries(existing.body), ["tags", mergePatch(existing.body["tags"], tags ?? {})]]);
  return { status: 200, body: render(request.world.store.put(existing.id, merged), request.apiVersion) };
}

/** What refers to the identity keeps its reference: machines show it with its old ids (azure-behaviour section 8). */
function remove(request: ArmRequest): Answer {
  const { store } = request.world;
  const id = requestedId(request);
  const existed = store.get(id) !== undefined;
  // Its federated credentials go with it.
  for (const one of store.within(id)) {
    store.remove(one.id);
  }
  return { status: existed ? 200 : 204 };
}

function render({ id, body }: StoredResource, apiVersion: string): JsonObject {
  const { isolationScope, ...ids } = objectAt(body, "properties") ?? {};
  return {
    location: body["location"],
    tags: body["tags"] ?? {},
    id,
    name: parseId(id)?.name,
    type: identityType,
    properties: apiVersion >= "2024-11-30" ? { isolationScope: isolationScope ?? "None", ...ids } : ids,
  };
}
