import { createHttpHeaders, createPipelineRequest } from "@azure/core-rest-pipeline";
import type { SignIn, Tenant } from "../accounts";
import { AzureError } from "../azureError";
import type { Cloud } from "../signIn/cloud";
import { type Answer, isSuccess, readAnswer } from "../http/answer";
import { connectToArm, httpClient } from "../http/armConnection";
import { errorOfAnswer } from "../http/toAzureError";

const TIMEOUT_MS = 60_000;

/** A request to Microsoft Graph. `path` begins below the version, with a slash. */
export interface GraphRequest {
  readonly method: "GET" | "POST" | "DELETE";
  readonly path: string;
  /** What only the beta has may change; 1.0 where not given. */
  readonly version?: "beta";
  readonly body?: object;
}

/** A way to Microsoft Graph as one account in one tenant. */
export interface GraphConnection {
  /** The address of a path, as Graph wants objects named. */
  url(path: string): string;
  /** @throws AzureError for every answer that is no success, and whatever the pipeline throws */
  send(request: GraphRequest, signal: AbortSignal): Promise<Answer>;
}

/**
 * Connects to Microsoft Graph: the same pipeline as the resource manager's, with the token and the host of Graph.
 * @throws AzureError `badSettings` where the cloud has no Graph that is known
 */
export function connectToGraph(cloud: Cloud, signIn: SignIn, tenant: Tenant): GraphConnection {
  const endpoint = cloud.graphEndpoint;
  if (endpoint === undefined) {
    throw new AzureError({
      reason: "badSettings",
      setting: "managedIdentities.cloud.graphEndpoint",
      detail: "missing",
    });
  }
  const { pipeline } = connectToArm({
    cloud: { ...cloud, resourceManagerEndpoint: endpoint, audience: endpoint },
    credential: () => signIn.credentialFor(tenant),
    tenantId: tenant.tenantId,
  });
  const url = (path: string, version = "v1.0"): string => `${endpoint}/${version}${path}`;
  return {
    url: (path) => url(path),
    send: async ({ method, path, version, body }, signal) => {
      const headers = createHttpHeaders({
        accept: "application/json",
        // A search, which goes by words and not by the beginning, is answered only with this header.
        consistencylevel: "eventual",
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      });
      const request = createPipelineRequest({
        method,
        url: path.startsWith("/") ? url(path, version) : path,
        headers,
        abortSignal: signal,
        timeout: TIMEOUT_MS,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const answer = readAnswer(await pipeline.sendRequest(httpClient, request));
      if (!isSuccess(answer)) {
        throw errorOfAnswer(answer, tenant.tenantId);
      }
      return answer;
    },
  };
}
