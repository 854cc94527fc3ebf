import { isUserAssignedIdentityId, resourceIdKey } from "../../identity/resourceId";
import { isWire, member, textMember } from "../../identity/wire";
import type { Tenant } from "../accounts";
import { addressPath } from "../http/addressPath";
import type { ArmConnections } from "../http/armConnections";
import { guardedRead } from "../http/guarded";
import { patiently, queryResourceGraph } from "../http/resourceGraph";
import { badAnswer } from "../http/toAzureError";
import type { AssociatedResource, GraphListing, ServiceUse, ServiceUseGateway } from "./serviceUse";

/** Rows are 1,000 a page. More resources than these are not read: the estate is then said to be known in part. */
const MOST_PAGES = 100;

const MACHINES = "('microsoft.compute/virtualmachines', 'microsoft.compute/virtualmachinescalesets')";

/** Machines and scale sets are listed by their provider. That `properties` can be searched as text is documented, that no type is left out is not. */
const SERVICES = [
  "resources",
  `where type !in~ ${MACHINES}`,
  "extend naming = tostring(properties) contains '/providers/microsoft.managedidentity/userassignedidentities/'",
  "where isnotempty(identity.userAssignedIdentities) or naming",
  "project id, identities = identity.userAssignedIdentities, properties = iff(naming, properties, dynamic(null))",
  "order by id asc",
].join(" | ");

const POLICIES = [
  "policyresources",
  "where type =~ 'microsoft.authorization/policyassignments'",
  "where isnotempty(identity.userAssignedIdentities)",
  "project id, identities = identity.userAssignedIdentities",
  "order by id asc",
].join(" | ");

const GRANTEES = [
  "authorizationresources",
  "where type =~ 'microsoft.authorization/roleassignments'",
  "where properties.principalType =~ 'ServicePrincipal'",
  "project id, principalId = properties.principalId",
  "order by id asc",
].join(" | ");

/** A preview that the stable versions do not have (docs/azure-behaviour.md). */
const ASSOCIATED_VERSION = "2022-01-31-preview";

/** Longer than any id that the service makes. */
const MAX_ID_LENGTH = 2048;

const IDENTITY_IDS =
  /\/subscriptions\/[^"/\s]+\/resourcegroups\/[^"/\s]+\/providers\/microsoft\.managedidentity\/userassignedidentities\/[\w-]+/gi;

/** Who uses identities, by Azure Resource Graph and by what the identity's own provider tells. */
export function createServiceUseGateway(connections: ArmConnections): ServiceUseGateway {
  const ask = <Item>(
    tenant: Tenant,
    query: string,
    read: (row: unknown) => readonly Item[],
    signal: AbortSignal,
  ): Promise<GraphListing<Item>> =>
    guardedRead(connections, { tenant }, signal, async (connection) => {
      // An identity whose only access is at a management group would else be called unused.
      const options = { query, mostPages: MOST_PAGES, includesInherited: query === GRANTEES };
      const { rows, isWhole } = await queryResourceGraph(connection, options, signal);
      return { items: rows.flatMap(read), isWhole };
    });
  return {
    listServices: (tenant, signal) => ask(tenant, SERVICES, usesOfRow, signal),
    listPolicies: (tenant, signal) => ask(tenant, POLICIES, usesOfRow, signal),
    listGrantees: (tenant, signal) => ask(tenant, GRANTEES, granteeOfRow, signal),
    listAssociated: (subscription, identityId, signal) =>
      guardedRead(connections, subscription, signal, async (connection) => {
        const path = addressPath(identityId, "identityId");
        const url = connection.url(`/${path}/listAssociatedResources?api-version=${ASSOCIATED_VERSION}`);
        const { body } = await patiently(() => connection.post(url, {}, signal), signal);
        const value = isWire(body) ? member(body, "value") : undefined;
        if (!isWire(body) || !Array.isArray(value)) {
          throw badAnswer("the answer names no resources");
        }
        const items = (value as readonly unknown[]).flatMap(readAssociated);
        const total = member(body, "totalCount");
        // How its further pages are asked for is unverified: that there are some is said instead.
        const isWhole =
          textMember(body, "nextLink") === undefined && (typeof total !== "number" || total <= items.length);
        return { items, isWhole };
      }),
  };
}

/** Each identity that a resource carries, or names in its properties, once. */
function usesOfRow(row: unknown): readonly ServiceUse[] {
  const place = isWire(row) ? placeOf(textMember(row, "id")) : undefined;
  if (!isWire(row) || place === undefined) {
    return [];
  }
  const identities = member(row, "identities");
  const carried = isWire(identities) ? Object.keys(identities) : [];
  const properties = member(row, "properties");
  const named = isWire(properties) ? (JSON.stringify(properties).match(IDENTITY_IDS) ?? []) : [];
  const uses = new Map<string, ServiceUse>();
  for (const [how, ids] of [
    ["carries", carried],
    ["names", named],
  ] as const) {
    for (const spelling of ids.filter(isUserAssignedIdentityId)) {
      const key = resourceIdKey(spelling);
      uses.set(key, uses.get(key) ?? { ...place, spelling, how });
    }
  }
  return [...uses.values()];
}

/** Where a resource lies, also one that is attached to a scope and not only such as lie in a resource group. */
function placeOf(
  id: string | undefined,
): Pick<ServiceUse, "id" | "name" | "type" | "resourceGroup" | "subscriptionId"> | undefined {
  if (id === undefined || id.length > MAX_ID_LENGTH) {
    return undefined;
  }
  const found =
    /^\/subscriptions\/([^/]+)(?:\/resourcegroups\/([^/]+))?(?:\/.*)?\/providers\/([^/]+)((?:\/[^/]+\/[^/]+)+)$/i.exec(
      id,
    );
  const [, subscriptionId, resourceGroup, namespace, rest] = found ?? [];
  const segments = rest?.slice(1).split("/") ?? [];
  const name = segments.at(-1);
  if (subscriptionId === undefined || namespace === undefined || name === undefined) {
    return undefined;
  }
  const types = segments.filter((_, index) => index % 2 === 0);
  return { id, name, type: [namespace, ...types].join("/").toLowerCase(), resourceGroup, subscriptionId };
}

function granteeOfRow(row: unknown): readonly string[] {
  const principalId = isWire(row) ? textMember(row, "principalId") : undefined;
  return principalId === undefined ? [] : [principalId.toLowerCase()];
}

function readAssociated(wire: unknown): readonly AssociatedResource[] {
  const place = isWire(wire) ? placeOf(textMember(wire, "id")) : undefined;
  if (!isWire(wire) || place === undefined) {
    return [];
  }
  const { id, name, type, resourceGroup, subscriptionId } = place;
  return [
    { id, name, type, resourceGroup, subscription: textMember(wire, "subscriptionDisplayName") ?? subscriptionId },
  ];
}
