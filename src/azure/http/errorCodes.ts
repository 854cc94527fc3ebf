/**
 * What a code stands for. `refused`: nothing more is known than that the service does not do it, so its own sentence is shown, as for a
 * code that is not in the table. The others are read further by `classify`.
 */
export type CodeMeaning =
  | "authorizationFailed"
  | "linkedAuthorizationFailed"
  | "deniedByAssignment"
  | "deploymentRefused"
  | "locked"
  /** Somebody else is writing at this moment: the only refusals, beside throttling and 412, that are tried again. */
  | "conflict"
  | "failedIdentityOperation"
  | "notFound"
  | "notRegistered"
  | "readOnlySubscription"
  | "beingDeleted"
  | "refused";

/** One code of a service. */
export interface ErrorCode {
  readonly code: string;
  readonly meaning: CodeMeaning;
  /** Where the code, and what it means, is known from. */
  readonly source: string;
}

const RECORDED = "recorded traffic";
const ARM_ARTICLE = "Microsoft Learn, Troubleshoot common Azure deployment errors";
const VM_ARTICLE = "Microsoft Learn, Common virtual machine error codes in Azure";

function rows(meaning: CodeMeaning, source: string, codes: readonly string[]): readonly ErrorCode[] {
  return codes.map((code) => ({ code, meaning, source }));
}

/**
 * The codes of Compute, ManagedIdentity, Authorization, the resource manager and Microsoft Graph that this program meets. The OpenAPI
 * files name none: there a code is a plain string. Codes that are left to the status alone (401, 412, 429 and 5xx) are not in the table:
 * Compute throttles with `OperationNotAllowed`, which means something else at 409.
 */
export const errorCodes: readonly ErrorCode[] = [
  ...rows("authorizationFailed", RECORDED, ["AuthorizationFailed", "Authorization_RequestDenied"]),
  ...rows("authorizationFailed", "Azure/ARO-RP, its source", ["Forbidden"]),
  ...rows("linkedAuthorizationFailed", "Azure/aad-pod-identity#443", ["LinkedAuthorizationFailed"]),
  ...rows("deniedByAssignment", "public reports (unverified)", ["DenyAssignmentAuthorizationFailed"]),
  ...rows("deploymentRefused", ARM_ARTICLE, ["InvalidTemplateDeployment"]),
  ...rows("locked", "output of the Azure CLI (status unverified)", ["ScopeLocked"]),
  ...rows("conflict", "microsoft/onefuzz#2124", ["Conflict"]),
  ...rows("conflict", "kubernetes-sigs/cloud-provider-azure, its source", ["OperationPreempted"]),
  ...rows("conflict", ARM_ARTICLE, ["AnotherOperationInProgress", "DeploymentActiveAndUneditable"]),
  ...rows("conflict", "Azure/ARO-RP, its source", ["DeploymentActive"]),
  ...rows("conflict", "pulumi/pulumi-azure-native#4343, Azure/bicep-registry-modules#1447", [
    "ConcurrentFederatedIdentityCredentialsWritesForSingleManagedIdentity",
  ]),
  ...rows("failedIdentityOperation", "Azure/aad-pod-identity#515", ["FailedIdentityOperation"]),
  ...rows("notFound", RECORDED, [
    "NotFound",
    "PolicyDefinitionNotFound",
    "ResourceGroupNotFound",
    "ResourceNotFound",
    "SubscriptionNotFound",
  ]),
  ...rows("notFound", ARM_ARTICLE, ["ParentResourceNotFound"]),
  ...rows("notFound", "the public references of the services (unverified)", [
    "DeploymentNotFound",
    "LockNotFound",
    "Request_ResourceNotFound",
    "RoleAssignmentNotFound",
  ]),
  ...rows("notRegistered", "Azure/azure-sdk-for-node#2305 (body), nforgeio/neonKUBE#1670 (409)", [
    "MissingSubscriptionRegistration",
  ]),
  ...rows("notRegistered", ARM_ARTICLE, ["InvalidSubscriptionRegistrationState"]),
  ...rows("readOnlySubscription", "microsoft/vscode-azureappservice#1646", ["ReadOnlyDisabledSubscription"]),
  ...rows("beingDeleted", "Azure/azure-cli#28679 (409)", ["ResourceGroupBeingDeleted"]),
  ...rows("refused", RECORDED, [
    "InvalidParameter",
    "NotSupported",
    "OperationNotAllowed",
    // The directory may know the principal later: who grants a role reads the code itself, and asks again.
    "PrincipalNotFound",
    "PropertyChangeNotAllowed",
    "Request_BadRequest",
    "ResourceTypeNotSupported",
    "RoleAssignmentExists",
    "RoleAssignmentUpdateNotPermitted",
  ]),
  ...rows("refused", "MicrosoftDocs/azure-docs#112377", ["LinkedInvalidPropertyId"]),
  ...rows("refused", "hashicorp/terraform-provider-azurerm#17082", ["MissingIdentityIds"]),
  ...rows("refused", "Azure/terraform-provider-azapi#840", ["InvalidIdentityValues"]),
  ...rows("refused", "public reports (unverified)", ["PlatformImageNotFound", "RequestDisallowedByAzure"]),
  ...rows("refused", ARM_ARTICLE, [
    "BadRequest",
    "DeploymentFailed",
    "DeploymentQuotaExceeded",
    "ImageNotFound",
    "InvalidRequestContent",
    "InvalidResourceNamespace",
    "InvalidResourceReference",
    "InvalidResourceType",
    "InvalidTemplate",
    "MissingRegistrationForLocation",
    "NoRegisteredProviderFound",
    "RegionDoesNotAllowProvisioning",
    // A policy refuses with 403; no permission would help.
    "RequestDisallowedByPolicy",
    "ResourceQuotaExceeded",
    "SkuNotAvailable",
  ]),
  ...rows("refused", VM_ARTICLE, [
    "AllocationFailed",
    "ArtifactNotFound",
    "AttachDiskWhileBeingDetached",
    "ConflictingUserInput",
    "DiskBlobNotFound",
    "DiskImageNotReady",
    "ImageBlobNotFound",
  ]),
];

const MEANINGS: ReadonlyMap<string, CodeMeaning> = new Map(
  errorCodes.map(({ code, meaning }) => [code.toLowerCase(), meaning]),
);

/** What a code stands for, in any casing. One that is not in the table says at most by its ending that something was not found. */
export function meaningOfCode(code: string | undefined): CodeMeaning | undefined {
  const key = code?.toLowerCase() ?? "";
  return MEANINGS.get(key) ?? (key.endsWith("notfound") ? "notFound" : undefined);
}
