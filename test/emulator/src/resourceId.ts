/** The parts of an Azure resource id. Written for the emulator alone, which is the reference that `src` is tested against. */
export interface ParsedId {
  readonly subscriptionId: string | undefined;
  readonly resourceGroup: string | undefined;
  /** For instance `Microsoft.Compute/virtualMachines`, in the id's own spelling. */
  readonly type: string;
  readonly name: string;
  /** For a role assignment, a lock or another extension resource: the scope it is on. Otherwise the parent resource or group. */
  readonly parent: string;
}

/** Ids compare without regard to case (docs/azure-behaviour.md#spelling-of-resource-ids). */
export function idKey(id: string): string {
  return id.toLowerCase().replace(/\/+$/, "");
}

export function sameId(left: string, right: string): boolean {
  return idKey(left) === idKey(right);
}

/** True when `id` is `scope` or lies below it. */
export function isWithin(id: string, scope: string): boolean {
  const key = idKey(scope);
  return key === "" || idKey(id) === key || idKey(id).startsWith(`${key}/`);
}

/** Reads an id; `undefined` when it is none. */
export function parseId(id: string): ParsedId | undefined {
  const segments = id.split("/");
  if (segments[0] !== "" || segments.slice(1).includes("") || segments.length < 3) {
    return undefined;
  }
  const group = /^\/subscriptions\/([^/]+)(?:\/resourceGroups\/([^/]+))?/i.exec(id);
  const subscriptionId = group?.[1];
  const resourceGroup = group?.[2];
  const provider = segments.findLastIndex((segment) => segment.toLowerCase() === "providers");
  if (provider < 1) {
    return plainScope(id, subscriptionId, resourceGroup, segments.length);
  }
  const [namespace, ...rest] = segments.slice(provider + 1);
  if (namespace === undefined || rest.length < 2 || rest.length % 2 !== 0) {
    return undefined;
  }
  const types = rest.filter((_, index) => index % 2 === 0);
  return {
    subscriptionId,
    resourceGroup,
    type: [namespace, ...types].join("/"),
    name: rest.at(-1) ?? "",
    parent: rest.length > 2 ? segments.slice(0, -2).join("/") : segments.slice(0, provider).join("/"),
  };
}

function plainScope(
  id: string,
  subscriptionId: string | undefined,
  resourceGroup: string | undefined,
  length: number,
): ParsedId | undefined {
  if (subscriptionId === undefined || length !== (resourceGroup === undefined ? 3 : 5)) {
    return undefined;
  }
  return resourceGroup === undefined
    ? { subscriptionId, resourceGroup, type: "Microsoft.Resources/subscriptions", name: subscriptionId, parent: "" }
    : {
        subscriptionId,
        resourceGroup,
        type: "Microsoft.Resources/resourceGroups",
        name: resourceGroup,
        parent: id.split("/").slice(0, 3).join("/"),
      };
}
