import { isAllowed, seesSubscription } from "../authorization/rights";
import { bodyObject, type Answer, type ArmRequest } from "../http/exchange";
import { type Route } from "../http/router";
import { memberAt, textAt } from "../json";
import { parseId } from "../resourceId";
import { asStored, type StoredResource } from "../store";
import { readQuery, type Row } from "./query";

/** The largest page (Microsoft.ResourceGraph 2024-04-01, `QueryRequestOptions.$top`). */
const MOST_ROWS = 1000;

/** Azure Resource Graph: what the caller may read of the table `Resources`. A POST that writes nothing. */
export const resourceGraphRoutes: readonly Route[] = [
  { method: "POST", path: "/providers/Microsoft.ResourceGraph/resources", handle: queryResources },
];

function queryResources(request: ArmRequest): Answer {
  const body = bodyObject(request);
  const options = memberAt(body, "options");
  const steps = readQuery(textAt(body, "query") ?? "");
  const rows = steps.reduce((found, step) => step(found), allRows(request, memberAt(body, "subscriptions")));
  const start = Number(textAt(options, "$skipToken") ?? "0");
  const wanted = memberAt(options, "$top");
  const end = start + Math.min(typeof wanted === "number" ? wanted : MOST_ROWS, MOST_ROWS);
  const data = rows.slice(start, end);
  return {
    status: 200,
    body: {
      totalRecords: rows.length,
      count: data.length,
      resultTruncated: "false",
      facets: [],
      ...(end < rows.length ? { $skipToken: String(end) } : {}),
      data,
    },
  };
}

function allRows(request: ArmRequest, subscriptions: unknown): readonly Row[] {
  const { world, caller } = request;
  const own = world.directory.subscriptionsOf(caller.tenantId).map(({ subscriptionId }) => subscriptionId);
  const wanted = Array.isArray(subscriptions) ? own.filter((id) => subscriptions.includes(id)) : own;
  return wanted
    .filter((id) => seesSubscription(world, caller.objectId, id))
    .flatMap((id) => world.store.within(`/subscriptions/${id}`))
    .flatMap((stored) => rowOf(request, stored));
}

function rowOf({ world, caller }: ArmRequest, stored: StoredResource): Row[] {
  const type = parseId(stored.id)?.type;
  return type !== undefined && isAllowed(world, caller, `${type}/read`, stored.id)
    ? [{ ...asStored(stored), type: type.toLowerCase() }]
    : [];
}
