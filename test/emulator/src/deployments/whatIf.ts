import { ArmError } from "../armError";
import { type Answer, type ArmRequest } from "../http/exchange";
import { decode } from "../http/router";
import { isObject, mergePatch, present, type JsonObject } from "../json";
import { parseId } from "../resourceId";
import { planDeployment, type PlannedDeployment } from "./deployment";
import { isDeployment } from "./nestedDeployment";
import { knownBody, type WantedResource } from "./template";

/** POST: 202 with an address; the result is there at the first look. Shapes from the public documentation (unverified). */
export function whatIf(request: ArmRequest): Answer {
  const planned = planDeployment(request);
  const id = `${planned.id}/whatIfResults/latest`;
  const prediction = predict(request, planned);
  request.world.store.put(id, { status: "Succeeded", properties: { ...prediction } });
  const location = `${request.world.baseUrl()}${id}?api-version=${request.apiVersion}`;
  return { status: 202, headers: { location, "retry-after": "0" } };
}

export function whatIfResult(request: ArmRequest): Answer {
  const found = request.world.store.get(decode(request.url.pathname));
  if (found === undefined) {
    throw new ArmError(404, "NotFound", "The what-if result could not be found.");
  }
  return { status: 200, body: found.body };
}

interface Prediction {
  readonly changes: readonly JsonObject[];
  readonly diagnostics: readonly JsonObject[];
}

/** The resources of a deployment and of those inside it; the nested deployments themselves are no changes. */
function predict(request: ArmRequest, planned: PlannedDeployment): Prediction {
  const own = planned.wanted.filter((one) => !isDeployment(one)).map((one) => change(request, planned, one));
  const nested = planned.nested.map((one) =>
    one.kind === "expanded"
      ? predict(request, one.planned)
      : { changes: [], diagnostics: [shortCircuited(one.resource)] },
  );
  return {
    changes: [...own, ...nested.flatMap(({ changes }) => changes)],
    diagnostics: nested.flatMap(({ diagnostics }) => diagnostics),
  };
}

/** Code and text from github.com/Azure/arm-template-whatif issue 157; the shape around them is unverified. */
function shortCircuited({ id }: WantedResource): JsonObject {
  return {
    code: "NestedDeploymentShortCircuited",
    level: "Warning",
    message:
      "A nested deployment got short-circuited and all its resources got skipped from validation. This is due to a nested template having a parameter that was not fully evaluated (e.g. contains a reference() function). Please see https://aka.ms/WhatIfEvalStopped for more guidance.",
    target: id,
  };
}

function change(request: ArmRequest, { scope }: PlannedDeployment, wanted: WantedResource): JsonObject {
  const after = {
    id: wanted.id,
    name: parseId(wanted.id)?.name,
    type: wanted.type,
    apiVersion: wanted.apiVersion,
    ...knownBody(wanted, scope),
  };
  const before = request.world.store.get(wanted.id)?.body;
  return present([
    ["resourceId", wanted.id],
    ["changeType", before === undefined ? "Create" : alters(before, knownBody(wanted, scope)) ? "Modify" : "NoChange"],
    ["before", before],
    ["after", after],
  ]);
}

function alters(before: JsonObject, wanted: JsonObject): boolean {
  const merged = mergePatch(before, wanted);
  return !isObject(merged) || JSON.stringify(merged) !== JSON.stringify(before);
}
