import { bodyObject, param, queryValue, type Answer, type ArmRequest } from "../http/exchange";
import { page } from "../http/paging";
import { type Route } from "../http/router";
import { present, type JsonObject } from "../json";
import { parseId } from "../resourceId";
import { resourceNotFound } from "../serviceErrors";
import { type StoredResource } from "../store";

const subscription = "/subscriptions/{subscriptionId}";
const group = `${subscription}/resourceGroups/{groupName}`;
const network = "providers/Microsoft.Network/{type}";

/** Lists of any resources, and the network resources that machines need; these are stored as they are sent. */
export const resourceRoutes: readonly Route[] = [
  {
    method: "GET",
    path: `${subscription}/resources`,
    action: "Microsoft.Resources/subscriptions/resources/read",
    handle: listAny,
  },
  {
    method: "GET",
    path: `${group}/resources`,
    action: "Microsoft.Resources/subscriptions/resourceGroups/resources/read",
    handle: listAny,
  },
  { method: "GET", path: `${subscription}/${network}`, action: "Microsoft.Network/{type}/read", handle: listNetwork },
  { method: "GET", path: `${group}/${network}`, action: "Microsoft.Network/{type}/read", handle: listNetwork },
  { method: "GET", path: `${group}/${network}/{name}`, action: "Microsoft.Network/{type}/read", handle: getNetwork },
  { method: "PUT", path: `${group}/${network}/{name}`, action: "Microsoft.Network/{type}/write", handle: putNetwork },
];

function scopeOf(request: ArmRequest): string {
  const groupName = request.params["groupName"];
  return `/subscriptions/${param(request, "subscriptionId")}${groupName === undefined ? "" : `/resourceGroups/${groupName}`}`;
}

/** Top-level resources; `$filter` knows `resourceType eq`, `name eq` and `substringof('...', name)`. */
function listAny(request: ArmRequest): Answer {
  const filter = queryValue(request.url, "$filter") ?? "";
  const type = /resourceType eq '([^']*)'/i.exec(filter)?.[1]?.toLowerCase();
  const name = /\bname eq '([^']*)'/i.exec(filter)?.[1]?.toLowerCase();
  const part = /substringof\('([^']*)',\s*name\)/i.exec(filter)?.[1]?.toLowerCase();
  const found = request.world.store.within(scopeOf(request)).filter(({ id }) => {
    const parsed = parseId(id);
    const key = parsed?.name.toLowerCase() ?? "";
    return (
      parsed !== undefined &&
      isTopLevel(parsed.type) &&
      (type === undefined || parsed.type.toLowerCase() === type) &&
      (name === undefined || key === name) &&
      (part === undefined || key.includes(part))
    );
  });
  return page(request, found, ({ id, body }) =>
    present([
      ["id", id],
      ["name", parseId(id)?.name],
      ["type", parseId(id)?.type],
      ["location", body["location"]],
      ["tags", body["tags"]],
      ["identity", body["identity"]],
    ]),
  );
}

function isTopLevel(type: string): boolean {
  return type.split("/").length === 2 && !/^Microsoft\.(Resources|Authorization)\//i.test(type);
}

function listNetwork(request: ArmRequest): Answer {
  return page(
    request,
    request.world.store.ofType(`Microsoft.Network/${param(request, "type")}`, scopeOf(request)),
    render,
  );
}

function networkId(request: ArmRequest): string {
  return `${scopeOf(request)}/providers/Microsoft.Network/${param(request, "type")}/${param(request, "name")}`;
}

function getNetwork(request: ArmRequest): Answer {
  const stored = request.world.store.get(networkId(request));
  if (stored === undefined) {
    throw resourceNotFound(
      `Microsoft.Network/${param(request, "type")}`,
      param(request, "name"),
      param(request, "groupName"),
    );
  }
  return { status: 200, body: render(stored) };
}

function putNetwork(request: ArmRequest): Answer {
  const existed = request.world.store.get(networkId(request)) !== undefined;
  const stored = request.world.store.put(networkId(request), genericBody(bodyObject(request)));
  return { status: existed ? 200 : 201, body: render(stored) };
}

function render({ id, body }: StoredResource): JsonObject {
  return { name: parseId(id)?.name, id, type: parseId(id)?.type, ...body };
}

/** What is kept of a resource that has no handler of its own. */
export function genericBody(sent: JsonObject): JsonObject {
  const { properties } = sent;
  const known = ["location", "tags", "sku", "zones", "kind"].map((key) => [key, sent[key]] as const);
  return present([
    ...known,
    ["properties", { ...(properties as JsonObject | undefined), provisioningState: "Succeeded" }],
  ]);
}
