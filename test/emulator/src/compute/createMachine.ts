import { type ArmRequest } from "../http/exchange";
import { guidFrom } from "../guid";
import { isObject, objectAt, present, valueAt, withValue, type JsonObject } from "../json";
import { applyIdentityPatch } from "../mergeIdentity";
import { readIdentity, storedForm } from "../storedIdentity";
import { type StoredResource } from "../store";
import { checkLinkedIdentities } from "./linkedIdentities";
import { scaleSetType, vmType, type MachineKind } from "./machineKinds";
import { bringUpToDate } from "./scaleSetModel";
import { resolveIdentities, withProvisioningState } from "./resolveIdentities";

/**
 * PUT of a virtual machine or scale set, up to the point where the operation runs: the body is replaced, an identity that
 * it does not mention stays (whether the service drops it is unverified; staying loses nothing).
 */
export function createMachine(request: ArmRequest, kind: MachineKind, id: string, wanted: JsonObject): StoredResource {
  const existing = request.world.store.get(id);
  const type = kind === "virtualMachine" ? vmType : scaleSetType;
  const flexible = valueAt(wanted, "properties", "orchestrationMode") === "Flexible";
  const carried = readIdentity(existing?.body["identity"]);
  const { identity } = wanted;
  const asked = isObject(identity)
    ? applyIdentityPatch({ ...carried, userAssigned: new Map() }, identity, {
        apiVersion: request.apiVersion,
        flexible,
        systemAssigned: { principalId: request.world.newPrincipal(id), tenantId: request.caller.tenantId },
      })
    : carried;
  checkLinkedIdentities(request, `${type}/write`, id, identity);
  const body = present([
    ["location", wanted["location"]],
    ["tags", wanted["tags"] ?? {}],
    ["identity", storedForm(asked)],
    ["sku", wanted["sku"]],
    ["zones", wanted["zones"]],
    ["properties", kind === "virtualMachine" ? vmProperties(id, wanted) : scaleSetProperties(id, wanted)],
  ]);
  return request.world.store.put(id, withProvisioningState(body, existing === undefined ? "Creating" : "Updating"));
}

/** The end of the operation that a PUT starts. */
export function completeMachine(request: ArmRequest, kind: MachineKind, stored: StoredResource): void {
  resolveIdentities(request.world, stored, undefined);
  stored.body = withProvisioningState(stored.body, "Succeeded");
  if (kind === "scaleSet" && valueAt(stored.body, "properties", "orchestrationMode") !== "Flexible") {
    makeInstances(request, stored);
  }
}

function vmProperties(id: string, wanted: JsonObject): JsonObject {
  const properties = withoutSecrets(objectAt(wanted, "properties") ?? {}, ["osProfile"]);
  return { ...properties, vmId: guidFrom(`vm ${id}`), timeCreated: new Date().toISOString() };
}

function scaleSetProperties(id: string, wanted: JsonObject): JsonObject {
  const properties = withoutSecrets(objectAt(wanted, "properties") ?? {}, ["virtualMachineProfile", "osProfile"]);
  const mode = valueAt(properties, "orchestrationMode") ?? "Uniform";
  return {
    ...properties,
    orchestrationMode: mode,
    uniqueId: guidFrom(`scale set ${id}`),
    timeCreated: new Date().toISOString(),
  };
}

/** Passwords and custom data never come back from a GET. */
function withoutSecrets(properties: JsonObject, path: readonly [string, ...string[]]): JsonObject {
  if (valueAt(properties, ...path) === undefined) {
    return properties;
  }
  const withoutPassword = withValue(properties, [...path, "adminPassword"], undefined);
  return withValue(withoutPassword, [...path, "customData"], undefined);
}

function makeInstances(request: ArmRequest, scaleSet: StoredResource): void {
  const capacity = Number(valueAt(scaleSet.body, "sku", "capacity") ?? 0);
  for (let index = 0; index < Math.min(capacity, 1000); index += 1) {
    const id = `${scaleSet.id}/virtualMachines/${index}`;
    if (request.world.store.get(id) === undefined) {
      const properties = {
        modelDefinitionApplied: "VirtualMachineScaleSet",
        vmId: guidFrom(`instance ${id}`),
        provisioningState: "Succeeded",
      };
      const instance = request.world.store.put(id, { location: scaleSet.body["location"], tags: {}, properties });
      bringUpToDate(scaleSet, instance);
    }
  }
}
