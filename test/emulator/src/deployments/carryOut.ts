import { ArmError } from "../armError";
import { type ArmRequest } from "../http/exchange";
import { type JsonObject, objectAt, withValue } from "../json";
import { type StoredResource } from "../store";
import { applyResource } from "./applyResource";
import { outputsOf, planAt, type PlannedDeployment, shownParameters } from "./deployment";
import { noteOperations, noteState } from "./deploymentOperations";
import { isDeployment, nestedProperties } from "./nestedDeployment";
import { deploymentType, finalBody, type WantedResource } from "./template";

/** Stores a deployment that begins. */
export function begin(request: ArmRequest, planned: PlannedDeployment): StoredResource {
  const stored = request.world.store.put(planned.id, deploymentBody(request, planned));
  noteOperations(request.world.store, planned);
  return stored;
}

/** A deployment as it is shown. */
export function deploymentBody(request: ArmRequest, planned: PlannedDeployment): JsonObject {
  return {
    id: planned.id,
    name: planned.name,
    type: deploymentType,
    properties: {
      templateHash: String(JSON.stringify(planned.template).length),
      parameters: shownParameters(planned),
      mode: "Incremental",
      provisioningState: "Running",
      timestamp: new Date(request.world.clock.now()).toISOString(),
      duration: "PT0S",
      correlationId: planned.id.length.toString(16).padStart(8, "0") + "-0000-4000-8000-000000000000",
      providers: [...new Set(planned.wanted.map(({ type }) => type.split("/")[0]))].map((namespace) => ({ namespace })),
      dependencies: [],
    },
  };
}

/** One after the other; the first that fails ends the deployment, what was made before stays. */
export function carryOut(request: ArmRequest, planned: PlannedDeployment, stored: StoredResource): void {
  for (const resource of planned.wanted) {
    try {
      if (isDeployment(resource)) {
        carryOutNested(request, resource, planned);
      } else {
        applyResource(request, resource, finalBody(resource, planned.scope));
      }
      noteState(request.world.store, planned, resource, "Succeeded");
    } catch (error) {
      if (!(error instanceof ArmError)) {
        throw error;
      }
      noteState(request.world.store, planned, resource, "Failed", error.error);
      finish(stored, "Failed", { error: deploymentFailed(error).error });
      return;
    }
  }
  finish(stored, "Succeeded", {
    outputs: outputsOf(planned),
    outputResources: planned.wanted.map(({ id }) => ({ id })),
  });
}

/** A deployment inside a deployment: one of its own, with its own checks, whose failure is that of the one around it. */
function carryOutNested(request: ArmRequest, resource: WantedResource, { scope }: PlannedDeployment): void {
  const planned = planAt(request, resource.id, nestedProperties(resource, scope));
  const stored = begin(request, planned);
  carryOut(request, planned, stored);
  const failure = objectAt(objectAt(stored.body, "properties"), "error");
  if (failure !== undefined) {
    throw deploymentFailed({ error: failure });
  }
}

function deploymentFailed({ error }: Pick<ArmError, "error">): ArmError {
  return new ArmError(
    409,
    "DeploymentFailed",
    "At least one resource deployment operation failed. Please list deployment operations for details. Please see https://aka.ms/arm-deployment-operations for usage details.",
    { details: [error] },
  );
}

export function finish(stored: StoredResource, state: string, more: JsonObject): void {
  const properties = { ...objectAt(stored.body, "properties"), provisioningState: state, ...more };
  stored.body = withValue(stored.body, ["properties"], properties);
}
