import { memberAt, objectAt, present, textAt, valueAt, withValue, isObject, type JsonObject } from "../json";
import { parseId } from "../resourceId";
import { type Store, type StoredResource } from "../store";
import { instanceType, isFlexible } from "./machineKinds";

/** The members of a body that belong to the model of the instances. An identity does not (docs/azure-behaviour.md#uniform-scale-sets). */
export function changesModel(patch: JsonObject): boolean {
  return (
    valueAt(patch, "properties", "virtualMachineProfile") !== undefined || textAt(patch["sku"], "name") !== undefined
  );
}

/** After a change of the model: instances of a Manual set lag behind it, those of the other modes follow by themselves. */
export function applyModelChange(store: Store, scaleSet: StoredResource): void {
  if (isFlexible(scaleSet)) {
    return;
  }
  const manual = valueAt(scaleSet.body, "properties", "upgradePolicy", "mode") === "Manual";
  for (const instance of store.ofType(instanceType, scaleSet.id)) {
    if (manual) {
      instance.body = withValue(instance.body, ["properties", "latestModelApplied"], false);
    } else {
      bringUpToDate(scaleSet, instance);
    }
  }
}

/** Gives an instance the latest model: what is served of it are its extensions and its size. */
export function bringUpToDate(scaleSet: StoredResource, instance: StoredResource): void {
  const current = withValue(instance.body, ["properties", "latestModelApplied"], true);
  const extensions = instanceExtensions(scaleSet, instance.id);
  instance.body = withValue(current, ["resources"], extensions.length > 0 ? extensions : undefined);
}

/** The extensions of a model, as one of its instances shows them (recorded: ids below `virtualMachines/SET_INSTANCE`). */
export function instanceExtensions(scaleSet: StoredResource, instanceId: string): readonly JsonObject[] {
  const parsed = parseId(scaleSet.id);
  const machine = `${parsed?.name ?? ""}_${parseId(instanceId)?.name ?? ""}`;
  return modelExtensions(scaleSet.body).map((extension) => {
    const name = textAt(extension, "name") ?? "";
    return present([
      ["name", name],
      ["id", `${parsed?.parent ?? ""}/providers/Microsoft.Compute/virtualMachines/${machine}/extensions/${name}`],
      ["type", "Microsoft.Compute/virtualMachines/extensions"],
      ["location", memberAt(scaleSet.body, "location")],
      ["properties", { ...objectAt(extension, "properties"), provisioningState: "Succeeded" }],
    ]);
  });
}

export function modelExtensions(body: JsonObject): readonly JsonObject[] {
  const extensions = valueAt(body, "properties", "virtualMachineProfile", "extensionProfile", "extensions");
  return Array.isArray(extensions) ? extensions.filter(isObject) : [];
}

export function withModelExtensions(body: JsonObject, extensions: readonly JsonObject[]): JsonObject {
  const profile = objectAt(objectAt(body, "properties"), "virtualMachineProfile") ?? {};
  const changed = withValue(profile, ["extensionProfile"], extensions.length > 0 ? { extensions } : undefined);
  return withValue(body, ["properties", "virtualMachineProfile"], changed);
}
