import { ArmError } from "../armError";
import { param, type Answer, type ArmRequest } from "../http/exchange";
import { page } from "../http/paging";
import { type Route } from "../http/router";
import { present, textAt, valueAt, withValue } from "../json";
import { type StoredResource } from "../store";
import { begin, carryOut, deploymentBody, finish } from "./carryOut";
import { planDeployment } from "./deployment";
import { operationsOf } from "./deploymentOperations";
import { deploymentType } from "./template";
import { whatIf, whatIfResult } from "./whatIf";

const all = `/subscriptions/{subscriptionId}/resourceGroups/{groupName}/providers/${deploymentType}`;
const one = `${all}/{deployment}`;

/**
 * Deployments of templates to a resource group, incremental ones. Their shapes are those of the public documentation, not
 * of recordings (unverified).
 */
export const deploymentRoutes: readonly Route[] = [
  { method: "GET", path: all, action: `${deploymentType}/read`, handle: list },
  { method: "PUT", path: one, action: `${deploymentType}/write`, handle: start },
  {
    method: "GET",
    path: one,
    action: `${deploymentType}/read`,
    handle: (request) => ({ status: 200, body: requested(request).body }),
  },
  { method: "POST", path: `${one}/validate`, action: `${deploymentType}/validate/action`, handle: validate },
  { method: "POST", path: `${one}/whatIf`, action: `${deploymentType}/whatIf/action`, handle: whatIf },
  {
    method: "GET",
    path: `${one}/whatIfResults/{result}`,
    action: `${deploymentType}/whatIf/action`,
    handle: whatIfResult,
  },
  { method: "POST", path: `${one}/cancel`, action: `${deploymentType}/cancel/action`, handle: cancel },
  { method: "GET", path: `${one}/operations`, action: `${deploymentType}/operations/read`, handle: listOperations },
  {
    method: "GET",
    path: `${one}/operationStatuses/{status}`,
    action: `${deploymentType}/operationStatuses/read`,
    handle: poll,
  },
];

function list(request: ArmRequest): Answer {
  const scope = `/subscriptions/${param(request, "subscriptionId")}/resourceGroups/${param(request, "groupName")}`;
  return page(request, request.world.store.ofType(deploymentType, scope), ({ body }) => body);
}

function requested(request: ArmRequest): StoredResource {
  const name = param(request, "deployment");
  const groupId = `/subscriptions/${param(request, "subscriptionId")}/resourceGroups/${param(request, "groupName")}`;
  const found = request.world.store.get(`${groupId}/providers/${deploymentType}/${name}`);
  if (found === undefined) {
    throw new ArmError(404, "DeploymentNotFound", `Deployment '${name}' could not be found.`);
  }
  return found;
}

/** 201 with an address to poll; the resources come into being when the operation ends. */
function start(request: ArmRequest): Answer {
  const planned = planDeployment(request);
  const existed = request.world.store.get(planned.id) !== undefined;
  const stored = begin(request, planned);
  const operation = request.world.operations.start(planned.id, {
    succeed: () => {
      if (stateOf(stored) === "Running") {
        carryOut(request, planned, stored);
      }
    },
    fail: () => {
      finish(stored, "Failed", { error: request.world.operations.find(operation.operationId)?.error });
    },
  });
  const url = `${request.world.baseUrl()}${planned.id}/operationStatuses/${operation.operationId}?api-version=${request.apiVersion}`;
  return { status: existed ? 200 : 201, headers: { "azure-asyncoperation": url }, body: stored.body };
}

function stateOf({ body }: StoredResource): string {
  return textAt(body["properties"], "provisioningState") ?? "";
}

function validate(request: ArmRequest): Answer {
  const planned = planDeployment(request);
  const validatedResources = planned.wanted.map(({ id }) => ({ id }));
  const body = withValue(deploymentBody(request, planned), ["properties", "provisioningState"], "Succeeded");
  return { status: 200, body: withValue(body, ["properties", "validatedResources"], validatedResources) };
}

function cancel(request: ArmRequest): Answer {
  const stored = requested(request);
  if (stateOf(stored) !== "Running") {
    throw new ArmError(
      409,
      "DeploymentCannotBeCancelled",
      `The deployment '${param(request, "deployment")}' cannot be canceled because it is not active.`,
    );
  }
  finish(stored, "Canceled", {});
  return { status: 204 };
}

function listOperations(request: ArmRequest): Answer {
  return page(request, operationsOf(request.world.store, requested(request).id), ({ body }) => body);
}

function poll(request: ArmRequest): Answer {
  const stored = requested(request);
  const error = valueAt(stored.body, "properties", "error");
  return {
    status: 200,
    body: present([
      ["status", stateOf(stored)],
      ["error", error],
    ]),
  };
}
