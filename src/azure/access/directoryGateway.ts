import { requireAcceptance } from "../http/acceptance";
import { isWire, member, objectMember, textMember } from "../../identity/wire";
import type { SignIn, Tenant } from "../accounts";
import { AzureError } from "../azureError";
import type { Cloud } from "../signIn/cloud";
import type { AppRole, DirectoryGateway, DirectoryGroup } from "./directory";
import { connectToGraph, type GraphConnection } from "./graphConnection";
import { badAnswer, toAzureError } from "../http/toAzureError";

const MOST_GROUPS = 50;

/** `directoryObjects/getByIds` takes so many ids at once (learn.microsoft.com, graph/api/directoryobject-getbyids). */
const IDS_AT_ONCE = 1000;

/** The groups of one principal are few, and so are its roles; a service that goes on for ever is not followed for ever. */
const MOST_PAGES = 50;

/** Groups and principals over Microsoft Graph 1.0, and reports of its beta. Shapes are those of its public reference; no recording holds any (unverified). */
export function createDirectoryGateway(cloud: () => Cloud, signIn: SignIn): DirectoryGateway {
  async function guarded<Result>(
    tenant: Tenant,
    signal: AbortSignal,
    task: (graph: GraphConnection) => Promise<Result>,
  ): Promise<Result> {
    try {
      return await task(connectToGraph(cloud(), signIn, tenant));
    } catch (error) {
      const known = toAzureError(error, { tenantId: tenant.tenantId, signal });
      // Its codes are more than could be told apart; each of them that comes with 403 means the same.
      throw known.answer?.status === 403
        ? new AzureError({ reason: "directoryForbidden" }, known.answer, error)
        : known;
    }
  }
  return {
    findGroups: (tenant, text, signal) =>
      guarded(tenant, signal, async (graph) => {
        const search = encodeURIComponent(`"displayName:${text.replaceAll(/["\\]/g, "\\$&")}"`);
        const path = `/groups?$search=${search}&$select=id,displayName,description&$top=${MOST_GROUPS}`;
        return values((await graph.send({ method: "GET", path }, signal)).body).flatMap(readGroup);
      }),
    groupsOf: (tenant, principalId, signal) =>
      guarded(tenant, signal, async (graph) => {
        const path = `/servicePrincipals/${encodeURIComponent(principalId)}/memberOf?$select=id,displayName,description`;
        return await ofPrincipal(() => all(graph, path, readGroup, signal));
      }),
    principalsIn: (tenant, groupId, signal) =>
      guarded(tenant, signal, async (graph) => {
        const group = encodeURIComponent(groupId);
        const path = `/groups/${group}/transitiveMembers/microsoft.graph.servicePrincipal?$select=id&$top=999`;
        return await all(graph, path, readId, signal);
      }),
    appRolesOf: (tenant, principalId, signal) =>
      guarded(tenant, signal, async (graph) => {
        const path = `/servicePrincipals/${encodeURIComponent(principalId)}/appRoleAssignments`;
        const granted = await ofPrincipal(() => all(graph, path, readAppRole, signal));
        const apis = new Map<string, ReadonlyMap<string, string>>();
        for (const apiId of new Set(granted.map((each) => each.apiId))) {
          apis.set(apiId, await roleNames(graph, apiId, signal));
        }
        return granted.map(({ apiId, ...role }) => ({
          ...role,
          value: apis.get(apiId)?.get(role.roleId.toLowerCase()),
        }));
      }),
    lastSignInOf: (tenant, clientId, signal) =>
      guarded(tenant, signal, async (graph) => {
        const filter = encodeURIComponent(`appId eq '${clientId.replaceAll("'", "''")}'`);
        const path = `/reports/servicePrincipalSignInActivities?$filter=${filter}`;
        const { body } = await graph.send({ method: "GET", path, version: "beta" }, signal);
        const times = values(body).flatMap((item) => readSignIn(item, clientId));
        return times.length === 0 ? undefined : Math.max(...times);
      }),
    addToGroup: async (tenant, groupId, principalId, signal) => {
      if (signal.aborted) {
        throw new AzureError({ reason: "cancelled", sent: false });
      }
      await guarded(tenant, signal, async (graph) => {
        const path = `/groups/${encodeURIComponent(groupId)}/members/$ref`;
        const body = { "@odata.id": graph.url(`/directoryObjects/${encodeURIComponent(principalId)}`) };
        requireAcceptance(await graph.send({ method: "POST", path, body }, signal));
      });
    },
    removeFromGroup: async (tenant, groupId, principalId, signal) => {
      if (signal.aborted) {
        throw new AzureError({ reason: "cancelled", sent: false });
      }
      await guarded(tenant, signal, async (graph) => {
        const member = `${encodeURIComponent(principalId)}/$ref`;
        try {
          const request = {
            method: "DELETE",
            path: `/groups/${encodeURIComponent(groupId)}/members/${member}`,
          } as const;
          requireAcceptance(await graph.send(request, signal));
        } catch (error) {
          if (!AzureError.is(error, "notFound")) {
            throw error;
          }
        }
      });
    },
    existing: (tenant, ids, signal) =>
      guarded(tenant, signal, async (graph) => {
        const found = new Set<string>();
        for (let start = 0; start < ids.length; start += IDS_AT_ONCE) {
          const body = { ids: ids.slice(start, start + IDS_AT_ONCE) };
          const answer = await graph.send({ method: "POST", path: "/directoryObjects/getByIds", body }, signal);
          for (const item of values(answer.body)) {
            const id = isWire(item) ? textMember(item, "id") : undefined;
            if (id !== undefined) {
              found.add(id.toLowerCase());
            }
          }
        }
        return found;
      }),
  };
}

/** Items of all pages. */
async function all<Item>(
  graph: GraphConnection,
  first: string,
  read: (item: unknown) => readonly Item[],
  signal: AbortSignal,
): Promise<Item[]> {
  const items: Item[] = [];
  let path: string | undefined = first;
  for (let page = 0; path !== undefined; page++) {
    if (page === MOST_PAGES) {
      throw badAnswer("the listing does not end");
    }
    const { body } = await graph.send({ method: "GET", path }, signal);
    items.push(...values(body).flatMap(read));
    path = isWire(body) ? textMember(body, "@odata.nextLink") : undefined;
  }
  return items;
}

/** What is asked of a service principal that is not there, or not yet. */
async function ofPrincipal<Result>(ask: () => Promise<Result>): Promise<Result> {
  try {
    return await ask();
  } catch (error) {
    throw AzureError.is(error, "notFound")
      ? new AzureError({ reason: "principalNotFound" }, error.answer, error)
      : error;
  }
}

/** What the roles of an API are called, by their ids in small letters; nothing where that may not be read. */
async function roleNames(
  graph: GraphConnection,
  apiId: string,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  try {
    const path = `/servicePrincipals/${encodeURIComponent(apiId)}?$select=displayName,appRoles`;
    const { body } = await graph.send({ method: "GET", path }, signal);
    const roles = isWire(body) ? member(body, "appRoles") : undefined;
    const named = (Array.isArray(roles) ? roles : []).flatMap((role: unknown): [string, string][] => {
      const id = isWire(role) ? textMember(role, "id") : undefined;
      const value = isWire(role) ? textMember(role, "value") : undefined;
      return id === undefined || value === undefined ? [] : [[id.toLowerCase(), value]];
    });
    return new Map(named);
  } catch (error) {
    if (!AzureError.is(error)) {
      throw error;
    }
    return new Map();
  }
}

function values(body: unknown): readonly unknown[] {
  const items = isWire(body) ? member(body, "value") : undefined;
  if (!Array.isArray(items)) {
    throw badAnswer("the listing has no items");
  }
  return items;
}

function readId(item: unknown): string[] {
  const id = isWire(item) ? textMember(item, "id") : undefined;
  return id === undefined ? [] : [id.toLowerCase()];
}

function readAppRole(item: unknown): (Omit<AppRole, "value"> & { readonly apiId: string })[] {
  if (!isWire(item)) {
    return [];
  }
  const [id, apiId, roleId] = [textMember(item, "id"), textMember(item, "resourceId"), textMember(item, "appRoleId")];
  return id === undefined || apiId === undefined || roleId === undefined
    ? []
    : [{ id, apiId, roleId, api: textMember(item, "resourceDisplayName") }];
}

/** A report that is filtered by a client ID and still tells of another one is not believed. */
function readSignIn(item: unknown, clientId: string): number[] {
  if (!isWire(item) || textMember(item, "appId")?.toLowerCase() !== clientId.toLowerCase()) {
    return [];
  }
  const at = Date.parse(textMember(objectMember(item, "lastSignInActivity"), "lastSignInDateTime") ?? "");
  return Number.isNaN(at) ? [] : [at];
}

/** A principal is also in directory roles and administrative units, which are no groups. */
function readGroup(item: unknown): DirectoryGroup[] {
  const id = isWire(item) ? textMember(item, "id") : undefined;
  if (!isWire(item) || id === undefined || (textMember(item, "@odata.type") ?? GROUP) !== GROUP) {
    return [];
  }
  return [{ id, displayName: textMember(item, "displayName"), description: textMember(item, "description") }];
}

const GROUP = "#microsoft.graph.group";
