/**
 * A parsed Azure resource id. `text` keeps the spelling that was read; the parts are slices of it.
 * `types` and `names` have the same length: one pair for a top-level resource, more for children.
 */
export interface ResourceId {
  readonly text: string;
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly namespace: string;
  readonly types: readonly string[];
  readonly names: readonly string[];
}

/** The type of user-assigned identities as Azure spells it. */
export const USER_ASSIGNED_TYPE = "Microsoft.ManagedIdentity/userAssignedIdentities";

const USER_ASSIGNED_KEY = USER_ASSIGNED_TYPE.toLowerCase();

/** Longer than any id that the service makes; keeps hostile text from being carried around. */
const MAX_ID_LENGTH = 2048;

// Characters that no name in a resource id may hold: they would change the URL that the id is put into.
const FORBIDDEN = /[\u0000-\u001f\u007f?#%\\<>&*:|"]/;

function isSegment(text: string | undefined): text is string {
  return (
    text !== undefined &&
    text.length > 0 &&
    text !== "." &&
    text !== ".." &&
    text.trim() === text &&
    !FORBIDDEN.test(text)
  );
}

/**
 * Reads the id of a resource in a resource group. Fixed words match in any casing (docs/azure-behaviour.md#spelling-of-resource-ids).
 * @returns undefined for anything that is not such an id.
 */
export function parseResourceId(text: string): ResourceId | undefined {
  if (text.length > MAX_ID_LENGTH || !text.startsWith("/")) {
    return undefined;
  }
  const segments = text.slice(1).split("/");
  const [subscriptions, subscriptionId, resourceGroups, resourceGroup, providers, namespace, ...rest] = segments;
  if (
    subscriptions?.toLowerCase() !== "subscriptions" ||
    resourceGroups?.toLowerCase() !== "resourcegroups" ||
    providers?.toLowerCase() !== "providers" ||
    !isSegment(subscriptionId) ||
    !isSegment(resourceGroup) ||
    !isSegment(namespace) ||
    rest.length === 0 ||
    rest.length % 2 !== 0 ||
    !rest.every(isSegment)
  ) {
    return undefined;
  }
  return {
    text,
    subscriptionId,
    resourceGroup,
    namespace,
    types: rest.filter((_, index) => index % 2 === 0),
    names: rest.filter((_, index) => index % 2 === 1),
  };
}

/** Writes an id in the service's usual spelling (`resourceGroups`). `type` is like `Microsoft.Compute/virtualMachines`. */
export function formatResourceId(subscriptionId: string, resourceGroup: string, type: string, name: string): string {
  return `${resourceGroupId(subscriptionId, resourceGroup)}/providers/${type}/${name}`;
}

/** The id of a resource group. */
export function resourceGroupId(subscriptionId: string, resourceGroup: string): string {
  return `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}`;
}

/** The key under which two spellings of one id are the same. Never shown, never sent. */
export function resourceIdKey(id: string): string {
  return id.toLowerCase();
}

/** Whether two ids name the same resource: without regard to case (docs/azure-behaviour.md#spelling-of-resource-ids). */
export function sameResourceId(left: string, right: string): boolean {
  return resourceIdKey(left) === resourceIdKey(right);
}

/** The last name of an id, or the text itself where it is not an id. */
export function resourceName(id: string): string {
  return parseResourceId(id)?.names.at(-1) ?? id;
}

/** The full type of a parsed id, like `Microsoft.Compute/virtualMachines`, in the spelling of the id. */
export function resourceType(id: ResourceId): string {
  return [id.namespace, ...id.types].join("/");
}

/** Whether a type is that of user-assigned identities, in whatever casing. */
export function isUserAssignedType(type: string): boolean {
  return type.toLowerCase() === USER_ASSIGNED_KEY;
}

/** Whether a text is the id of a user-assigned identity, not of another kind of resource. */
export function isUserAssignedIdentityId(text: string): boolean {
  const id = parseResourceId(text);
  return id !== undefined && isUserAssignedType(resourceType(id));
}
