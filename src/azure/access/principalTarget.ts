import type { Subscription } from "../accounts";
import type { ComputeResource } from "../compute/computeResource";

/** An identity as the directory knows it: a principal that can be given access. */
export type PrincipalTarget = {
  /** Says as whom and in which directory to ask: the identity's own, or that of a resource that carries it. */
  readonly subscription: Subscription;
  readonly label: string;
  readonly principalId: string;
} & (
  | { readonly kind: "systemAssigned"; readonly resource: ComputeResource }
  | { readonly kind: "userAssigned"; readonly identityId: string }
);
