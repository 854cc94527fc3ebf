import { ManagedServiceIdentityClient } from "@azure/arm-msi";
import { isUserAssignedIdentityId, parseResourceId } from "../../identity/resourceId";
import type { Subscription } from "../accounts";
import { AzureError } from "../azureError";
import { armScope } from "../cloud";
import { type ArmConnection, httpClient, userAgentOptions } from "./armConnection";
import { originGuard } from "./originGuard";

/** The client of @azure/arm-msi. It needs a pipeline of its own, with serialisers in it; a write is sent once (see readRetry). */
export function msiClient({ cloud, credential }: ArmConnection, subscriptionId: string): ManagedServiceIdentityClient {
  return new ManagedServiceIdentityClient(credential, subscriptionId, {
    endpoint: cloud.resourceManagerEndpoint,
    credentialScopes: armScope(cloud),
    retryOptions: { maxRetries: 0 },
    redirectOptions: { maxRetries: 0 },
    additionalPolicies: [{ policy: originGuard(cloud.resourceManagerEndpoint), position: "perCall" }],
    userAgentOptions,
    httpClient,
  });
}

/** The identity that a request is for, taken apart. */
export interface IdentityTarget {
  readonly resourceGroup: string;
  readonly name: string;
}

/** @throws AzureError `invalid` for an id of something else, or of another subscription than the one that says as whom to ask */
export function identityTarget({ subscriptionId }: Subscription, identityId: string): IdentityTarget {
  const parsed = isUserAssignedIdentityId(identityId) ? parseResourceId(identityId) : undefined;
  const name = parsed?.names[0];
  if (parsed === undefined || name === undefined) {
    throw new AzureError({ reason: "invalid", target: "identityId" });
  }
  if (parsed.subscriptionId.toLowerCase() !== subscriptionId.toLowerCase()) {
    throw new AzureError({ reason: "invalid", target: "subscriptionId" });
  }
  return { resourceGroup: parsed.resourceGroup, name };
}

/** The path of an identity, each part inside its segment. */
export function identityPath({ subscriptionId }: Subscription, { resourceGroup, name }: IdentityTarget): string {
  const [root, group, leaf] = [subscriptionId, resourceGroup, name].map(encodeURIComponent);
  return `/subscriptions/${root}/resourceGroups/${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/${leaf}`;
}
