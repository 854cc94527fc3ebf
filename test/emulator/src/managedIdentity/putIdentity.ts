import { ArmError } from "../armError";
import { guidFrom } from "../guid";
import { memberAt, objectAt, textAt, type JsonObject } from "../json";
import { parseId } from "../resourceId";
import { missingParameter } from "../serviceErrors";
import { type StoredResource } from "../store";
import { type World } from "../world";

/** Creates or updates an identity; an existing one keeps its principal. */
export function putIdentity(world: World, id: string, wanted: JsonObject): StoredResource {
  const location = textAt(wanted, "location");
  if (location === undefined) {
    throw missingParameter("location");
  }
  checkName(parseId(id)?.name ?? "");
  const existing = world.store.get(id);
  const isolationScope = textAt(objectAt(wanted, "properties"), "isolationScope") ?? "None";
  const ids = existing === undefined ? newIds(world, id) : objectAt(existing.body, "properties");
  return world.store.put(providerSpelling(id), {
    location: location.toLowerCase().replaceAll(" ", ""),
    tags: memberAt(wanted, "tags") ?? {},
    properties: { ...ids, isolationScope },
  });
}

/** The provider writes its ids with a lower-case "resourcegroups", whatever was asked (docs/azure-behaviour.md#spelling-of-resource-ids). */
export function providerSpelling(id: string): string {
  return id.replace(/\/resourcegroups\//i, "/resourcegroups/");
}

/** Created again under the same name, an identity has another principal (docs/azure-behaviour.md#a-deleted-identity-leaves-references). */
function newIds(world: World, id: string): JsonObject {
  const principalId = world.newPrincipal(id);
  return {
    tenantId: world.directory.subscription(parseId(id)?.subscriptionId ?? "")?.tenantId,
    principalId,
    clientId: guidFrom(`client of ${principalId}`),
  };
}

/** docs/azure-behaviour.md#name-of-a-user-assigned-identity; the service's text for a name that breaks the rule is unverified. */
function checkName(name: string): void {
  if (!/^[a-z0-9][a-z0-9_-]{2,127}$/i.test(name)) {
    throw new ArmError(400, "InvalidResourceName", `The resource name '${name}' is invalid.`);
  }
}
