import { bodyObject, param, type Answer, type ArmRequest } from "../http/exchange";
import { page } from "../http/paging";
import { type Route } from "../http/router";
import { mergePatch, objectAt, present, type JsonObject } from "../json";
import { parseId, sameId } from "../resourceId";
import { resourceNotFound } from "../serviceErrors";
import { readIdentity } from "../storedIdentity";
import { type StoredResource } from "../store";
import { identityType } from "./identityType";
import { putIdentity } from "./putIdentity";

const subscription = "/subscriptions/{subscriptionId}";
const inGroup = `${subscription}/resourceGroups/{groupName}/providers/${identityType}`;

/** User-assigned identities: synchronous, PUT 201/200, DELETE 200, or 204 if absent (docs/azure-behaviour.md#operations-answered-with-202). */
export const identityRoutes: readonly Route[] = [
  { method: "GET", path: `${subscription}/providers/${identityType}`, action: `${identityType}/read`, handle: list },
  { method: "GET", path: inGroup, action: `${identityType}/read`, handle: list },
  { method: "GET", path: `${inGroup}/{name}`, action: `${identityType}/read`, handle: get },
  { method: "PUT", path: `${inGroup}/{name}`, action: `${identityType}/write`, handle: put },
  { method: "PATCH", path: `${inGroup}/{name}`, action: `${identityType}/write`, handle: patch },
  {
    method: "POST",
    path: `${inGroup}/{name}/listAssociatedResources`,
    action: `${identityType}/listAssociatedResources/action`,
    handle: listAssociated,
  },
  { method: "DELETE", path: `${inGroup}/{name}`, action: `${identityType}/delete`, handle: remove },
];

export function requestedIdentity(request: ArmRequest): StoredResource {
  const found = request.world.store.get(requestedId(request));
  if (found === undefined) {
    throw resourceNotFound(identityType, param(request, "name"), param(request, "groupName"));
  }
  return found;
}

function requestedId(request: ArmRequest): string {
  return `/subscriptions/${param(request, "subscriptionId")}/resourcegroups/${param(request, "groupName")}/providers/${identityType}/${param(request, "name")}`;
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
  const id = requestedId(request);
  const existed = request.world.store.get(id) !== undefined;
  const stored = putIdentity(request.world, id, bodyObject(request));
  return { status: existed ? 200 : 201, headers: { location: stored.id }, body: render(stored, request.apiVersion) };
}

function patch(request: ArmRequest): Answer {
  const existing = requestedIdentity(request);
  const { tags } = bodyObject(request);
  const merged = present([...Object.entries(existing.body), ["tags", mergePatch(existing.body["tags"], tags ?? {})]]);
  return { status: 200, body: render(request.world.store.put(existing.id, merged), request.apiVersion) };
}

/**
 * The resources that carry the identity, whatever the caller may read (preview, 2022-01-31-preview). Whether it also names those that only
 * mention it in their properties is unverified: it does not here.
 */
function listAssociated(request: ArmRequest): Answer {
  const { world } = request;
  const { id } = requestedIdentity(request);
  const using = world.store
    .within("")
    .filter(({ body }) => [...readIdentity(body["identity"]).userAssigned.keys()].some((each) => sameId(each, id)));
  const value = using.flatMap((each) => {
    const parsed = parseId(each.id);
    const subscription = world.directory.subscription(parsed?.subscriptionId ?? "");
    return parsed === undefined
      ? []
      : [
          {
            id: each.id,
            name: parsed.name,
            type: parsed.type.toLowerCase(),
            resourceGroup: parsed.resourceGroup,
            subscriptionId: parsed.subscriptionId,
            subscriptionDisplayName: subscription?.displayName,
          },
        ];
  });
  return { status: 200, body: { totalCount: value.length, value } };
}

/** What refers to the identity keeps its reference: machines show it with its old ids (docs/azure-behaviour.md#a-deleted-identity-leaves-references). */
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
