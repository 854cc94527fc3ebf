import type { IdentityShape } from "../../../identity/apiVersion";
import { RAISED_API_VERSION, shapeAt } from "../../plan/identityVersions";
import type { TemplateResource } from "../locate/templateResource";

/**
 * The newest profile of Azure Stack Hub, and the version of Microsoft.Compute in it (docs/azure-behaviour.md#api-profiles). That a hub
 * has no later one is unverified.
 */
export const HUB_API_PROFILE = "2020-09-01-hybrid";
export const HUB_API_VERSION = "2020-06-01";

/** The version to offer where a resource's own is too old: one that the cloud which its template is for has. */
export function raisedApiVersion(resource: TemplateResource | undefined): string {
  const isForHub =
    resource?.apiVersion.kind === "known" &&
    resource.apiVersion.source === "apiProfile" &&
    resource.kind !== "scaleSetInstance";
  return isForHub ? HUB_API_VERSION : RAISED_API_VERSION;
}

/** The shape of a resource's block; undefined where its API version is not known. */
export function blockShape({ kind, apiVersion }: TemplateResource): IdentityShape | undefined {
  return apiVersion.kind === "known" ? shapeAt(kind, apiVersion.text) : undefined;
}
