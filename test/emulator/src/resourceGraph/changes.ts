import { guidFrom } from "../guid";
import { isObject, type JsonObject } from "../json";
import { parseId } from "../resourceId";
import { type World } from "../world";
import { type AcceptedWrite } from "../writeLog";

/** How long the service keeps changes. */
const KEPT_MS = 14 * 24 * 60 * 60 * 1000;
/** Who "another party" is where somebody has to be named. */
export const otherParty = "deploy@contoso.example";

/** Rows of `resourcechanges`: one a write that was taken. The paths of changes within maps are unverified. */
export function changeRows(world: World, subscriptionIds: readonly string[]): readonly JsonObject[] {
  const wanted = new Set(subscriptionIds.map((id) => id.toLowerCase()));
  return world.writes.list().flatMap((write, index) => {
    const place = parseId(write.resourceId);
    const subscriptionId = place?.subscriptionId?.toLowerCase() ?? "";
    const isKept = world.clock.now() - write.at < KEPT_MS && wanted.has(subscriptionId);
    return place === undefined || !isKept
      ? []
      : [rowOf(world, write, index, subscriptionId, place.resourceGroup ?? "")];
  });
}

/** The correlation ID that a change and the activity log share. */
export const correlationOf = (index: number): string => guidFrom(`correlation of write ${index}`);

/** Who made a write: an application by its client ID, as the service names it. */
export function writerOf(world: World, { by }: Pick<AcceptedWrite, "by">): string {
  return by === "client" ? world.directory.firstApplication.clientId : otherParty;
}

function rowOf(
  world: World,
  write: AcceptedWrite,
  index: number,
  subscriptionId: string,
  resourceGroup: string,
): JsonObject {
  const changes = differences(write.before, write.after);
  const name = guidFrom(`change ${index} of ${write.resourceId}`);
  return {
    id: `${write.resourceId}/providers/Microsoft.Resources/changes/${name}`,
    name,
    type: "microsoft.resources/changes",
    subscriptionId,
    resourceGroup: resourceGroup.toLowerCase(),
    properties: {
      targetResourceId: write.resourceId,
      targetResourceType: parseId(write.resourceId)?.type.toLowerCase() ?? "",
      changeType: "Update",
      changeAttributes: {
        timestamp: new Date(write.at).toISOString(),
        correlationId: correlationOf(index),
        changedBy: writerOf(world, write),
        changedByType: write.by === "client" ? "Application" : "User",
        clientType: write.by === "client" ? "Unspecified" : "Azure Portal",
        operation: `${parseId(write.resourceId)?.type ?? ""}/write`,
        changesCount: Object.keys(changes).length,
      },
      changes,
    },
  };
}

function differences(before: unknown, after: unknown): JsonObject {
  const [old, now] = [flat(before), flat(after)];
  const keys = [...new Set([...old.keys(), ...now.keys()])].filter((key) => old.get(key) !== now.get(key));
  return Object.fromEntries(
    keys.map((key) => {
      const [previousValue, newValue] = [old.get(key) ?? null, now.get(key) ?? null];
      const propertyChangeType = previousValue === null ? "Insert" : newValue === null ? "Remove" : "Update";
      return [key, { previousValue, newValue, propertyChangeType, changeCategory: "User" }];
    }),
  );
}

/** Every leaf of an identity by its path; an empty object is a leaf. */
function flat(value: unknown, path = "identity"): ReadonlyMap<string, string> {
  if (value === undefined || value === null) {
    return new Map();
  }
  const members = isObject(value) ? Object.entries(value) : [];
  return members.length === 0
    ? new Map([[path, typeof value === "string" ? value : JSON.stringify(value)]])
    : new Map(members.flatMap(([key, member]) => [...flat(member, `${path}.${key}`)]));
}
