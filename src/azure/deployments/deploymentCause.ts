import { isWire, member, objectMember, textMember } from "../../identity/wire";
import { AzureError } from "../azureError";
import type { DeploymentPlace } from "./deployments";
import type { ArmConnections } from "../http/armConnections";
import { failureOfOperation } from "../http/classify";
import { DEPLOYMENTS_API_VERSION, deploymentPath } from "./deploymentPath";
import { guardedRead } from "../http/guarded";
import { listAll } from "../http/listPages";
import { readServiceError, type ServiceError } from "../http/serviceError";
import { withoutSecrets } from "../withoutSecrets";

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
  const error = rootOf(objectMember(properties, "statusMessage"));
  return state?.toLowerCase() === "failed" && error.message !== undefined
    ? { name: textMember(objectMember(properties, "targetResource"), "resourceName"), error }
    : undefined;
}

/** Deployments inside deployments, one below the other, that are looked through. */
const DEEPEST = 5;

/** What a failed deployment inside this one says is only that something in it failed; the error of that is among its details. */
function rootOf(statusMessage: unknown): ServiceError {
  let envelope = statusMessage;
  for (let depth = 0; depth < DEEPEST; depth++) {
    const [inner] = details(envelope);
    if (readServiceError(envelope).code !== "DeploymentFailed" || inner === undefined) {
      break;
    }
    envelope = inner;
  }
  return readServiceError(envelope);
}

function details(envelope: unknown): readonly unknown[] {
  const error = isWire(envelope) ? (member(envelope, "error") ?? envelope) : undefined;
  const list = isWire(error) ? member(error, "details") : undefined;
  return Array.isArray(list) ? list : [];
}

function asError({ name, error }: FailedResource, whole: AzureError): AzureError {
  const message = withoutSecrets([name, error.message].filter((part) => part !== undefined).join(": "));
  const { status, correlationId } = whole.answer ?? {};
  return new AzureError(failureOfOperation(error), { status, code: error.code, message, correlationId }, whole);
}
