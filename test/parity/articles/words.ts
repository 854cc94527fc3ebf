import type { ComputeResourceType } from "../../../src/identity/computeResourceType";
import type { IdentityChange } from "../../../src/identity/identityChange";
import { identityId } from "../parityEstate";

export const scaleSet: ComputeResourceType = { kind: "scaleSet", orchestrationMode: "Uniform" };
export const machine: ComputeResourceType = { kind: "virtualMachine" };

export const enable: IdentityChange = { kind: "enableSystemAssigned" };
export const disable: IdentityChange = { kind: "disableSystemAssigned" };
export const removeAllUserAssigned: IdentityChange = { kind: "removeAllUserAssigned" };

export function assign(...names: string[]): IdentityChange {
  return { kind: "assignUserAssigned", ids: names.map(identityId) };
}

export function remove(...names: string[]): IdentityChange {
  return { kind: "removeUserAssigned", ids: names.map(identityId) };
}
