import { bodyObject, type Answer, type ArmRequest } from "../http/exchange";
import { type Route } from "../http/router";
import { memberAt, textAt } from "../json";
import { invalidQuery } from "./invalidQuery";
import { readQuery, type Row } from "./query";
import { type World } from "../world";
import { rowsOf } from "./tables";

/** The largest page (Microsoft.ResourceGraph 2024-04-01, `QueryRequestOptions.$top`), and the usual one. */
const MOST_ROWS = 1000;
const USUAL_ROWS = 100;

/** Azure Resource Graph: what the caller may read, by a query. A POST that writes nothing. */
export const resourceGraphRoutes: readonly Route[] = [
  { method: "POST", path: "/providers/Microsoft.ResourceGraph/resources", handle: queryResources },
];

/** Rows without an id cannot be read on: what goes beyond one page is cut off, and said to be. */
function queryResources(request: ArmRequest): Answer {
  const headers = request.world.throttle.takeGraph(request.caller.objectId);
  const body = bodyObject(request);
  const options = memberAt(body, "options");
  const query = readQuery(textAt(body, "query") ?? "");
  const named = memberAt(body, "subscriptions");
  const isAboveToo = includesAbove(textAt(options, "authorizationScopeFilter"));
  const evaluate = (): readonly Row[] => query.run(rowsOf(request, query.table, { named, isAboveToo }));
  // A page that is read on is of the same rows: over a large estate each of a hundred pages would be evaluated anew.
  const key = JSON.stringify([request.caller.objectId, textAt(body, "query"), named, isAboveToo]);
  const rows =
    textAt(options, "$skipToken") === undefined ? evaluated(request, key, evaluate) : keptOr(request, key, evaluate);
  const start = startOf(textAt(options, "$skipToken"));
  const wanted = memberAt(options, "$top");
  const end = start + Math.min(typeof wanted === "number" ? wanted : USUAL_ROWS, MOST_ROWS);
  const data = rows.slice(start, end);
  const isMore = end < rows.length;
  return {
    status: 200,
    headers,
    body: {
      totalRecords: rows.length,
      count: data.length,
      resultTruncated: isMore && !query.hasIds ? "true" : "false",
      facets: [],
      ...(isMore && query.hasIds ? { $skipToken: tokenOf(end) } : {}),
      data,
    },
  };
}

/** Of `QueryRequestOptions.authorizationScopeFilter`, those that include what lies below; the others are refused, as nothing asks for them. */
function includesAbove(filter: string | undefined): boolean {
  if (filter !== undefined && filter !== "AtScopeAndBelow" && filter !== "AtScopeAboveAndBelow") {
    throw invalidQuery("authorizationScopeFilter");
  }
  return filter === "AtScopeAboveAndBelow";
}

interface Kept {
  readonly changes: number;
  readonly rows: readonly Row[];
}

/** More queries are hardly read on side by side. */
const MOST_KEPT = 8;
const kept = new WeakMap<World, Map<string, Kept>>();

/** What a query comes to, kept for its further pages. */
function evaluated({ world }: ArmRequest, key: string, evaluate: () => readonly Row[]): readonly Row[] {
  const rows = evaluate();
  const ofWorld = kept.get(world) ?? new Map<string, Kept>();
  ofWorld.delete(key);
  ofWorld.set(key, { changes: world.store.changes, rows });
  for (const oldest of [...ofWorld.keys()].slice(0, -MOST_KEPT)) {
    ofWorld.delete(oldest);
  }
  kept.set(world, ofWorld);
  return rows;
}

/** The same for a further page: as it was, unless something has been written since. */
function keptOr(request: ArmRequest, key: string, evaluate: () => readonly Row[]): readonly Row[] {
  const known = kept.get(request.world)?.get(key);
  return known?.changes === request.world.store.changes ? known.rows : evaluated(request, key, evaluate);
}

const tokenOf = (start: number): string => Buffer.from(`rows from ${start}`).toString("base64");

function startOf(token: string | undefined): number {
  if (token === undefined) {
    return 0;
  }
  const start = /^rows from (\d+)$/.exec(Buffer.from(token, "base64").toString())?.[1];
  if (start === undefined) {
    throw invalidQuery("$skipToken");
  }
  return Number(start);
}
