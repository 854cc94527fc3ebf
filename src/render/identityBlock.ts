import { identityShape } from "../identity/apiVersion";
import { type IdentityState, NO_IDENTITY } from "../identity/identityState";
import { type IdentityPatch, minimalPatch } from "../identity/identityPatch";

/** What a template's identity block has to be for a state. */
export type IdentityBlock =
  | { readonly kind: "block"; readonly block: IdentityPatch }
  /** The API version has no `None`: the block is left out (docs/azure-behaviour.md#identity-shape-by-api-version). */
  | { readonly kind: "leftOut" }
  | { readonly kind: "cannotHold" };

/** The whole identity block of a state, in the shape that the API version decides. */
export function identityBlock(state: IdentityState, apiVersion: string): IdentityBlock {
  const shape = identityShape(apiVersion) ?? "dictionary";
  const onlySystem = shape === "none" || shape === "systemAssignedOnly";
  if ((onlySystem && state.userAssigned.length > 0) || (shape === "none" && state.systemAssigned !== undefined)) {
    return { kind: "cannotHold" };
  }
  const block = minimalPatch(NO_IDENTITY, state, shape);
  if (block !== undefined) {
    return { kind: "block", block };
  }
  return onlySystem ? { kind: "leftOut" } : { kind: "block", block: { type: "None" } };
}
