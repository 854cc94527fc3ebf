/** A refusal: its text with facts as `{names}`, and the status of its answer, or null for a failed operation. */
export interface CatalogRow {
  readonly status: number | null;
  readonly code: string;
  readonly message: string;
  readonly target: string | null;
  readonly literal_braces?: boolean;
}

/** What was asked, and the answer. */
export interface Exchange {
  readonly method: string;
  readonly status: number;
  readonly response_headers: Readonly<Record<string, string>>;
  readonly response_body: unknown;
}

const NOT_ASSIGNED =
  "The client 'c' with object id 'o' has permission to perform action 'Microsoft.Compute/virtualMachines/write' on scope '{resourceId}'; however, it does not have permission to perform action 'Microsoft.ManagedIdentity/userAssignedIdentities/assign/action' on the linked scope(s) '{uaiId}' or the linked scope(s) are invalid.";

function row(status: number | null, code: string, message: string, target: string | null = null): CatalogRow {
  return { status, code, message, target };
}

/** The refusals that docs/azure-behaviour.md#errors knows, with the facts of their texts. Written for the project. */
export const ownCatalog: readonly CatalogRow[] = [
  row(
    400,
    "FailedIdentityOperation",
    `Identity operation for resource '{resourceId}' failed with error 'Status: 'BadRequest'. Response: '{"error":{"code":"BadRequest","message":"Resource '{uaiId}' was not found."}}'.'.`,
  ),
  row(403, "LinkedAuthorizationFailed", NOT_ASSIGNED),
  row(
    403,
    "LinkedAuthorizationFailed",
    "The client has permission on scope '{resourceId}', however the current tenant 't' is not authorized to access linked subscription 's'.",
  ),
  row(400, "LinkedInvalidPropertyId", "Property id 'x' at path '' is invalid."),
  row(400, "InvalidParameter", "ResourceIdentity identityIds should not be provided.", "resourceIdentity.identityIds"),
  row(400, "InvalidParameter", "ResourceIdentity property identityIds is deprecated."),
  row(400, "InvalidParameter", "The value 'SystemAssigned, UserAssigned' of parameter 'identity' is not allowed."),
  row(400, "MissingIdentityIds", "The identity ids must not be null or empty."),
  row(400, "InvalidIdentityValues", "Invalid value for the identities '{uaiId}'."),
  row(412, "PreconditionFailed", `Etag provided in if-match header "2" does not match etag "3" of resource.`),
  row(409, "Conflict", "The request failed due to conflict with a concurrent request."),
  row(null, "OperationPreempted", "Operation execution has been preempted by a more recent operation."),
  row(409, "OperationNotAllowed", "Operation 'Update' is not allowed since it is marked for deletion."),
  row(
    409,
    "ScopeLocked",
    "The scope '{resourceId}' cannot perform write operation because following scope(s) are locked: '{lockedScope}'. Please remove the lock and try again.",
  ),
  row(
    403,
    "AuthorizationFailed",
    "The client 'c' with object id 'o' does not have authorization to perform action '{action}' over scope '{scope}' or the scope is invalid.",
  ),
  row(429, "OperationNotAllowed", "The server rejected the request because too many requests have been received."),
  row(
    429,
    "SubscriptionRequestsThrottled",
    "Number of 'read' requests exceeded. Please try again after '{n}' seconds.",
  ),
  row(404, "ResourceNotFound", "The Resource 'Microsoft.Compute/virtualMachines/vm' was not found."),
  row(404, "ResourceGroupNotFound", "Resource group 'g' could not be found."),
  row(404, "SubscriptionNotFound", "The subscription 's' could not be found."),
  row(500, "InternalResourceIdentityError", "There was a problem communicating with the identity service."),
  row(504, "ResourceReadFailed", "The request to read the resource timed out."),
  row(400, "PrincipalNotFound", "Principal p does not exist in the directory d."),
  row(409, "RoleAssignmentExists", "The role assignment already exists."),
  row(400, "RoleAssignmentUpdateNotPermitted", "Tenant ID and principal ID are not allowed to be updated."),
];

function exchange(method: string, status: number, body: unknown, headers: Exchange["response_headers"] = {}): Exchange {
  return { method, status, response_headers: headers, response_body: body };
}

const coded = (code: string, message: string) => ({ error: { code, message } });

/** Answers in every form that errors come in: with a body of Azure Resource Manager, of Microsoft Graph, of a proxy, and without one. */
export const ownExchanges: readonly Exchange[] = [
  exchange("PATCH", 400, coded("InvalidParameter", "Wrong.")),
  exchange("PUT", 400, { code: "BadRequest", message: "Not wrapped." }),
  exchange("GET", 401, coded("ExpiredAuthenticationToken", "The access token has expired."), {
    "www-authenticate": 'Bearer error="invalid_token"',
  }),
  exchange(
    "PATCH",
    403,
    coded(
      "AuthorizationFailed",
      "The client 'c' with object id 'o' does not have authorization to perform action 'Microsoft.Compute/virtualMachines/write' over scope '/subscriptions/s/resourceGroups/g' or the scope is invalid.",
    ),
  ),
  exchange("GET", 404, coded("ResourceNotFound", "Not found.")),
  exchange("GET", 404, null),
  exchange("GET", 404, {
    "odata.error": { code: "Request_ResourceNotFound", message: { lang: "en", value: "Does not exist." } },
  }),
  exchange("POST", 405, { message: "The requested resource does not support http method 'POST'." }),
  exchange("PUT", 409, coded("RoleAssignmentExists", "Exists.")),
  exchange("PATCH", 412, coded("PreconditionFailed", "Etag.")),
  exchange("GET", 429, coded("TooManyRequests", "Wait."), { "retry-after": "7" }),
  exchange("GET", 500, coded("InternalServerError", "Sorry.")),
  exchange("GET", 503, coded("ServerTimeout", "Too slow.")),
  exchange("GET", 504, "<html>Gateway Timeout</html>"),
  exchange("GET", 200, { status: "Failed", error: { code: "VMStartTimedOut", message: "Did not start." } }),
];
