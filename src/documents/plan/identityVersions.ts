import type { DocumentResourceKind } from "../documentResource";
import { identityShape, type IdentityShape } from "../../identity/apiVersion";

/** From here on the child `virtualMachineScaleSets/virtualMachines` has an identity, as a dictionary (docs/azure-behaviour.md#identity-shape-by-api-version). */
const FIRST_INSTANCE_VERSION = "2022-03-01";

/** The first version whose block holds anything at all, and user-assigned identities (docs/azure-behaviour.md#identity-shape-by-api-version). */
const FIRST_SYSTEM_ASSIGNED_VERSION = "2016-03-30";
const FIRST_USER_ASSIGNED_VERSION = "2017-12-01";

/** The version that raising offers: stable, and in every source of docs/azure-behaviour.md#identity-shape-by-api-version. */
export const RAISED_API_VERSION = "2024-07-01";

/** Raising to it. */
export const RAISED = { kind: "raiseApiVersion", apiVersion: RAISED_API_VERSION } as const;

/** The shape that an API version decides for this kind of resource; undefined for a text that is no version. */
export function shapeAt(kind: DocumentResourceKind, apiVersion: string): IdentityShape | undefined {
  const shape = identityShape(apiVersion);
  if (kind !== "scaleSetInstance" || shape === undefined) {
    return shape;
  }
  return apiVersion.trim().slice(0, FIRST_INSTANCE_VERSION.length) < FIRST_INSTANCE_VERSION ? "none" : "dictionary";
}

/** The lowest version that holds identities of a class on this kind of resource. */
export function lowestVersion(kind: DocumentResourceKind, needs: "systemAssigned" | "userAssigned"): string {
  if (kind === "scaleSetInstance") {
    return FIRST_INSTANCE_VERSION;
  }
  return needs === "systemAssigned" ? FIRST_SYSTEM_ASSIGNED_VERSION : FIRST_USER_ASSIGNED_VERSION;
}

/** Whether the `type` of a block may be `None` at an API version (docs/azure-behaviour.md#identity-shape-by-api-version). */
export function hasTypeNone(shape: IdentityShape | undefined): boolean {
  return shape !== "none" && shape !== "systemAssignedOnly";
}
