import type { ComputeResourceType } from "../identity/computeResourceType";
import type { IdentityPlan } from "../identity/plan";

/** One planned change of the identities on one resource. */
export interface PlannedChange {
  readonly kind: "changeIdentities";
  /** The id of the virtual machine or scale set. */
  readonly resourceId: string;
  readonly resource: ComputeResourceType;
  readonly plan: IdentityPlan;
  /** The etag of the reading that the plan rests on. Where it is given, the REST forms send it as If-Match (docs/azure-behaviour.md#etags). */
  readonly etag?: string;
}

/** A user-assigned identity that is to be made. */
export interface NewUserAssignedIdentity {
  readonly kind: "createUserAssignedIdentity";
  /** The id that it will have. */
  readonly id: string;
  readonly location: string;
  readonly tags: Readonly<Record<string, string>>;
  /** Whether it may be assigned outside its own region; the service's own default where it is not given (docs/azure-behaviour.md#isolation-scope). */
  readonly isolationScope?: "None" | "Regional";
}

/** A resource group that is to be made, for what comes after it. */
export interface NewResourceGroup {
  readonly kind: "createResourceGroup";
  readonly subscriptionId: string;
  readonly name: string;
  readonly location: string;
}

/** A role that an identity is to get. */
export interface NewRoleAssignment {
  readonly kind: "assignRole";
  /** The name of the assignment itself, a GUID. Only the REST forms let one choose it. */
  readonly name: string;
  readonly principalId: string;
  /** The full id of the role definition. */
  readonly roleDefinitionId: string;
  readonly scope: string;
}

/** Everything that can be taken along as text. */
export type Operation = PlannedChange | NewResourceGroup | NewUserAssignedIdentity | NewRoleAssignment;
