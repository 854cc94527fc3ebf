import { authenticate, graphAudience } from "../auth/authenticate";
import { ArmError } from "../armError";
import { isKnown } from "../authorization/principals";
import { type Group } from "../directory";
import { queryValue, type Answer } from "../http/exchange";
import { parseBody, type RawRequest } from "../http/pipeline";
import { isObject, textAt, type JsonObject } from "../json";
import { sameId } from "../resourceId";
import { type World } from "../world";
import { type GraphRequest, type GraphRoute } from "./graphRoute";
import { reportRoutes, servicePrincipalRoutes } from "./servicePrincipalRoutes";

/**
 * The part of Microsoft Graph that has to do with a managed identity's principal, below `/graph/v1.0`, and the reports that only its beta
 * has. It has tokens of its own. Shapes and codes are those of the public documentation, not of recordings (unverified).
 */
export function answerGraph(world: World, raw: RawRequest): Answer | undefined {
  const [, version, path] = /^\/graph\/(v1\.0|beta)(\/.*)$/i.exec(raw.url.pathname) ?? [];
  if (version === undefined || path === undefined) {
    return undefined;
  }
  const caller = authenticate(world, raw.headers["authorization"], graphAudience(world));
  if (!world.settings.graphAllowed) {
    throw new ArmError(403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.");
  }
  for (const { method, pattern, handle } of version === "beta" ? reportRoutes : routes) {
    const found = pattern.exec(path);
    if (found !== null && method === raw.method) {
      return handle({ world, caller, raw, id: found[1] ?? "", other: found[2] ?? "" });
    }
  }
  throw new ArmError(400, "BadRequest", `Resource not found for the segment '${path.split("/")[1] ?? ""}'.`);
}

const routes: readonly GraphRoute[] = [
  { method: "GET", pattern: /^\/groups$/i, handle: findGroups },
  {
    method: "GET",
    pattern: /^\/groups\/([^/]+)$/i,
    handle: (request) => ({ status: 200, body: groupBody(group(request)) }),
  },
  { method: "GET", pattern: /^\/groups\/([^/]+)\/members$/i, handle: listMembers },
  {
    method: "GET",
    pattern: /^\/groups\/([^/]+)\/transitiveMembers\/microsoft\.graph\.servicePrincipal$/i,
    handle: listTransitiveMembers,
  },
  { method: "POST", pattern: /^\/groups\/([^/]+)\/members\/\$ref$/i, handle: addMember },
  { method: "DELETE", pattern: /^\/groups\/([^/]+)\/members\/([^/]+)\/\$ref$/i, handle: removeMember },
  { method: "POST", pattern: /^\/directoryObjects\/getByIds$/i, handle: getByIds },
  { method: "GET", pattern: /^\/servicePrincipals\/([^/]+)\/(?:transitiveM|m)emberOf$/i, handle: memberOf },
  ...servicePrincipalRoutes,
];

/** Those of the ids that the directory holds; the others are left out, without a word. */
function getByIds({ world, caller, raw }: GraphRequest): Answer {
  const body = parseBody(raw);
  const wanted: readonly unknown[] = isObject(body) && Array.isArray(body["ids"]) ? body["ids"] : [];
  const ids = wanted.filter((id): id is string => typeof id === "string" && isKnown(world, caller.tenantId, id));
  return { status: 200, body: { value: ids.map((id) => ({ id })) } };
}

function groupsOf({ world, caller }: GraphRequest): readonly Group[] {
  return world.directory.groups.filter(({ tenantId }) => tenantId === caller.tenantId);
}

function group(request: GraphRequest): Group {
  const found = groupsOf(request).find(({ id }) => sameId(id, request.id));
  if (found === undefined) {
    throw new ArmError(
      404,
      "Request_ResourceNotFound",
      `Resource '${request.id}' does not exist or one of its queried reference-property objects are not present.`,
    );
  }
  return found;
}

/** `$search="displayName:TEXT"` (with `ConsistencyLevel: eventual`) or `$filter=startswith(displayName,'TEXT')`. */
function findGroups(request: GraphRequest): Answer {
  const { url, headers } = request.raw;
  const search = queryValue(url, "$search");
  if (search !== undefined && headers["consistencylevel"]?.toLowerCase() !== "eventual") {
    throw new ArmError(
      400,
      "Request_UnsupportedQuery",
      "Request with $search query parameter only works through MSGraph with a special request header: 'ConsistencyLevel: eventual'",
    );
  }
  const searched = /^"displayName:(.*)"$/i.exec(search ?? "")?.[1]?.toLowerCase();
  const filter = queryValue(url, "$filter") ?? "";
  const start = /^startswith\(displayName,\s*'((?:[^']|'')*)'\)$/i
    .exec(filter)?.[1]
    ?.replaceAll("''", "'")
    .toLowerCase();
  const found = groupsOf(request).filter(({ displayName }) => {
    const name = displayName.toLowerCase();
    return (searched === undefined || name.includes(searched)) && (start === undefined || name.startsWith(start));
  });
  const top = Number(queryValue(url, "$top") ?? "100");
  return { status: 200, body: { value: found.slice(0, top).map(groupBody) } };
}

function groupBody({ id, displayName, description }: Group): JsonObject {
  return {
    "@odata.type": "#microsoft.graph.group",
    id,
    displayName,
    description,
    securityEnabled: true,
    mailEnabled: false,
  };
}

function listMembers(request: GraphRequest): Answer {
  const value = [...group(request).members].map((id) => ({ "@odata.type": "#microsoft.graph.servicePrincipal", id }));
  return { status: 200, body: { value } };
}

/** Members of groups in the group count too; groups themselves are no service principals. */
function listTransitiveMembers(request: GraphRequest): Answer {
  const isGroup = (id: string): boolean => groupsOf(request).some((each) => sameId(each.id, id));
  const found = new Set<string>();
  const seen = new Set<string>();
  const visit = ({ id, members }: Group): void => {
    if (!seen.has(id)) {
      seen.add(id);
      for (const member of members) {
        if (!isGroup(member)) {
          found.add(member);
        }
      }
      groupsOf(request)
        .filter((each) => members.has(each.id))
        .forEach(visit);
    }
  };
  visit(group(request));
  const value = [...found].map((id) => ({ "@odata.type": "#microsoft.graph.servicePrincipal", id }));
  return { status: 200, body: { value } };
}

function addMember(request: GraphRequest): Answer {
  const { members } = group(request);
  const reference = textAt(parseBody(request.raw), "@odata.id");
  const id = /\/directoryObjects\/([0-9a-f-]{36})$/i.exec(reference ?? "")?.[1]?.toLowerCase();
  if (id === undefined) {
    throw new ArmError(400, "Request_BadRequest", "Invalid URL format specified in @odata.id.");
  }
  if (members.has(id)) {
    throw new ArmError(
      400,
      "Request_BadRequest",
      "One or more added object references already exist for the following modified properties: 'members'.",
    );
  }
  members.add(id);
  return { status: 204 };
}

function removeMember(request: GraphRequest): Answer {
  const removed = group(request).members.delete(request.other.toLowerCase());
  if (!removed) {
    throw new ArmError(
      404,
      "Request_ResourceNotFound",
      `Resource '${request.other}' does not exist or one of its queried reference-property objects are not present.`,
    );
  }
  return { status: 204 };
}

function memberOf(request: GraphRequest): Answer {
  const value = groupsOf(request)
    .filter(({ members }) => members.has(request.id.toLowerCase()))
    .map(groupBody);
  return { status: 200, body: { value } };
}
