import { sameResourceId } from "../../identity/resourceId";
import type { UserAssignedIdentityResource } from "../compute/computeResource";
import type { IdentityLifecycleGateway } from "./identityLifecycle";
import { readUserAssignedIdentity } from "../compute/readResource";
import { apiVersions } from "../apiVersions";
import type { ArmConnections } from "../http/armConnections";
import { guardedRead, guardedWrite } from "../http/guarded";
import { identityPath, identityTarget, msiClient } from "./msiClient";
import { refuseExisting } from "../http/refuseExisting";
import { sdkAnswer } from "../http/sdkAnswer";
import { badAnswer } from "../http/toAzureError";

const query = `?api-version=${apiVersions.managedIdentity}`;

/** User-assigned identities by @azure/arm-msi. */
export function createIdentityLifecycleGateway(connections: ArmConnections): IdentityLifecycleGateway {
  return {
    create: async (subscription, wanted, signal) => {
      await guardedRead(connections, subscription, signal, (connection) =>
        refuseExisting(connection, identityPath(subscription, wanted) + query, signal),
      );
      return await guardedWrite(connections, subscription, signal, async (connection) => {
        const { resourceGroup, name, location, isolationScope, tags } = wanted;
        const body = {
          location,
          ...(isolationScope === undefined ? {} : { isolationScope }),
          ...(tags === undefined ? {} : { tags: { ...tags } }),
        };
        const { userAssignedIdentities } = msiClient(connection, subscription.subscriptionId);
        const answer = await sdkAnswer(subscription.tenant.tenantId, (options) =>
          userAssignedIdentities.createOrUpdate(resourceGroup, name, body, { ...options, abortSignal: signal }),
        );
        return identityOf(answer.body);
      });
    },
    read: (subscription, identityId, signal) =>
      guardedRead(connections, subscription, signal, async (connection) => {
        const path = identityPath(subscription, identityTarget(subscription, identityId));
        const { body } = await connection.get(connection.url(path + query), signal);
        const found = identityOf(body);
        if (!sameResourceId(found.id, identityId)) {
          throw badAnswer("the answer is not the identity that was asked for");
        }
        return found;
      }),
    delete: (subscription, identityId, signal) =>
      guardedWrite(connections, subscription, signal, async (connection) => {
        const { resourceGroup, name } = identityTarget(subscription, identityId);
        const { userAssignedIdentities } = msiClient(connection, subscription.subscriptionId);
        await sdkAnswer(subscription.tenant.tenantId, (options) =>
          userAssignedIdentities.delete(resourceGroup, name, { ...options, abortSignal: signal }),
        );
      }),
  };
}

function identityOf(body: unknown): UserAssignedIdentityResource {
  const identity = readUserAssignedIdentity(body);
  if (identity === undefined) {
    throw badAnswer("the answer is not a user-assigned identity");
  }
  return identity;
}
