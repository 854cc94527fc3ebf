import { requireAcceptance } from "../http/acceptance";
import { createHttpHeaders, createPipelineRequest } from "@azure/core-rest-pipeline";
import { parseResourceId } from "../../identity/resourceId";
import { isWire, member, objectMember, textMember } from "../../identity/wire";
import { apiVersions } from "../apiVersions";
import { AzureError } from "../azureError";
import type { DeploymentGateway, DeploymentPlace, PredictedChange, TemplateDeployment } from "./deployments";
import { addressPath } from "../http/addressPath";
import { type Answer, isSuccess, readAnswer } from "../http/answer";
import { type ArmConnection, httpClient } from "../http/armConnection";
import type { ArmConnections } from "../http/armConnections";
import { withCause } from "./deploymentCause";
import { DEPLOYMENTS_API_VERSION, deploymentPath } from "./deploymentPath";
import { followedWrite } from "../http/followedWrite";
import { followOperation } from "../http/followOperation";
import { guardedRead, guardedWrite } from "../http/guarded";
import { exists } from "../http/refuseExisting";
import { badAnswer, errorOfAnswer } from "../http/toAzureError";

/** Deployments over Microsoft.Resources. */
export function createDeploymentGateway(connections: ArmConnections): DeploymentGateway {
  return {
    existing: (subscription, resourceIds, signal) =>
      guardedRead(connections, subscription, signal, async (connection) => {
        const found = await Promise.all(
          resourceIds.map(async (id) => ((await exists(connection, pathOf(id), signal)) ? [id] : [])),
        );
        return found.flat();
      }),
    whatIf: (place, deployment, signal) =>
      withoutSecrets(deployment, () =>
        guardedRead(connections, place.subscription, signal, async (connection) => {
          const accepted = await send(connection, place, "POST", "/whatIf", bodyOf(deployment), signal);
          const answer = await followOperation(connection, accepted, { signal, onProgress: () => undefined });
          return readChanges(answer);
        }),
      ),
    deploy: (place, deployment, options) =>
      withoutSecrets(deployment, async () => {
        try {
          await followedWrite(connections, place.subscription, options, async (connection) => {
            const accepted = await send(connection, place, "PUT", "", bodyOf(deployment), options.signal);
            requireAcceptance(accepted);
            return accepted;
          });
        } catch (error) {
          throw AzureError.is(error) ? await withCause(connections, place, error, options.signal) : error;
        }
      }),
    cancel: (place, signal) =>
      guardedWrite(connections, place.subscription, signal, async (connection) => {
        try {
          requireAcceptance(await send(connection, place, "POST", "/cancel", undefined, signal));
          return true;
        } catch (error) {
          // The service refuses with 409 where there is nothing left to stop.
          if (!AzureError.is(error) || error.answer?.status !== 409) {
            throw error;
          }
          return false;
        }
      }),
  };
}

function pathOf(resourceId: string): string {
  const isCompute = parseResourceId(resourceId)?.namespace.toLowerCase() === "microsoft.compute";
  const version = isCompute ? apiVersions.compute : apiVersions.network;
  return `/${addressPath(resourceId, "name")}?api-version=${version}`;
}

function bodyOf({ template, secrets }: TemplateDeployment): object {
  const parameters = Object.fromEntries(Object.entries(secrets).map(([name, value]) => [name, { value }]));
  return { properties: { mode: "Incremental", template, parameters } };
}

async function send(
  connection: ArmConnection,
  place: DeploymentPlace,
  method: "PUT" | "POST",
  action: string,
  body: object | undefined,
  abortSignal: AbortSignal,
): Promise<Answer> {
  const url = connection.url(`${deploymentPath(place)}${action}?api-version=${DEPLOYMENTS_API_VERSION}`);
  const headers = createHttpHeaders({ accept: "application/json", "content-type": "application/json" });
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  const request = createPipelineRequest({ url, method, headers, abortSignal, ...sent });
  const answer = readAnswer(await connection.pipeline.sendRequest(httpClient, request));
  if (!isSuccess(answer)) {
    throw errorOfAnswer(answer, place.subscription.tenant.tenantId);
  }
  return answer;
}

/** The answer holds the changes below `properties`, as the public documentation has it (unverified). */
function readChanges({ body }: Answer): readonly PredictedChange[] {
  const changes = isWire(body) ? member(objectMember(body, "properties"), "changes") : undefined;
  if (!Array.isArray(changes)) {
    throw badAnswer("the prediction lists no changes");
  }
  return changes.flatMap((change: unknown) => {
    const resourceId = isWire(change) ? textMember(change, "resourceId") : undefined;
    const changeType = isWire(change) ? textMember(change, "changeType") : undefined;
    return resourceId === undefined || changeType === undefined ? [] : [{ resourceId, changeType }];
  });
}

/** A service may quote what it refuses: a secret must not come back in a message, which is shown and logged. */
async function withoutSecrets<Result>({ secrets }: TemplateDeployment, task: () => Promise<Result>): Promise<Result> {
  try {
    return await task();
  } catch (error) {
    const values = Object.values(secrets).filter((value) => value !== "");
    if (!AzureError.is(error) || error.answer === undefined || values.length === 0) {
      throw error;
    }
    const message = values.reduce((text, value) => text.replaceAll(value, "***"), error.answer.message);
    throw new AzureError(error.failure, { ...error.answer, message });
  }
}
