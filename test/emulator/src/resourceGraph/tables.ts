import { isAllowed, seesSubscription } from "../authorization/rights";
import { type ArmRequest } from "../http/exchange";
import { type JsonObject } from "../json";
import { parseId } from "../resourceId";
import { type Row, type Table } from "./query";

/** What a row has; a column that the service does not have is refused. */
const COLUMNS = [
  "kind",
  "location",
  "managedBy",
  "sku",
  "plan",
  "properties",
  "tags",
  "identity",
  "zones",
  "extendedLocation",
] as const;

/** What the caller may read of a table, over these subscriptions; over all of its tenant where none are named. */
export function rowsOf(request: ArmRequest, table: Table, subscriptions: unknown): readonly Row[] {
  const { world, caller } = request;
  const own = world.directory.subscriptionsOf(caller.tenantId).map(({ subscriptionId }) => subscriptionId);
  const named = Array.isArray(subscriptions) ? new Set(subscriptions.map((id) => String(id).toLowerCase())) : undefined;
  const visible = own
    .filter((id) => named === undefined || named.has(id.toLowerCase()))
    .filter((id) => seesSubscription(world, caller.objectId, id));
  const copy = world.graphCopy.resources();
  const bySubscription = Map.groupBy(copy, ({ id }) => parseId(id)?.subscriptionId?.toLowerCase() ?? "");
  return visible
    .flatMap((id) => bySubscription.get(id.toLowerCase()) ?? [])
    .flatMap(({ id, body }) => rowOf(request, table, id, body));
}

function rowOf({ world, caller }: ArmRequest, table: Table, id: string, body: JsonObject): Row[] {
  const parsed = parseId(id);
  const type = parsed?.type.toLowerCase();
  if (parsed === undefined || type === undefined || tableOf(type) !== table) {
    return [];
  }
  if (!isAllowed(world, caller, `${type}/read`, id)) {
    return [];
  }
  const columns = COLUMNS.map((name) => [name, body[name] ?? null] as const);
  return [
    {
      ...Object.fromEntries(columns),
      id,
      name: parsed.name,
      type,
      tenantId: caller.tenantId,
      subscriptionId: parsed.subscriptionId?.toLowerCase() ?? "",
      resourceGroup: parsed.resourceGroup?.toLowerCase() ?? "",
    },
  ];
}

/** Which table holds a type; none for what the service keeps in none, as far as it is documented. */
function tableOf(type: string): Table | undefined {
  if (/^microsoft\.resources\/(?:resourcegroups|subscriptions)$/.test(type)) {
    return "resourcecontainers";
  }
  if (/^microsoft\.authorization\/(?:roleassignments|roledefinitions)$/.test(type)) {
    return "authorizationresources";
  }
  if (type === "microsoft.authorization/policyassignments") {
    return "policyresources";
  }
  const isKept =
    !/^microsoft\.(?:authorization|resources)\//.test(type) || type === "microsoft.resources/deploymentscripts";
  // That federated credentials are in a table is documented nowhere (unverified).
  return isKept && !type.endsWith("/federatedidentitycredentials") ? "resources" : undefined;
}
