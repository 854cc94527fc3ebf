import { MANAGED_IDENTITY_VERSION } from "../identity/apiVersion";
import type { NewUserAssignedIdentity, Operation } from "./operation";

/** The version of the OpenAPI file. */
const AUTHORIZATION_VERSION = "2022-04-01";
/** Resource groups have had `name` and `location` in every version (unverified which is the newest). */
const RESOURCE_GROUP_VERSION = "2021-04-01";

/** One call of the resource manager. `path` begins with a slash and holds names as they are, not yet encoded for a URL. */
export interface RestRequest {
  readonly method: "PATCH" | "PUT";
  readonly path: string;
  readonly apiVersion: string;
  readonly ifMatch: string | undefined;
  readonly body: unknown;
}

/** The call that an operation is. A change has to be runnable: for any other there is no call. */
export function restRequest(operation: Operation, apiVersion: string): RestRequest {
  switch (operation.kind) {
    case "changeIdentities":
      return {
        method: "PATCH",
        path: operation.resourceId,
        apiVersion,
        ifMatch: operation.etag,
        body: { identity: operation.plan.patch },
      };
    case "createUserAssignedIdentity":
      return {
        method: "PUT",
        path: operation.id,
        apiVersion: MANAGED_IDENTITY_VERSION,
        ifMatch: undefined,
        body: newIdentityBody(operation),
      };
    case "createResourceGroup":
      return {
        method: "PUT",
        path: `/subscriptions/${operation.subscriptionId}/resourcegroups/${operation.name}`,
        apiVersion: RESOURCE_GROUP_VERSION,
        ifMatch: undefined,
        body: { location: operation.location },
      };
    case "assignRole": {
      const { roleDefinitionId, principalId } = operation;
      return {
        method: "PUT",
        path: `${operation.scope}/providers/Microsoft.Authorization/roleAssignments/${operation.name}`,
        apiVersion: AUTHORIZATION_VERSION,
        ifMatch: undefined,
        // With the type given, a principal that is not replicated yet is accepted (docs/azure-behaviour.md#a-principal-that-is-still-unknown).
        body: { properties: { roleDefinitionId, principalId, principalType: "ServicePrincipal" } },
      };
    }
  }
}

/** What a new identity consists of, besides its id. */
export function newIdentityBody({ location, tags, isolationScope }: NewUserAssignedIdentity): {
  readonly location: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly properties?: { readonly isolationScope: string };
} {
  return {
    location,
    ...(Object.keys(tags).length === 0 ? {} : { tags }),
    ...(isolationScope === undefined ? {} : { properties: { isolationScope } }),
  };
}

/** The whole URL of a call, encoded; what is left of it is safe from a client's globbing. */
export function requestUrl(resourceManager: string, request: RestRequest): string {
  // Half of a surrogate pair cannot be encoded, and is in no name.
  const path = encodeURI(request.path.replace(/\p{Surrogate}/gu, "\ufffd"))
    .replaceAll("#", "%23")
    .replaceAll("?", "%3F");
  return `${resourceManager}${path}?api-version=${encodeURIComponent(request.apiVersion)}`;
}
