import { isWire, objectMember, textMember } from "../../identity/wire";
import { AzureError } from "../azureError";
import type { DeploymentPlace } from "../deployments";
import type { ArmConnections } from "./armConnections";
import { failureOfOperation } from "./classify";
import { DEPLOYMENTS_API_VERSION, deploymentPath } from "./deploymentPath";
import { guardedRead } from "./guarded";
import { listAll } from "./listPages";
import { readServiceError, type ServiceError } from "./serviceError";
import { withoutSecrets } from "./withoutSecrets";

/**
 * A deployment that fails says only that something in it did; what and why is in its operations. Gives the error of the first that
 * failed in place of the deployment's own, or the same error where that cannot be read.
 */
export async function withCause(
  connections: ArmConnections,
  place: DeploymentPlace,
  error: AzureError,
  signal: AbortSignal,
): Promise<AzureError> {
  if (!AzureError.is(error, "operationFailed")) {
    return error;
  }
  try {
    const [cause] = await guardedRead(connections, place.subscription, signal, (connection) => {
      const path = `${deploymentPath(place)}/operations?api-version=${DEPLOYMENTS_API_VERSION}`;
      return listAll(connection, path, signal, readFailure);
    });
    return cause === undefined ? error : asError(cause, error);
  } catch {
    return error;
  }
}

/** A failed resource of a deployment. */
interface FailedResource {
  readonly name: string | undefined;
  readonly error: ServiceError;
}

function readFailure(operation: unknown): FailedResource | undefined {
  const properties = isWire(operation) ? objectMember(operation, "properties") : {};
  const state = textMember(properties, "provisioningState");
  const error = readServiceError(objectMember(properties, "statusMessage"));
  return state?.toLowerCase() === "failed" && error.message !== undefined
    ? { name: textMember(objectMember(properties, "targetResource"), "resourceName"), error }
    : undefined;
}

function asError({ name, error }: FailedResource, whole: AzureError): AzureError {
  const message = withoutSecrets([name, error.message].filter((part) => part !== undefined).join(": "));
  const { status, correlationId } = whole.answer ?? {};
  return new AzureError(failureOfOperation(error), { status, code: error.code, message, correlationId }, whole);
}
