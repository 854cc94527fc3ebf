import { roleDefinition, type RolePermissions } from "../authorization/builtInRoles";
import { grants, roleAssignmentType } from "../authorization/rights";
import { type ArmRequest } from "../http/exchange";
import { memberAt, objectAt, type JsonObject } from "../json";
import { idKey, parseId } from "../resourceId";
import { changeRows } from "./changes";
import { type Row, type Table } from "./query";

/** What a row has; a column that the service does not have is refused. */
const COLUMNS = [
  "kind",
  "location",
  "managedBy",
  "sku",
  "plan",
  "properties",
  "tags",
  "identity",
  "zones",
  "extendedLocation",
] as const;

/** Where rows are looked for. */
interface Places {
  /** The subscriptions that were named; all of the caller's tenant where none were. */
  readonly named: unknown;
  /** Whether role assignments above them, at management groups and the tenant, belong to it. */
  readonly isAboveToo: boolean;
}

/** What the caller may read of a table. */
export function rowsOf(
  request: ArmRequest,
  table: Table,
  { named: subscriptions, isAboveToo }: Places,
): readonly Row[] {
  const { world, caller } = request;
  const rights = rightsOf(request);
  const own = world.directory.subscriptionsOf(caller.tenantId).map(({ subscriptionId }) => subscriptionId);
  const named = Array.isArray(subscriptions) ? new Set(subscriptions.map((id) => String(id).toLowerCase())) : undefined;
  const visible = own
    .filter((id) => named === undefined || named.has(id.toLowerCase()))
    .filter((id) => rights.subscriptions.has(id.toLowerCase()));
  if (table === "resourcechanges") {
    return changeRows(world, visible).filter((row) => mayReadChange(rights, row));
  }
  // As in the resource manager's lists, whoever may read a subscription reads what it inherits.
  const above = isAboveToo && visible.length > 0 ? world.graphCopy.within("") : [];
  return [
    ...visible
      .flatMap((id) => world.graphCopy.within(id))
      .flatMap(({ id, body }) =>
        rowOf(request, id, body, (type) => tableOf(type) === table && mayRead(rights, type, id)),
      ),
    ...above.flatMap(({ id, body }) =>
      rowOf(request, id, body, (type) => table === "authorizationresources" && tableOf(type) === table),
    ),
  ];
}

function mayReadChange(rights: Rights, row: Row): boolean {
  const id = String(memberAt(row["properties"], "targetResourceId"));
  return mayRead(rights, parseId(id)?.type.toLowerCase() ?? "", id);
}

interface Rights {
  /** What the caller may do at a scope, by its id in lower case; below it as well. */
  readonly byScope: ReadonlyMap<string, readonly RolePermissions[]>;
  /** The ids, in lower case, of the subscriptions in which it holds any role. */
  readonly subscriptions: ReadonlySet<string>;
}

/** Worked out once a query: over a large estate each row would go through every role assignment. */
function rightsOf({ world, caller }: ArmRequest): Rights {
  const byScope = new Map<string, RolePermissions[]>();
  const subscriptions = new Set<string>();
  for (const { body } of world.store.ofType(roleAssignmentType, "")) {
    const { principalId, scope, roleDefinitionId } = objectAt(body, "properties") ?? {};
    const role = roleDefinition(String(roleDefinitionId));
    if (principalId === caller.objectId && typeof scope === "string" && role !== undefined) {
      const key = idKey(scope);
      byScope.set(key, [...(byScope.get(key) ?? []), role.permissions]);
      subscriptions.add(parseId(scope)?.subscriptionId?.toLowerCase() ?? "");
    }
  }
  return { byScope, subscriptions };
}

function mayRead({ byScope }: Rights, type: string, id: string): boolean {
  const action = `${type}/read`;
  const segments = idKey(id).split("/");
  return segments.some((_, index) => {
    const permissions = byScope.get(segments.slice(0, index + 1).join("/")) ?? [];
    return permissions.some((each) => grants(each, action));
  });
}

function rowOf({ caller }: ArmRequest, id: string, body: JsonObject, isShown: (type: string) => boolean): Row[] {
  const parsed = parseId(id);
  const type = parsed?.type.toLowerCase();
  if (parsed === undefined || type === undefined || !isShown(type)) {
    return [];
  }
  const columns = COLUMNS.map((name) => [name, body[name] ?? null] as const);
  return [
    {
      ...Object.fromEntries(columns),
      id,
      name: parsed.name,
      type,
      tenantId: caller.tenantId,
      subscriptionId: parsed.subscriptionId?.toLowerCase() ?? "",
      resourceGroup: parsed.resourceGroup?.toLowerCase() ?? "",
    },
  ];
}

/** Which table holds a type; none for what the service keeps in none, as far as it is documented. */
function tableOf(type: string): Table | undefined {
  if (/^microsoft\.resources\/(?:resourcegroups|subscriptions)$/.test(type)) {
    return "resourcecontainers";
  }
  if (/^microsoft\.authorization\/(?:roleassignments|roledefinitions)$/.test(type)) {
    return "authorizationresources";
  }
  if (type === "microsoft.authorization/policyassignments") {
    return "policyresources";
  }
  const isKept =
    !/^microsoft\.(?:authorization|resources)\//.test(type) || type === "microsoft.resources/deploymentscripts";
  // That federated credentials are in a table is documented nowhere (unverified).
  return isKept && !type.endsWith("/federatedidentitycredentials") ? "resources" : undefined;
}
