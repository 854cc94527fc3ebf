import { ArmError } from "./armError";

/**
 * The refusals that the documents or the recordings know, with the service's own texts
 * (docs/azure-behaviour.md#errors).
 */

export function identityNotFound(resourceId: string, identityId: string): ArmError {
  const inner = `{"error":{"code":"BadRequest","message":"Resource '${identityId}' was not found."}}`;
  return new ArmError(
    400,
    "FailedIdentityOperation",
    `Identity operation for resource '${resourceId}' failed with error 'Failed to perform resource identity operation. Status: 'BadRequest'. Response: '${inner}'.'.`,
  );
}

export interface Client {
  readonly clientId: string;
  readonly objectId: string;
}

export function linkedAuthorizationFailed(
  client: Client,
  action: string,
  scope: string,
  linked: readonly string[],
): ArmError {
  return new ArmError(
    403,
    "LinkedAuthorizationFailed",
    `The client '${client.clientId}' with object id '${client.objectId}' has permission to perform action '${action}' on scope '${scope}'; however, it does not have permission to perform action 'Microsoft.ManagedIdentity/userAssignedIdentities/assign/action' on the linked scope(s) '${linked.join(",")}' or the linked scope(s) are invalid.`,
  );
}

export function linkedSubscriptionOfOtherTenant(
  action: string,
  scope: string,
  tenantId: string,
  subscriptionId: string,
): ArmError {
  return new ArmError(
    403,
    "LinkedAuthorizationFailed",
    `The client has permission to perform action '${action}' on scope '${scope}', however the current tenant '${tenantId}' is not authorized to access linked subscription '${subscriptionId}'.`,
  );
}

export function authorizationFailed(client: Client, action: string, scope: string): ArmError {
  return new ArmError(
    403,
    "AuthorizationFailed",
    `The client '${client.clientId}' with object id '${client.objectId}' does not have authorization to perform action '${action}' over scope '${scope}' or the scope is invalid. If access was recently granted, please refresh your credentials.`,
  );
}

export function invalidIdentityId(value: string): ArmError {
  return new ArmError(
    400,
    "LinkedInvalidPropertyId",
    `Property id '${value}' at path '' is invalid. Expect fully qualified resource Id that start with '/subscriptions/{subscriptionId}' or '/providers/{resourceProviderNamespace}/'.`,
  );
}

export function idsWithSystemAssigned(type: string): ArmError {
  return new ArmError(
    400,
    "InvalidParameter",
    `ResourceIdentity identityIds should not be provided if the type is "${type}".`,
    { target: "resourceIdentity.identityIds" },
  );
}

export function identityIdsDeprecated(): ArmError {
  return new ArmError(
    400,
    "InvalidParameter",
    "ResourceIdentity property identityIds is deprecated. The userAssignedIdentities property should be used instead.",
  );
}

/** The catalogue knows this text for Flexible scale sets; for other values its form is kept (unverified). */
export function identityTypeNotAllowed(type: string, allowed: readonly string[]): ArmError {
  return new ArmError(
    400,
    "InvalidParameter",
    `The value '${type}' of parameter 'identity' is not allowed. Allowed values are: ${allowed.join(", ")}.`,
    { target: "identity" },
  );
}

export function missingIdentityIds(type: string): ArmError {
  return new ArmError(
    400,
    "MissingIdentityIds",
    `The identity ids must not be null or empty for '${type}' identity type.`,
  );
}

export function invalidIdentityValues(ids: readonly string[]): ArmError {
  return new ArmError(
    400,
    "InvalidIdentityValues",
    `Invalid value for the identities '${ids.join(",")}'. The 'UserAssignedIdentities' property keys should only be empty json objects, null or the resource existing property.`,
  );
}

/** Issue aad-pod-identity#556 names the code; the text is unverified. */
export function duplicateIdentityIds(ids: readonly string[]): ArmError {
  return new ArmError(400, "DuplicateIdentityIds", `The identity ids '${ids.join(",")}' cannot be duplicated.`);
}

/** The form of the recorded "Required parameter 'adminUsername' is missing (null)." */
export function missingParameter(name: string): ArmError {
  return new ArmError(400, "InvalidParameter", `Required parameter '${name}' is missing (null).`, { target: name });
}

export function preconditionFailed(sent: string, current: string): ArmError {
  return new ArmError(
    412,
    "PreconditionFailed",
    `Etag provided in if-match header ${quoted(sent)} does not match etag ${quoted(current)} of resource.`,
  );
}

function quoted(etag: string): string {
  return etag.startsWith('"') ? etag : `"${etag}"`;
}

export function concurrentRequest(): ArmError {
  return new ArmError(
    409,
    "Conflict",
    "The request failed due to conflict with a concurrent request. To resolve it, please refer to https://aka.ms/activitylog to get more details on the conflicting requests.",
  );
}

/** The `error` of an operation that a newer one displaced. */
export const operationPreempted = {
  code: "OperationPreempted",
  message: "Operation execution has been preempted by a more recent operation.",
} as const;

/** The catalogue knows the text for scale sets; for virtual machines its form is kept (unverified). */
export function markedForDeletion(kind: "Virtual Machine" | "Virtual Machine Scale Set", name: string): ArmError {
  return new ArmError(
    409,
    "OperationNotAllowed",
    `Operation 'Update ${kind}' is not allowed on ${kind} '${name}' since it is marked for deletion. For more information on your operations, please refer to https://aka.ms/activitylog.`,
  );
}

/** The text of public reports (Azure/azure-sdk-for-node#2305); that the details repeat it is unverified. */
export function missingSubscriptionRegistration(namespace: string): ArmError {
  const message = `The subscription is not registered to use namespace '${namespace}'. See https://aka.ms/rps-not-found for how to register subscriptions.`;
  return new ArmError(409, "MissingSubscriptionRegistration", message, {
    details: [{ code: "MissingSubscriptionRegistration", target: namespace, message }],
  });
}

export function scopeLocked(scope: string, verb: "write" | "delete", lockedScopes: readonly string[]): ArmError {
  return new ArmError(
    409,
    "ScopeLocked",
    `The scope '${scope}' cannot perform ${verb} operation because following scope(s) are locked: '${lockedScopes.join(",")}'. Please remove the lock and try again.`,
  );
}

export function computeThrottled(bucket: string, allowed: number, measured: number, at: Date): ArmError {
  const seconds = 60 - at.getUTCSeconds();
  const start = new Date(at.getTime() - at.getUTCSeconds() * 1000).toISOString();
  const end = new Date(at.getTime() + seconds * 1000).toISOString();
  return new ArmError(
    429,
    "OperationNotAllowed",
    "The server rejected the request because too many requests have been received for this subscription.",
    {
      details: [
        {
          code: "TooManyRequests",
          target: bucket,
          message: JSON.stringify({
            operationGroup: bucket,
            startTime: start,
            endTime: end,
            allowedRequestCount: allowed,
            measuredRequestCount: measured,
          }),
        },
      ],
      innerError: { internalErrorCode: "TooManyRequestsReceived" },
    },
    { "Retry-After": String(seconds) },
  );
}

export function subscriptionThrottled(
  kind: "read" | "write" | "delete",
  subscriptionId: string,
  objectId: string,
  seconds: number,
): ArmError {
  return new ArmError(
    429,
    "SubscriptionRequestsThrottled",
    `Number of '${kind}' requests for subscription '${subscriptionId}' actor '${objectId}' exceeded. Please try again after '${seconds}' seconds.`,
    {},
    { "Retry-After": String(seconds) },
  );
}

export function resourceNotFound(type: string, name: string, resourceGroup: string): ArmError {
  return new ArmError(
    404,
    "ResourceNotFound",
    `The Resource '${type}/${name}' under resource group '${resourceGroup}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`,
  );
}

export function resourceGroupNotFound(resourceGroup: string): ArmError {
  return new ArmError(404, "ResourceGroupNotFound", `Resource group '${resourceGroup}' could not be found.`);
}

export function subscriptionNotFound(subscriptionId: string): ArmError {
  return new ArmError(404, "SubscriptionNotFound", `The subscription '${subscriptionId}' could not be found.`);
}

export function principalNotFound(principalId: string, tenantId: string): ArmError {
  return new ArmError(
    400,
    "PrincipalNotFound",
    `Principal ${principalId.replaceAll("-", "")} does not exist in the directory ${tenantId}.`,
  );
}

export function roleAssignmentExists(): ArmError {
  return new ArmError(409, "RoleAssignmentExists", "The role assignment already exists.");
}

export function roleAssignmentUpdateNotPermitted(): ArmError {
  return new ArmError(
    400,
    "RoleAssignmentUpdateNotPermitted",
    "Tenant ID, application ID, principal ID, and scope are not allowed to be updated.",
  );
}

export function wrongTenant(tokenTenant: string, subscriptionTenant: string): ArmError {
  return new ArmError(
    401,
    "InvalidAuthenticationTokenTenant",
    `The access token is from the wrong issuer 'https://sts.windows.net/${tokenTenant}/'. It must match the tenant 'https://sts.windows.net/${subscriptionTenant}/' associated with this subscription. Please use the authority (URL) 'https://login.windows.net/${subscriptionTenant}' to get the token. Note, if the subscription is transferred to another tenant there is no impact to the services, but information about new tenant could take time to propagate (up to an hour). If you just transferred your subscription and see this error message, please try back later.`,
  );
}

/** What is left of a user's quota at Resource Graph, and in how many seconds it is whole again. */
export function graphQuotaHeaders(left: number, seconds: number): Readonly<Record<string, string>> {
  return {
    "x-ms-user-quota-remaining": String(left),
    "x-ms-user-quota-resets-after": `00:00:${String(seconds).padStart(2, "0")}`,
  };
}

/** The text is in no recording (unverified). */
export function graphThrottled(seconds: number): ArmError {
  return new ArmError(
    429,
    "RateLimiting",
    "Client application has been throttled and should not attempt to repeat the request until an amount of time has elapsed.",
    {},
    { ...graphQuotaHeaders(0, seconds), "Retry-After": String(seconds) },
  );
}
