import { ArmError } from "../armError";
import { param, queryValue, type Answer, type ArmRequest } from "../http/exchange";
import { page } from "../http/paging";
import { type Route } from "../http/router";
import { parseId, sameId } from "../resourceId";
import { correlationOf, writerOf } from "../resourceGraph/changes";

/** The activity log of a subscription: what was written, and by whom. Shapes are those of the public documentation (unverified). */
export const activityLogRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/subscriptions/{subscriptionId}/providers/Microsoft.Insights/eventtypes/management/values",
    action: "Microsoft.Insights/eventtypes/values/read",
    handle: listEvents,
  },
];

/** The service wants the time to begin with, and takes one resource beside it. */
const FILTER = /^eventTimestamp ge '([^']+)' and resourceUri eq '((?:[^']|'')+)'$/i;

function listEvents(request: ArmRequest): Answer {
  const { world, url } = request;
  const filter = queryValue(url, "$filter") ?? "";
  const [, from = "", resource = ""] = FILTER.exec(filter) ?? [];
  if (Number.isNaN(Date.parse(from))) {
    throw new ArmError(400, "BadRequest", `The filter is not supported: ${filter}`);
  }
  const wanted = resource.replaceAll("''", "'");
  const subscriptionId = param(request, "subscriptionId");
  const events = world.writes
    .list()
    .map((write, index) => ({ write, index }))
    .filter(({ write }) => sameId(write.resourceId, wanted) && write.at >= Date.parse(from))
    .filter(({ write }) => sameId(parseId(write.resourceId)?.subscriptionId ?? "", subscriptionId));
  return page(request, events.reverse(), ({ write, index }) => {
    const operation = `${parseId(write.resourceId)?.type ?? ""}/write`;
    return {
      id: `${write.resourceId}/events/${index}`,
      correlationId: correlationOf(index),
      caller: writerOf(world, write),
      eventTimestamp: new Date(write.at).toISOString(),
      operationName: { value: operation, localizedValue: operation },
      status: { value: "Succeeded", localizedValue: "Succeeded" },
      resourceId: write.resourceId,
    };
  });
}
