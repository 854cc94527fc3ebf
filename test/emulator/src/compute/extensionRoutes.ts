import { bodyObject, param, type Answer, type ArmRequest } from "../http/exchange";
import { type Route } from "../http/router";
import { objectAt, textAt, withValue, type JsonObject } from "../json";
import { resourceNotFound } from "../serviceErrors";
import { asStored, type StoredResource } from "../store";
import { acceptedHeaders, asyncHeaders } from "./asyncHeaders";
import { vmType } from "./machineKinds";
import { withProvisioningState } from "./resolveIdentities";
import { requestedVm, vmsInGroup } from "./vmRoutes";

export const extensionType = `${vmType}/extensions`;
const extensions = `${vmsInGroup}/{name}/extensions`;

/** Extensions of a virtual machine. DELETE: 202, gone when the operation ends. */
export const extensionRoutes: readonly Route[] = [
  { method: "GET", path: extensions, action: `${extensionType}/read`, bucket: "LowCostGet", handle: list },
  {
    method: "GET",
    path: `${extensions}/{extension}`,
    action: `${extensionType}/read`,
    bucket: "LowCostGet",
    handle: get,
  },
  {
    method: "PUT",
    path: `${extensions}/{extension}`,
    action: `${extensionType}/write`,
    bucket: "UpdateVM",
    handle: put,
  },
  {
    method: "DELETE",
    path: `${extensions}/{extension}`,
    action: `${extensionType}/delete`,
    bucket: "UpdateVM",
    handle: remove,
  },
];

function list(request: ArmRequest): Answer {
  const value = request.world.store.ofType(extensionType, requestedVm(request).id).map(asStored);
  return { status: 200, body: { value } };
}

function found(request: ArmRequest): StoredResource | undefined {
  return request.world.store.get(`${requestedVm(request).id}/extensions/${param(request, "extension")}`);
}

function get(request: ArmRequest): Answer {
  const stored = found(request);
  if (stored === undefined) {
    throw resourceNotFound(
      extensionType,
      `${param(request, "name")}/${param(request, "extension")}`,
      param(request, "groupName"),
    );
  }
  return { status: 200, body: asStored(stored) };
}

function put(request: ArmRequest): Answer {
  const machine = requestedVm(request);
  const existed = found(request) !== undefined;
  const id = `${machine.id}/extensions/${param(request, "extension")}`;
  const stored = request.world.store.put(id, extensionBody(request, id, machine));
  const operation = request.world.operations.start(id, {
    succeed: () => {
      stored.body = withProvisioningState(stored.body, "Succeeded");
    },
    fail: () => {
      stored.body = withProvisioningState(stored.body, "Failed");
    },
  });
  return { status: existed ? 200 : 201, headers: asyncHeaders(request, machine, operation), body: asStored(stored) };
}

function extensionBody(request: ArmRequest, id: string, machine: StoredResource): JsonObject {
  const sent = bodyObject(request);
  const properties = objectAt(sent, "properties") ?? {};
  return {
    name: param(request, "extension"),
    id,
    type: extensionType,
    location: textAt(sent, "location") ?? machine.body["location"],
    // Protected settings never come back.
    properties: { ...withValue(properties, ["protectedSettings"], undefined), provisioningState: "Creating" },
  };
}

function remove(request: ArmRequest): Answer {
  const stored = found(request);
  if (stored === undefined) {
    return { status: 204 };
  }
  const operation = request.world.operations.start(stored.id, {
    succeed: () => {
      request.world.store.remove(stored.id);
    },
    fail: () => undefined,
  });
  return { status: 202, headers: acceptedHeaders(request, stored, operation) };
}
