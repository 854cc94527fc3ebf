import { isWire, member, objectMember, textMember } from "../../identity/wire";
import type { ArmConnections } from "../http/armConnections";
import { guardedRead } from "../http/guarded";
import { listAll } from "../http/listPages";
import { kqlText, queryResourceGraph } from "../http/resourceGraph";
import type { ChangedMember, IdentityChangeEvent, ResourceHistoryGateway, WriteEvent } from "./resourceHistory";

/** The version of the public reference; the OpenAPI files at hand hold none, so that it is unverified. */
const ACTIVITY_LOG_VERSION = "2015-04-01";

/** 1,000 rows each: more changes than anybody makes of one resource in 14 days. */
const MOST_PAGES = 5;

/** Changes by Azure Resource Graph, writes by the activity log. */
export function createResourceHistoryGateway(connections: ArmConnections): ResourceHistoryGateway {
  return {
    listIdentityChanges: (subscription, resourceId, signal) =>
      guardedRead(connections, subscription, signal, async (connection) => {
        const query = changesQuery(resourceId);
        const subscriptions = [subscription.subscriptionId];
        const asked = { query, subscriptions, mostPages: MOST_PAGES };
        const { rows, isWhole } = await queryResourceGraph(connection, asked, signal);
        return { items: rows.flatMap(readChange).sort(newestFirst), isWhole };
      }),
    listWrites: (subscription, resourceId, since, signal) =>
      guardedRead(connections, subscription, signal, async (connection) => {
        const from = new Date(since).toISOString();
        const filter = `eventTimestamp ge '${from}' and resourceUri eq '${resourceId.replaceAll("'", "''")}'`;
        const path =
          `/subscriptions/${encodeURIComponent(subscription.subscriptionId)}` +
          "/providers/Microsoft.Insights/eventtypes/management/values" +
          `?api-version=${ACTIVITY_LOG_VERSION}&$filter=${encodeURIComponent(filter)}`;
        const events = await listAll(connection, path, signal, readWrite);
        return onceAnOperation(events).sort(newestFirst);
      }),
  };
}

function changesQuery(resourceId: string): string {
  return [
    "resourcechanges",
    `where tostring(properties.targetResourceId) =~ ${kqlText(resourceId)}`,
    "project id, properties",
    "order by id asc",
  ].join(" | ");
}

const newestFirst = (left: { readonly at: number }, right: { readonly at: number }): number => right.at - left.at;

/** Only what concerns identities. That `changes` names members by paths that begin so is documented; those within maps are unverified. */
function readChange(row: unknown): readonly IdentityChangeEvent[] {
  const properties = isWire(row) ? objectMember(row, "properties") : {};
  const attributes = objectMember(properties, "changeAttributes");
  const at = Date.parse(textMember(attributes, "timestamp") ?? "");
  const members = Object.entries(objectMember(properties, "changes")).flatMap(readMember);
  return Number.isNaN(at) || members.length === 0
    ? []
    : [
        {
          at,
          by: textMember(attributes, "changedBy"),
          client: textMember(attributes, "clientType"),
          correlationId: textMember(attributes, "correlationId"),
          members,
        },
      ];
}

function readMember([path, change]: [string, unknown]): readonly ChangedMember[] {
  return /^identity(?:\.|\[|$)/i.test(path) && isWire(change)
    ? [{ path, before: valueText(member(change, "previousValue")), after: valueText(member(change, "newValue")) }]
    : [];
}

function valueText(value: unknown): string | undefined {
  if (value === undefined || value === null) {
    return undefined;
  }
  return typeof value === "string" ? value : JSON.stringify(value);
}

function readWrite(item: unknown): WriteEvent | undefined {
  if (!isWire(item)) {
    return undefined;
  }
  const at = Date.parse(textMember(item, "eventTimestamp") ?? "");
  const operation = textMember(objectMember(item, "operationName"), "value");
  return operation === undefined || Number.isNaN(at) || !operation.toLowerCase().endsWith("/write")
    ? undefined
    : {
        at,
        operation,
        by: textMember(item, "caller"),
        status: textMember(objectMember(item, "status"), "value"),
        correlationId: textMember(item, "correlationId"),
      };
}

/** The log has an event for the beginning of an operation and one for each step: the last one tells how it ended. */
function onceAnOperation(events: readonly WriteEvent[]): WriteEvent[] {
  const last = new Map<string, WriteEvent>();
  for (const event of events) {
    const key = event.correlationId ?? `${event.at}`;
    const known = last.get(key);
    if (known === undefined || event.at > known.at) {
      last.set(key, event);
    }
  }
  return [...last.values()];
}
