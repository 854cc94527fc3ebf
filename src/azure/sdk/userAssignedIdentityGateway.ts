import { ManagedServiceIdentityClient } from "@azure/arm-msi";
import { formatResourceId } from "../../identity/resourceId";
import type { Subscription } from "../accounts";
import { AzureError } from "../azureError";
import { armScope } from "../cloud";
import type { UserAssignedIdentityResource } from "../computeResource";
import type { Location, ResourceGroup, UserAssignedIdentityGateway } from "../gateways";
import { readUserAssignedIdentity } from "../readResource";
import { isWire, objectMember, textMember } from "../wire";
import { apiVersions } from "./apiVersions";
import { type ArmConnection, httpClient, userAgentOptions } from "./armConnection";
import type { ArmConnections } from "./armConnections";
import { listAll } from "./listPages";
import { originGuard } from "./originGuard";
import { sdkAnswer } from "./sdkAnswer";
import { badAnswer, toAzureError } from "./toAzureError";

/** User-assigned identities by @azure/arm-msi, and where they can be made. */
export function createUserAssignedIdentityGateway(connections: ArmConnections): UserAssignedIdentityGateway {
  async function guarded<Result>(
    { tenant }: Subscription,
    signal: AbortSignal,
    task: (connection: ArmConnection) => Promise<Result>,
  ): Promise<Result> {
    try {
      return await task(connections.to(tenant));
    } catch (error) {
      throw toAzureError(error, { tenantId: tenant.tenantId, signal });
    }
  }
  return {
    create: (subscription, resourceGroup, name, location, signal) =>
      guarded(subscription, signal, async (connection) => {
        await refuseExisting(connection, subscription, resourceGroup, name, signal);
        return await create(connection, subscription, resourceGroup, name, location, signal);
      }),
    listResourceGroups: (subscription, signal) =>
      guarded(subscription, signal, (connection) => {
        const path = `${root(subscription)}/resourcegroups?api-version=${apiVersions.resourceGroups}`;
        return listAll(connection, path, signal, readResourceGroup);
      }),
    listLocations: (subscription, signal) =>
      guarded(subscription, signal, (connection) => {
        const path = `${root(subscription)}/locations?api-version=${apiVersions.subscriptions}`;
        return listAll(connection, path, signal, readLocation);
      }),
  };
}

function root({ subscriptionId }: Subscription): string {
  return `/subscriptions/${encodeURIComponent(subscriptionId)}`;
}

/** A PUT replaces: it would take the tags of an identity that is already there, and a person who creates does not mean that one. */
async function refuseExisting(
  connection: ArmConnection,
  { subscriptionId }: Subscription,
  resourceGroup: string,
  name: string,
  signal: AbortSignal,
): Promise<void> {
  const type = "Microsoft.ManagedIdentity/userAssignedIdentities";
  const [group, leaf] = [encodeURIComponent(resourceGroup), encodeURIComponent(name)];
  const path = formatResourceId(encodeURIComponent(subscriptionId), group, type, leaf);
  try {
    await connection.get(connection.url(`${path}?api-version=${apiVersions.managedIdentity}`), signal);
  } catch (error) {
    if (AzureError.is(error, "notFound")) {
      return;
    }
    throw error;
  }
  throw new AzureError({ reason: "invalid", target: "name" });
}

async function create(
  { cloud, credential }: ArmConnection,
  { subscriptionId, tenant }: Subscription,
  resourceGroup: string,
  name: string,
  location: string,
  abortSignal: AbortSignal,
): Promise<UserAssignedIdentityResource> {
  // This client needs a pipeline of its own, with serialisers in it; a write is sent once (see readRetry).
  const client = new ManagedServiceIdentityClient(credential, subscriptionId, {
    endpoint: cloud.resourceManagerEndpoint,
    credentialScopes: armScope(cloud),
    retryOptions: { maxRetries: 0 },
    redirectOptions: { maxRetries: 0 },
    additionalPolicies: [{ policy: originGuard(cloud.resourceManagerEndpoint), position: "perCall" }],
    userAgentOptions,
    httpClient,
  });
  const answer = await sdkAnswer(tenant.tenantId, (options) =>
    client.userAssignedIdentities.createOrUpdate(resourceGroup, name, { location }, { ...options, abortSignal }),
  );
  const created = readUserAssignedIdentity(answer.body);
  if (created === undefined) {
    throw badAnswer("the answer is not a user-assigned identity");
  }
  return created;
}

function readResourceGroup(item: unknown): ResourceGroup | undefined {
  const name = isWire(item) ? textMember(item, "name") : undefined;
  return isWire(item) && name !== undefined ? { name, location: textMember(item, "location") ?? "" } : undefined;
}

/** Only regions that a resource can lie in: a logical one, such as `europe`, is a group of them. */
function readLocation(item: unknown): Location | undefined {
  const name = isWire(item) ? textMember(item, "name") : undefined;
  if (!isWire(item) || name === undefined || textMember(objectMember(item, "metadata"), "regionType") === "Logical") {
    return undefined;
  }
  return { name, displayName: textMember(item, "displayName") ?? name };
}
