import { present, type JsonObject } from "../json";
import { parseId } from "../resourceId";
import { type Store, type StoredResource } from "../store";
import { type PlannedDeployment } from "./deployment";
import { deploymentType, type WantedResource } from "./template";

/** What a deployment does to each of its resources, and how far that is. */
export function operationsOf(store: Store, deploymentId: string): readonly StoredResource[] {
  return store.ofType(`${deploymentType}/operations`, deploymentId);
}

/** Notes at the start that each resource is being worked on; those of an earlier run under the same name go. */
export function noteOperations(store: Store, planned: PlannedDeployment): void {
  for (const { id } of operationsOf(store, planned.id)) {
    store.remove(id);
  }
  for (const resource of planned.wanted) {
    noteState(store, planned, resource, "Running");
  }
}

export function noteState(
  store: Store,
  planned: PlannedDeployment,
  resource: WantedResource,
  state: "Running" | "Succeeded" | "Failed",
  error?: JsonObject,
): void {
  const operationId = String(planned.wanted.indexOf(resource));
  const id = `${planned.id}/operations/${operationId}`;
  store.put(id, {
    id,
    operationId,
    properties: present([
      ["provisioningOperation", "Create"],
      ["provisioningState", state],
      ["targetResource", { id: resource.id, resourceType: resource.type, resourceName: parseId(resource.id)?.name }],
      ["statusMessage", error === undefined ? undefined : { error }],
    ]),
  });
}
