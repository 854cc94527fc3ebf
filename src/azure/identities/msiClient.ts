import { ManagedServiceIdentityClient } from "@azure/arm-msi";
import { isUserAssignedIdentityId, parseResourceId } from "../../identity/resourceId";
import type { Subscription } from "../accounts";
import { AzureError } from "../azureError";
import type { ArmConnection } from "../http/armConnection";
import { ownPipeline } from "../http/ownPipeline";

/** The client of @azure/arm-msi. */
export function msiClient(connection: ArmConnection, subscriptionId: string): ManagedServiceIdentityClient {
  return new ManagedServiceIdentityClient(connection.credential, subscriptionId, ownPipeline(connection));
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
