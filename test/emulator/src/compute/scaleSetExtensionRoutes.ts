import { param, type Answer, type ArmRequest } from "../http/exchange";
import { type Route } from "../http/router";
import { textAt, type JsonObject } from "../json";
import { resourceNotFound } from "../serviceErrors";
import { type StoredResource } from "../store";
import { acceptedHeaders } from "./asyncHeaders";
import { scaleSetType } from "./machineKinds";
import { applyModelChange, modelExtensions, withModelExtensions } from "./scaleSetModel";
import { requestedScaleSet, scaleSetsInGroup } from "./scaleSetRoutes";

const extensionType = `${scaleSetType}/extensions`;
const extensions = `${scaleSetsInGroup}/{name}/extensions`;

/** The extensions of a scale set's model. Removing one changes the model: instances of a Manual set lag behind it. */
export const scaleSetExtensionRoutes: readonly Route[] = [
  { method: "GET", path: extensions, action: `${extensionType}/read`, bucket: "GetVMScaleSet", handle: list },
  {
    method: "GET",
    path: `${extensions}/{extension}`,
    action: `${extensionType}/read`,
    bucket: "GetVMScaleSet",
    handle: get,
  },
  {
    method: "DELETE",
    path: `${extensions}/{extension}`,
    action: `${extensionType}/delete`,
    bucket: "VMScaleSetActions",
    handle: remove,
  },
];

function list(request: ArmRequest): Answer {
  const scaleSet = requestedScaleSet(request);
  return { status: 200, body: { value: modelExtensions(scaleSet.body).map((one) => render(scaleSet, one)) } };
}

function render(scaleSet: StoredResource, extension: JsonObject): JsonObject {
  const name = textAt(extension, "name") ?? "";
  return { ...extension, id: `${scaleSet.id}/extensions/${name}`, type: extensionType };
}

function named(extension: JsonObject, request: ArmRequest): boolean {
  return textAt(extension, "name")?.toLowerCase() === param(request, "extension").toLowerCase();
}

function get(request: ArmRequest): Answer {
  const scaleSet = requestedScaleSet(request);
  const found = modelExtensions(scaleSet.body).find((one) => named(one, request));
  if (found === undefined) {
    throw resourceNotFound(
      extensionType,
      `${param(request, "name")}/${param(request, "extension")}`,
      param(request, "groupName"),
    );
  }
  return { status: 200, body: render(scaleSet, found) };
}

function remove(request: ArmRequest): Answer {
  const scaleSet = requestedScaleSet(request);
  const all = modelExtensions(scaleSet.body);
  const kept = all.filter((one) => !named(one, request));
  if (kept.length === all.length) {
    return { status: 204 };
  }
  const operation = request.world.operations.start(scaleSet.id, {
    succeed: () => {
      request.world.store.put(scaleSet.id, withModelExtensions(scaleSet.body, kept));
      applyModelChange(request.world.store, scaleSet);
    },
    fail: () => undefined,
  });
  return { status: 202, headers: acceptedHeaders(request, scaleSet, operation) };
}
