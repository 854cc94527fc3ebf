import type { Subscription } from "../accounts";
import type { Location, ResourceGroup, UserAssignedIdentityGateway } from "./userAssignedIdentities";
import { isWire, objectMember, textMember } from "../../identity/wire";
import { apiVersions } from "../apiVersions";
import type { ArmConnections } from "../http/armConnections";
import { guardedRead, guardedWrite } from "../http/guarded";
import { createIdentityLifecycleGateway } from "./identityLifecycleGateway";
import { listAll } from "../http/listPages";
import { putResourceGroup } from "./putResourceGroup";

/** User-assigned identities, and where they can be made. */
export function createUserAssignedIdentityGateway(connections: ArmConnections): UserAssignedIdentityGateway {
  return {
    ...createIdentityLifecycleGateway(connections),
    listResourceGroups: (subscription, signal) =>
      guardedRead(connections, subscription, signal, (connection) => {
        const path = `${root(subscription)}/resourcegroups?api-version=${apiVersions.resourceGroups}`;
        return listAll(connection, path, signal, readResourceGroup);
      }),
    createResourceGroup: (subscription, name, location, signal) =>
      guardedWrite(connections, subscription, signal, (connection) => {
        const { subscriptionId, tenant } = subscription;
        return putResourceGroup(connection, { subscriptionId, tenantId: tenant.tenantId }, name, location, signal);
      }),
    listLocations: (subscription, signal) =>
      guardedRead(connections, subscription, signal, (connection) => {
        const path = `${root(subscription)}/locations?api-version=${apiVersions.subscriptions}`;
        return listAll(connection, path, signal, readLocation);
      }),
  };
}

function root({ subscriptionId }: Subscription): string {
  return `/subscriptions/${encodeURIComponent(subscriptionId)}`;
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
