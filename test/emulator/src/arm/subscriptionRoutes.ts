import { bodyObject, param, type Answer, type ArmRequest } from "../http/exchange";
import { page } from "../http/paging";
import { type Route } from "../http/router";
import { seesSubscription } from "../authorization/rights";
import { type LocationSeed, type SubscriptionSeed, type TenantSeed } from "../estate/estate";
import { memberAt, present, textAt, type JsonObject } from "../json";
import { parseId } from "../resourceId";
import { missingParameter, resourceGroupNotFound } from "../serviceErrors";
import { type StoredResource } from "../store";

const subscription = "/subscriptions/{subscriptionId}";
const group = `${subscription}/resourceGroups/{groupName}`;
export const resourceGroupType = "Microsoft.Resources/resourceGroups";

/** Tenants, subscriptions, locations and resource groups. */
export const subscriptionRoutes: readonly Route[] = [
  { method: "GET", path: "/tenants", handle: listTenants },
  { method: "GET", path: "/subscriptions", handle: listSubscriptions },
  { method: "GET", path: subscription, handle: getSubscription },
  { method: "GET", path: `${subscription}/locations`, handle: listLocations },
  {
    method: "GET",
    path: `${subscription}/resourceGroups`,
    action: "Microsoft.Resources/subscriptions/resourceGroups/read",
    handle: listGroups,
  },
  { method: "GET", path: group, action: "Microsoft.Resources/subscriptions/resourceGroups/read", handle: getGroup },
  { method: "HEAD", path: group, action: "Microsoft.Resources/subscriptions/resourceGroups/read", handle: checkGroup },
  { method: "PUT", path: group, action: "Microsoft.Resources/subscriptions/resourceGroups/write", handle: putGroup },
];

/** Every tenant in which the signed-in application is known: an application of the estate is known in all of them. */
function listTenants(request: ArmRequest): Answer {
  return page(request, request.world.directory.tenants, tenantBody);
}

function tenantBody(tenant: TenantSeed): JsonObject {
  return {
    id: `/tenants/${tenant.tenantId}`,
    tenantId: tenant.tenantId,
    countryCode: "DE",
    displayName: tenant.displayName,
    domains: [tenant.defaultDomain],
    tenantCategory: "Home",
    defaultDomain: tenant.defaultDomain,
    tenantType: "AAD",
  };
}

function listSubscriptions(request: ArmRequest): Answer {
  const { world, caller } = request;
  const visible = world.directory
    .subscriptionsOf(caller.tenantId)
    .filter(({ subscriptionId }) => seesSubscription(world, caller.objectId, subscriptionId));
  return page(request, visible, subscriptionBody);
}

function getSubscription(request: ArmRequest): Answer {
  const found = request.world.directory.subscription(param(request, "subscriptionId"));
  return found === undefined ? { status: 404 } : { status: 200, body: subscriptionBody(found) };
}

function subscriptionBody({ subscriptionId, tenantId, displayName }: SubscriptionSeed): JsonObject {
  return {
    id: `/subscriptions/${subscriptionId}`,
    authorizationSource: "RoleBased",
    managedByTenants: [],
    subscriptionId,
    tenantId,
    displayName,
    state: "Enabled",
    subscriptionPolicies: {
      locationPlacementId: "Public_2014-09-01",
      quotaId: "PayAsYouGo_2014-09-01",
      spendingLimit: "Off",
    },
  };
}

function listLocations(request: ArmRequest): Answer {
  const subscriptionId = param(request, "subscriptionId");
  return {
    status: 200,
    body: { value: request.world.directory.locations.map((one) => locationBody(subscriptionId, one)) },
  };
}

function locationBody(subscriptionId: string, { name, displayName }: LocationSeed): JsonObject {
  return {
    id: `/subscriptions/${subscriptionId}/locations/${name}`,
    name,
    type: "Region",
    displayName,
    regionalDisplayName: displayName,
    metadata: { regionType: "Physical", regionCategory: "Recommended" },
  };
}

function listGroups(request: ArmRequest): Answer {
  const scope = `/subscriptions/${param(request, "subscriptionId")}`;
  return page(request, request.world.store.ofType(resourceGroupType, scope), groupBody);
}

function groupBody({ id, body }: StoredResource): JsonObject {
  return present([
    ["id", id],
    ["name", parseId(id)?.name],
    ["type", resourceGroupType],
    ["location", body["location"]],
    ["tags", body["tags"]],
    ["properties", { provisioningState: "Succeeded" }],
  ]);
}

function groupId(request: ArmRequest): string {
  return `/subscriptions/${param(request, "subscriptionId")}/resourceGroups/${param(request, "groupName")}`;
}

function getGroup(request: ArmRequest): Answer {
  const found = request.world.store.get(groupId(request));
  if (found === undefined) {
    throw resourceGroupNotFound(param(request, "groupName"));
  }
  return { status: 200, body: groupBody(found) };
}

function checkGroup(request: ArmRequest): Answer {
  return { status: request.world.store.get(groupId(request)) === undefined ? 404 : 204 };
}

function putGroup(request: ArmRequest): Answer {
  const body = bodyObject(request);
  const location = textAt(body, "location");
  if (location === undefined) {
    throw missingParameter("location");
  }
  const existed = request.world.store.get(groupId(request)) !== undefined;
  const stored = request.world.store.put(
    groupId(request),
    present([
      ["location", location],
      ["tags", memberAt(body, "tags")],
    ]),
  );
  return { status: existed ? 200 : 201, body: groupBody(stored) };
}
