import type { IdentityState } from "./identityState";
import { sameResourceId } from "./resourceId";

/**
 * The identity that a token request gets which names none, on the machine itself (docs/azure-behaviour.md#default-identity): the system-assigned one;
 * else the only user-assigned one; else the caller must name one.
 */
export type DefaultIdentity =
  | { readonly kind: "systemAssigned" }
  | { readonly kind: "userAssigned"; readonly id: string }
  | { readonly kind: "mustBeNamed" }
  | { readonly kind: "none" };

/** Which identity unqualified token requests get on a resource with this state. */
export function defaultIdentity(state: IdentityState): DefaultIdentity {
  if (state.systemAssigned) {
    return { kind: "systemAssigned" };
  }
  const [first, second] = state.userAssigned;
  if (first === undefined) {
    return { kind: "none" };
  }
  return second === undefined ? { kind: "userAssigned", id: first.id } : { kind: "mustBeNamed" };
}

/** Whether both say the same. */
export function sameDefaultIdentity(left: DefaultIdentity, right: DefaultIdentity): boolean {
  if (left.kind === "userAssigned" && right.kind === "userAssigned") {
    return sameResourceId(left.id, right.id);
  }
  return left.kind === right.kind;
}
