import { ArmError } from "../armError";
import { bodyObject, param, type Answer, type ArmRequest } from "../http/exchange";
import { page } from "../http/paging";
import { type Route } from "../http/router";
import { memberAt, objectAt, present, textAt, valueAt, withValue, type JsonObject } from "../json";
import { parseId, sameId } from "../resourceId";
import { resourceNotFound } from "../serviceErrors";
import { type StoredResource } from "../store";
import { acceptedHeaders } from "./asyncHeaders";
import { etagOf, hasEtag } from "./etags";
import { instanceType, isFlexible, scaleSetType, vmType } from "./machineKinds";
import { checkNotDeleting } from "./patchMachine";
import { bringUpToDate } from "./scaleSetModel";
import { requestedScaleSet, scaleSetsInGroup } from "./scaleSetRoutes";

const instances = `${scaleSetsInGroup}/{name}/virtualMachines`;

/** The instances of a scale set: own resources where it is Uniform, real virtual machines where it is Flexible. */
export const instanceRoutes: readonly Route[] = [
  { method: "GET", path: instances, action: `${instanceType}/read`, bucket: "HighCostGetVMScaleSet", handle: list },
  {
    method: "GET",
    path: `${instances}/{instanceId}`,
    action: `${instanceType}/read`,
    bucket: "GetVMScaleSet",
    handle: get,
  },
  {
    method: "POST",
    path: `${scaleSetsInGroup}/{name}/manualupgrade`,
    action: `${scaleSetType}/manualUpgrade/action`,
    bucket: "VMScaleSetActions",
    handle: upgrade,
  },
];

function instancesOf(request: ArmRequest, scaleSet: StoredResource): readonly StoredResource[] {
  const { store } = request.world;
  return isFlexible(scaleSet)
    ? store
        .ofType(vmType, `/subscriptions/${parseId(scaleSet.id)?.subscriptionId ?? ""}`)
        .filter(({ body }) =>
          sameId(textAt(valueAt(body, "properties", "virtualMachineScaleSet"), "id") ?? "", scaleSet.id),
        )
    : store.ofType(instanceType, scaleSet.id);
}

function list(request: ArmRequest): Answer {
  const scaleSet = requestedScaleSet(request);
  return page(request, instancesOf(request, scaleSet), (instance) => render(request, scaleSet, instance, false));
}

function get(request: ArmRequest): Answer {
  const scaleSet = requestedScaleSet(request);
  const wanted = param(request, "instanceId");
  const instance = instancesOf(request, scaleSet).find(
    (one) => instanceIdOf(one).toLowerCase() === wanted.toLowerCase(),
  );
  if (instance === undefined) {
    throw resourceNotFound(instanceType, `${param(request, "name")}/${wanted}`, param(request, "groupName"));
  }
  return { status: 200, body: render(request, scaleSet, instance, true) };
}

function instanceIdOf({ id }: StoredResource): string {
  return parseId(id)?.name ?? "";
}

/** As recorded (vmss-instances.jsonl): no `identity` member on instances of Uniform sets. */
function render(request: ArmRequest, scaleSet: StoredResource, instance: StoredResource, single: boolean): JsonObject {
  const { body } = instance;
  const instanceId = instanceIdOf(instance);
  const flexible = isFlexible(scaleSet);
  const name = parseId(scaleSet.id)?.name ?? "";
  return present([
    ["name", flexible ? instanceId : `${name}_${instanceId}`],
    ["id", flexible ? `${scaleSet.id}/virtualMachines/${instanceId}` : instance.id],
    ["type", instanceType],
    ["location", body["location"]],
    ["tags", body["tags"] ?? {}],
    ["instanceId", instanceId],
    ["sku", body["sku"] ?? scaleSetSku(scaleSet)],
    ["zones", body["zones"]],
    ["etag", single && hasEtag(request.apiVersion) ? etagOf(instance) : undefined],
    ["properties", flexible ? flexibleProperties(body) : body["properties"]],
    ["resources", body["resources"]],
  ]);
}

function scaleSetSku({ body }: StoredResource): JsonObject {
  return present([
    ["name", valueAt(body, "sku", "name")],
    ["tier", valueAt(body, "sku", "tier")],
  ]);
}

/** Whether instances of Flexible sets report the latest model is unverified; nothing is claimed. */
function flexibleProperties(body: JsonObject): JsonObject {
  return withValue(objectAt(body, "properties") ?? {}, ["virtualMachineScaleSet"], undefined);
}

/** `{"instanceIds":["*"]}` or named ones: 202, and the latest model when the operation ends. */
function upgrade(request: ArmRequest): Answer {
  const scaleSet = requestedScaleSet(request);
  checkNotDeleting("scaleSet", scaleSet);
  const wanted = memberAt(bodyObject(request), "instanceIds");
  if (!Array.isArray(wanted) || wanted.length === 0) {
    throw new ArmError(400, "InvalidParameter", "Required parameter 'instanceIds' is missing (null).", {
      target: "instanceIds",
    });
  }
  const ids = new Set(wanted.map(String));
  const chosen = instancesOf(request, scaleSet).filter((one) => ids.has("*") || ids.has(instanceIdOf(one)));
  const operation = request.world.operations.start(scaleSet.id, {
    succeed: () => {
      for (const instance of chosen) {
        bringUpToDate(scaleSet, instance);
      }
    },
    fail: () => undefined,
  });
  return { status: 202, headers: acceptedHeaders(request, scaleSet, operation) };
}
