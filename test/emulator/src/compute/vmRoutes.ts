import { param, queryValue, type Answer, type ArmRequest } from "../http/exchange";
import { page } from "../http/paging";
import { type Route } from "../http/router";
import { textAt, valueAt, type JsonObject } from "../json";
import { sameId } from "../resourceId";
import { resourceNotFound } from "../serviceErrors";
import { asStored, type StoredResource } from "../store";
import { deleteMachine } from "./deleteMachine";
import { instanceView } from "./instanceView";
import { vmType } from "./machineKinds";
import { renderMachine } from "./machineWire";
import { etagHeader, patchMachine } from "./patchMachine";
import { putMachine } from "./putMachine";

const subscription = "/subscriptions/{subscriptionId}";
export const vmsInGroup = `${subscription}/resourceGroups/{groupName}/providers/${vmType}`;

export const vmRoutes: readonly Route[] = [
  {
    method: "GET",
    path: `${subscription}/providers/${vmType}`,
    action: `${vmType}/read`,
    bucket: "HighCostGet",
    handle: list,
  },
  { method: "GET", path: vmsInGroup, action: `${vmType}/read`, bucket: "HighCostGet", handle: list },
  { method: "GET", path: `${vmsInGroup}/{name}`, action: `${vmType}/read`, bucket: "LowCostGet", handle: get },
  {
    method: "GET",
    path: `${vmsInGroup}/{name}/instanceView`,
    action: `${vmType}/instanceView/read`,
    bucket: "LowCostGet",
    handle: getInstanceView,
  },
  {
    method: "PUT",
    path: `${vmsInGroup}/{name}`,
    action: `${vmType}/write`,
    bucket: "PutVM",
    handle: (request) => putMachine(request, "virtualMachine", vmId(request)),
  },
  {
    method: "PATCH",
    path: `${vmsInGroup}/{name}`,
    action: `${vmType}/write`,
    bucket: "UpdateVM",
    handle: (request) => patchMachine(request, "virtualMachine", requestedVm(request)),
  },
  {
    method: "DELETE",
    path: `${vmsInGroup}/{name}`,
    action: `${vmType}/delete`,
    bucket: "UpdateVM",
    handle: (request) => deleteMachine(request, request.world.store.get(vmId(request))),
  },
];

function vmId(request: ArmRequest): string {
  return `/subscriptions/${param(request, "subscriptionId")}/resourceGroups/${param(request, "groupName")}/providers/${vmType}/${param(request, "name")}`;
}

export function requestedVm(request: ArmRequest): StoredResource {
  const stored = request.world.store.get(vmId(request));
  if (stored === undefined) {
    throw resourceNotFound(vmType, param(request, "name"), param(request, "groupName"));
  }
  return stored;
}

/** `$filter='virtualMachineScaleSet/id' eq '...'` keeps the instances of one Flexible scale set (docs/azure-behaviour.md#instances-of-flexible-scale-sets). */
function list(request: ArmRequest): Answer {
  const groupName = request.params["groupName"];
  const scope = `/subscriptions/${param(request, "subscriptionId")}${groupName === undefined ? "" : `/resourceGroups/${groupName}`}`;
  const scaleSetId = /'?virtualMachineScaleSet\/id'?\s+eq\s+'([^']+)'/i.exec(
    queryValue(request.url, "$filter") ?? "",
  )?.[1];
  const machines = request.world.store
    .ofType(vmType, scope)
    .filter(({ body }) => scaleSetId === undefined || sameId(scaleSetOf(body) ?? "", scaleSetId));
  return page(request, machines, (stored) =>
    renderMachine("virtualMachine", stored, { apiVersion: request.apiVersion, immediate: false, withEtag: false }),
  );
}

function scaleSetOf(body: JsonObject): string | undefined {
  return textAt(valueAt(body, "properties", "virtualMachineScaleSet"), "id");
}

function get(request: ArmRequest): Answer {
  const stored = requestedVm(request);
  const extensions = request.world.store.ofType(`${vmType}/extensions`, stored.id).map(asStored);
  const expanded = queryValue(request.url, "$expand")?.toLowerCase().includes("instanceview") ?? false;
  const body = renderMachine("virtualMachine", stored, {
    apiVersion: request.apiVersion,
    immediate: false,
    withEtag: true,
    ...(expanded ? { properties: { instanceView: instanceView(stored) } } : {}),
    ...(extensions.length > 0 ? { resources: extensions } : {}),
  });
  return { status: 200, headers: etagHeader(request, stored), body };
}

function getInstanceView(request: ArmRequest): Answer {
  return { status: 200, body: instanceView(requestedVm(request)) };
}
