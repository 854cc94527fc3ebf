import {
  bearerTokenAuthenticationPolicyName,
  createDefaultHttpClient,
  createHttpHeaders,
  createPipelineFromOptions,
  createPipelineRequest,
  type Pipeline,
  type PipelineRequest,
} from "@azure/core-rest-pipeline";
import type { Credential } from "../accounts";
import { armScope, type Cloud } from "../signIn/cloud";
import { type Answer, isSuccess, readAnswer } from "./answer";
import { abortable, withinDeadline } from "./deadline";
import { originGuard } from "./originGuard";
import { readRetry } from "./readRetry";
import { signing } from "./signing";
import { errorOfAnswer } from "./toAzureError";

const JSON_TYPE = "application/json";

/** Names this program to the service, before the SDK's own words. */
export const userAgentOptions = { userAgentPrefix: "azure-managed-identities" };

/** One set of sockets, and one deadline, for all requests. */
export const httpClient = withinDeadline(createDefaultHttpClient());

/** A way to one cloud's resource manager as one account in one tenant. */
export interface ArmConnection {
  readonly cloud: Cloud;
  readonly credential: Credential;
  /** Signs requests, repeats reads and keeps to the cloud's host. Shared by our own requests and the SDK's clients. */
  readonly pipeline: Pipeline;
  /** The whole URL of a path with its query. */
  url(path: string): string;
  /** One read. @throws AzureError for every answer that is no success, and whatever the pipeline throws. */
  get(url: string, signal: AbortSignal): Promise<Answer>;
  /** A POST that only asks something; it goes out once. @throws the same */
  post(url: string, body: object, signal: AbortSignal): Promise<Answer>;
}

/** How to connect. */
export interface ConnectionOptions {
  readonly cloud: Cloud;
  /** Makes a credential; asked again where its token is refused. */
  readonly credential: () => Credential;
  /** Undefined: the account's own, which is not known yet. */
  readonly tenantId: string | undefined;
}

/** Connects to a cloud. Nothing is sent and no token is asked for before the first request. */
export function connectToArm({ cloud, credential, tenantId }: ConnectionOptions): ArmConnection {
  const pipeline = createPipelineFromOptions({ userAgentOptions, redirectOptions: { maxRetries: 0 } });
  pipeline.removePolicy({ name: "defaultRetryPolicy" });
  pipeline.addPolicy(readRetry(), { phase: "Retry" });
  const signer = signing(credential, tenantId, armScope(cloud));
  pipeline.addPolicy(signer.policy);
  pipeline.addPolicy(abortable, { beforePolicies: [bearerTokenAuthenticationPolicyName] });
  pipeline.addPolicy(originGuard(cloud.resourceManagerEndpoint), {
    beforePolicies: [bearerTokenAuthenticationPolicyName],
  });
  const send = async (request: PipelineRequest): Promise<Answer> => {
    const answer = readAnswer(await pipeline.sendRequest(httpClient, request));
    if (!isSuccess(answer)) {
      throw errorOfAnswer(answer, tenantId);
    }
    return answer;
  };
  return {
    cloud,
    credential: signer.credential,
    pipeline,
    url: (path) => cloud.resourceManagerEndpoint + path,
    get: (url, signal) =>
      send(createPipelineRequest({ url, headers: createHttpHeaders({ accept: JSON_TYPE }), abortSignal: signal })),
    post: (url, body, signal) => {
      const headers = createHttpHeaders({ accept: JSON_TYPE, "content-type": JSON_TYPE });
      const text = JSON.stringify(body);
      return send(createPipelineRequest({ method: "POST", url, headers, body: text, abortSignal: signal }));
    },
  };
}
