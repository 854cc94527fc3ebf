import { ArmError } from "../armError";
import { armAudience, authenticate } from "../auth/authenticate";
import { lockedScopes } from "../authorization/lockRules";
import { isAllowed } from "../authorization/rights";
import { parseId } from "../resourceId";
import {
  authorizationFailed,
  missingSubscriptionRegistration,
  resourceGroupNotFound,
  scopeLocked,
  subscriptionNotFound,
  wrongTenant,
} from "../serviceErrors";
import { type World } from "../world";
import { queryValue, type Answer, type ArmRequest } from "./exchange";
import { decode, type FindRoute, type Match } from "./router";

/** A request before anything is known about who asks and for what. */
export interface RawRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly text: string;
}

/**
 * From the wire to a handler, in the order in which Azure Resource Manager refuses: token, route, API version,
 * subscription, resource group, right, lock, throttle.
 */
export async function answerArm(world: World, findRoute: FindRoute, raw: RawRequest): Promise<Answer> {
  world.operations.settle();
  const caller = authenticate(world, raw.headers["authorization"], armAudience(world));
  const match = findRoute(raw.method, raw.url.pathname);
  if (match === undefined || match === "methodNotAllowed") {
    throw unsupported(raw, match === "methodNotAllowed");
  }
  const request: ArmRequest = {
    method: raw.method,
    url: raw.url,
    params: match.params,
    headers: raw.headers,
    body: parseBody(raw),
    apiVersion: apiVersion(raw.url),
    caller,
    world,
  };
  checkScope(request);
  checkRight(request, match);
  checkRegistration(request);
  checkLocks(request, match);
  const headers = throttleHeaders(request, match);
  const answer = await match.route.handle(request);
  return { ...answer, headers: { ...headers, ...answer.headers } };
}

/** What a refusal looks like on the wire. */
export function refusal(error: ArmError): Answer {
  return { status: error.status, body: { error: error.error }, headers: error.headers };
}

function unsupported(raw: RawRequest, methodNotAllowed: boolean): ArmError {
  // Neither text is in a recording for these paths (unverified); the codes are what clients look at.
  return methodNotAllowed
    ? new ArmError(405, "HttpMethodNotAllowed", `The requested resource does not support http method '${raw.method}'.`)
    : new ArmError(404, "ResourceTypeNotSupported", `Unsupported resource type: '${raw.url.pathname}'.`);
}

/** The JSON of a request; `undefined` where none was sent. */
export function parseBody(raw: RawRequest): unknown {
  if (raw.text === "") {
    return undefined;
  }
  try {
    return JSON.parse(raw.text);
  } catch {
    throw new ArmError(400, "InvalidRequestContent", "The request content was invalid and could not be deserialized.");
  }
}

function apiVersion(url: URL): string {
  const version = queryValue(url, "api-version");
  if (version === undefined || version === "") {
    throw new ArmError(
      400,
      "MissingApiVersionParameter",
      "The api-version query parameter (?api-version=) is required for all requests.",
    );
  }
  if (!/^\d{4}-\d{2}-\d{2}(-[a-z]+)?$/i.test(version)) {
    throw new ArmError(400, "InvalidApiVersionParameter", `The api-version '${version}' is invalid.`);
  }
  return version.toLowerCase();
}

function checkScope(request: ArmRequest): void {
  const [, subscriptionId, groupName] =
    /^\/subscriptions\/([^/]+)(?:\/resourceGroups\/([^/]+)(?=\/))?/i.exec(request.url.pathname) ?? [];
  if (subscriptionId === undefined) {
    return;
  }
  const subscription = request.world.directory.subscription(subscriptionId);
  if (subscription === undefined) {
    throw subscriptionNotFound(subscriptionId);
  }
  if (subscription.tenantId !== request.caller.tenantId) {
    throw wrongTenant(request.caller.tenantId, subscription.tenantId);
  }
  if (groupName !== undefined) {
    const group = decode(groupName);
    if (request.world.store.get(`/subscriptions/${subscriptionId}/resourceGroups/${group}`) === undefined) {
      throw resourceGroupNotFound(group);
    }
  }
}

/** What a request is about: the resource; for a list what it is below; for an action what it is done to. */
function scopeOf(request: ArmRequest, match: Match): string {
  const path = decode(request.url.pathname).replace(/\/+$/, "");
  if (match.route.method !== "POST" && parseId(path) !== undefined) {
    return path;
  }
  const withoutType = path.replace(/\/providers\/[^/]+\/[^/]+$/i, "");
  return withoutType === path ? path.slice(0, path.lastIndexOf("/")) : withoutType;
}

function checkRight(request: ArmRequest, match: Match): void {
  const action = match.route.action?.replace(/\{(\w+)\}/g, (_, name: string) => match.params[name] ?? "");
  const scope = scopeOf(request, match);
  if (action !== undefined && !isAllowed(request.world, request.caller, action, scope)) {
    throw authorizationFailed(request.caller, action, scope);
  }
}

/** That reads need no registration, and that the right is asked for first, is in no recording (unverified). */
function checkRegistration(request: ArmRequest): void {
  const path = decode(request.url.pathname);
  const [, subscriptionId, namespace] = /^\/subscriptions\/([^/]+).*\/providers\/([^/]+)\/[^/]+\//i.exec(path) ?? [];
  if (
    request.method === "GET" ||
    request.method === "HEAD" ||
    subscriptionId === undefined ||
    namespace === undefined
  ) {
    return;
  }
  if (request.world.registrations.state(subscriptionId, namespace) !== "Registered") {
    throw missingSubscriptionRegistration(namespace);
  }
}

function checkLocks(request: ArmRequest, match: Match): void {
  if (request.method === "GET" || request.method === "HEAD") {
    return;
  }
  const verb = request.method === "DELETE" ? "delete" : "write";
  const scope = scopeOf(request, match);
  const locked = lockedScopes(request.world.store, scope, verb);
  if (locked.length > 0) {
    throw scopeLocked(scope, verb, locked);
  }
}

function throttleHeaders(request: ArmRequest, { route, params }: Match): Readonly<Record<string, string>> {
  const subscriptionId = params["subscriptionId"];
  if (subscriptionId === undefined) {
    return {};
  }
  const kind = request.method === "GET" ? "read" : request.method === "DELETE" ? "delete" : "write";
  const arm = request.world.throttle.takeArm(kind, subscriptionId.toLowerCase(), request.caller.objectId);
  if (route.bucket === undefined) {
    return arm;
  }
  const resource = request.url.pathname.toLowerCase();
  return {
    ...arm,
    "x-ms-ratelimit-remaining-resource": request.world.throttle.takeCompute(
      route.bucket,
      subscriptionId.toLowerCase(),
      resource,
    ),
  };
}
