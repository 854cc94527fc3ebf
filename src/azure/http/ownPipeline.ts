import { armScope } from "../signIn/cloud";
import { type ArmConnection, httpClient, userAgentOptions } from "./armConnection";
import { abortable } from "./deadline";
import { originGuard } from "./originGuard";

/** Options for the SDK's clients that need a pipeline of their own, with serialisers in it. A write is sent once (see readRetry). */
export function ownPipeline({ cloud }: ArmConnection) {
  return {
    endpoint: cloud.resourceManagerEndpoint,
    credentialScopes: armScope(cloud),
    retryOptions: { maxRetries: 0 },
    redirectOptions: { maxRetries: 0 },
    additionalPolicies: [
      { policy: abortable, position: "perCall" as const },
      { policy: originGuard(cloud.resourceManagerEndpoint), position: "perCall" as const },
    ],
    userAgentOptions,
    httpClient,
  };
}
