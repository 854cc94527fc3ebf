import { ArmError } from "../armError";
import { type JsonObject } from "../json";
import { queryValue, type Answer, type ArmRequest } from "./exchange";

/** One page of a list, with an absolute `nextLink` that carries a `$skiptoken` while more remain. */
export function page<T>(request: ArmRequest, items: readonly T[], render: (item: T) => JsonObject): Answer {
  const start = offset(request.url);
  const end = start + request.world.settings.pageSize;
  const value = items.slice(start, end).map(render);
  return { status: 200, body: end < items.length ? { value, nextLink: nextLink(request, end) } : { value } };
}

function nextLink(request: ArmRequest, start: number): string {
  const next = new URL(`${request.world.baseUrl()}${request.url.pathname}`);
  for (const [name, value] of request.url.searchParams) {
    if (name.toLowerCase() !== "$skiptoken") {
      next.searchParams.append(name, value);
    }
  }
  next.searchParams.append("$skiptoken", Buffer.from(`offset=${start}`).toString("base64url"));
  return next.href;
}

function offset(url: URL): number {
  const token = queryValue(url, "$skiptoken");
  if (token === undefined) {
    return 0;
  }
  const digits = /^offset=(\d{1,9})$/.exec(Buffer.from(token, "base64url").toString())?.[1];
  if (digits === undefined) {
    // The service's own text for a damaged token is unverified.
    throw new ArmError(400, "InvalidSkipToken", "The provided $skiptoken is invalid.");
  }
  return Number(digits);
}
