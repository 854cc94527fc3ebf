import { requireAcceptance } from "../http/acceptance";
import { isWire, member, textMember } from "../../identity/wire";
import type { SignIn, Tenant } from "../accounts";
import { AzureError } from "../azureError";
import type { Cloud } from "../signIn/cloud";
import type { DirectoryGateway, DirectoryGroup } from "./directory";
import { connectToGraph, type GraphConnection } from "./graphConnection";
import { badAnswer, toAzureError } from "../http/toAzureError";

const MOST_GROUPS = 50;

/** `directoryObjects/getByIds` takes so many ids at once (learn.microsoft.com, graph/api/directoryobject-getbyids). */
const IDS_AT_ONCE = 1000;

/** A group list of one principal is short; a service that goes on for ever is not followed for ever. */
const MOST_PAGES = 50;

/** Groups and principals over Microsoft Graph 1.0. Shapes are those of its public reference; no recording holds any (unverified). */
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
        try {
          return await allGroups(graph, path, signal);
        } catch (error) {
          throw AzureError.is(error, "notFound")
            ? new AzureError({ reason: "principalNotFound" }, error.answer, error)
            : error;
        }
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

async function allGroups(graph: GraphConnection, first: string, signal: AbortSignal): Promise<DirectoryGroup[]> {
  const groups: DirectoryGroup[] = [];
  let path: string | undefined = first;
  for (let page = 0; path !== undefined && page < MOST_PAGES; page++) {
    const { body } = await graph.send({ method: "GET", path }, signal);
    groups.push(...values(body).flatMap(readGroup));
    path = isWire(body) ? textMember(body, "@odata.nextLink") : undefined;
  }
  return groups;
}

function values(body: unknown): readonly unknown[] {
  const items = isWire(body) ? member(body, "value") : undefined;
  if (!Array.isArray(items)) {
    throw badAnswer("the listing has no items");
  }
  return items;
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
