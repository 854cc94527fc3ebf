import { identityShape, type IdentityShape } from "../../../identity/apiVersion";
import type { TemplateResource, TemplateResourceKind } from "../locate/templateResource";

/** From here on the child `virtualMachineScaleSets/virtualMachines` has an identity, as a dictionary (templates.md section 3d). */
const FIRST_INSTANCE_VERSION = "2022-03-01";

/** The first version whose block holds anything at all, and user-assigned identities (templates.md section 3d). */
const FIRST_SYSTEM_ASSIGNED_VERSION = "2016-03-30";
const FIRST_USER_ASSIGNED_VERSION = "2017-12-01";

/** The version that raising offers: in all three sources of templates.md section 3d, and stable. */
export const RAISED_API_VERSION = "2024-07-01";

/** The shape that an API version decides for this kind of resource; undefined for a text that is no version. */
export function shapeAt(kind: TemplateResourceKind, apiVersion: string): IdentityShape | undefined {
  const shape = identityShape(apiVersion);
  if (kind !== "scaleSetInstance" || shape === undefined) {
    return shape;
  }
  return apiVersion.trim().slice(0, FIRST_INSTANCE_VERSION.length) < FIRST_INSTANCE_VERSION ? "none" : "dictionary";
}

/** The shape of a resource's block; undefined where its API version is not known. */
export function blockShape({ kind, apiVersion }: TemplateResource): IdentityShape | undefined {
  return apiVersion.kind === "known" ? shapeAt(kind, apiVersion.text) : undefined;
}

/** The lowest version that holds identities of a class on this kind of resource. */
export function lowestVersion(kind: TemplateResourceKind, needs: "systemAssigned" | "userAssigned"): string {
  if (kind === "scaleSetInstance") {
    return FIRST_INSTANCE_VERSION;
  }
  return needs === "systemAssigned" ? FIRST_SYSTEM_ASSIGNED_VERSION : FIRST_USER_ASSIGNED_VERSION;
}
