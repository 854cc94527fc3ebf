import { apiVersions } from "../apiVersions";
import { AzureError } from "../azureError";
import { addressPath } from "../http/addressPath";
import type { ArmConnections } from "../http/armConnections";
import { guardedRead } from "../http/guarded";
import type { ResourceJsonGateway } from "./resourceJson";

/** The API version of the provider that an id names last. @throws AzureError `invalid` for any other provider */
function apiVersionOf(resourceId: string): string {
  const [provider] = resourceId.toLowerCase().split("/providers/").at(-1)?.split("/") ?? [];
  switch (provider) {
    case "microsoft.compute":
      return apiVersions.compute;
    case "microsoft.managedidentity":
      return apiVersions.managedIdentity;
    default:
      throw new AzureError({ reason: "invalid", target: "resourceId" });
  }
}

/** Resources by a plain GET. */
export function createResourceJsonGateway(connections: ArmConnections): ResourceJsonGateway {
  return {
    read: (subscription, resourceId, signal) =>
      guardedRead(connections, subscription, signal, async (connection) => {
        const path = `/${addressPath(resourceId, "resourceId")}?api-version=${apiVersionOf(resourceId)}`;
        return (await connection.get(connection.url(path), signal)).body;
      }),
  };
}
