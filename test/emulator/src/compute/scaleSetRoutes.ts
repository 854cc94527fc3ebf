import { param, type Answer, type ArmRequest } from "../http/exchange";
import { page } from "../http/paging";
import { type Route } from "../http/router";
import { resourceNotFound } from "../serviceErrors";
import { type StoredResource } from "../store";
import { deleteMachine } from "./deleteMachine";
import { scaleSetType } from "./machineKinds";
import { renderMachine } from "./machineWire";
import { etagHeader, patchMachine } from "./patchMachine";
import { putMachine } from "./putMachine";

const subscription = "/subscriptions/{subscriptionId}";
export const scaleSetsInGroup = `${subscription}/resourceGroups/{groupName}/providers/${scaleSetType}`;

export const scaleSetRoutes: readonly Route[] = [
  {
    method: "GET",
    path: `${subscription}/providers/${scaleSetType}`,
    action: `${scaleSetType}/read`,
    bucket: "HighCostGetVMScaleSet",
    handle: list,
  },
  {
    method: "GET",
    path: scaleSetsInGroup,
    action: `${scaleSetType}/read`,
    bucket: "HighCostGetVMScaleSet",
    handle: list,
  },
  {
    method: "GET",
    path: `${scaleSetsInGroup}/{name}`,
    action: `${scaleSetType}/read`,
    bucket: "GetVMScaleSet",
    handle: get,
  },
  {
    method: "PUT",
    path: `${scaleSetsInGroup}/{name}`,
    action: `${scaleSetType}/write`,
    bucket: "CreateVMScaleSet",
    handle: (request) => putMachine(request, "scaleSet", scaleSetId(request)),
  },
  {
    method: "PATCH",
    path: `${scaleSetsInGroup}/{name}`,
    action: `${scaleSetType}/write`,
    bucket: "VMScaleSetActions",
    handle: (request) => patchMachine(request, "scaleSet", requestedScaleSet(request)),
  },
  {
    method: "DELETE",
    path: `${scaleSetsInGroup}/{name}`,
    action: `${scaleSetType}/delete`,
    bucket: "VMScaleSetActions",
    handle: (request) => deleteMachine(request, request.world.store.get(scaleSetId(request))),
  },
];

function scaleSetId(request: ArmRequest): string {
  return `/subscriptions/${param(request, "subscriptionId")}/resourceGroups/${param(request, "groupName")}/providers/${scaleSetType}/${param(request, "name")}`;
}

export function requestedScaleSet(request: ArmRequest): StoredResource {
  const stored = request.world.store.get(scaleSetId(request));
  if (stored === undefined) {
    throw resourceNotFound(scaleSetType, param(request, "name"), param(request, "groupName"));
  }
  return stored;
}

function list(request: ArmRequest): Answer {
  const groupName = request.params["groupName"];
  const scope = `/subscriptions/${param(request, "subscriptionId")}${groupName === undefined ? "" : `/resourceGroups/${groupName}`}`;
  return page(request, request.world.store.ofType(scaleSetType, scope), (stored) =>
    renderMachine("scaleSet", stored, { apiVersion: request.apiVersion, immediate: false, withEtag: false }),
  );
}

function get(request: ArmRequest): Answer {
  const stored = requestedScaleSet(request);
  const view = { apiVersion: request.apiVersion, immediate: false, withEtag: true };
  return { status: 200, headers: etagHeader(request, stored), body: renderMachine("scaleSet", stored, view) };
}
