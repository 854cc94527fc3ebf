import type { OrchestrationMode } from "../../identity/computeResourceType";
import type { IdentityDependents } from "../../identity/identityDependents";
import type { IdentityLimits } from "../../identity/identityLimits";
import type { IdentityReading } from "../../identity/readIdentity";
import type { Subscription } from "../accounts";

/** The tags of a resource: values by name, in the service's spelling. */
export type Tags = Readonly<Record<string, string>>;

interface ComputeResourceFacts {
  /** The service's own spelling. */
  readonly id: string;
  readonly name: string;
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly location: string;
  readonly identity: IdentityReading;
  readonly provisioningState: string | undefined;
  /** The names of the retired extensions on it (docs/azure-behaviour.md#retired-extension); absent where the answer does not tell. */
  readonly retiredExtensions?: readonly string[];
  /** Absent where it has none. */
  readonly tags?: Tags;
  /** What else depends on its identities; absent where the answer tells of nothing. */
  readonly dependents?: IdentityDependents;
}

/** A virtual machine. `scaleSetId` where it is an instance of a Flexible scale set. */
export interface VirtualMachine extends ComputeResourceFacts {
  readonly kind: "virtualMachine";
  readonly scaleSetId: string | undefined;
}

/** A scale set. */
export interface ScaleSet extends ComputeResourceFacts {
  readonly kind: "scaleSet";
  readonly orchestrationMode: OrchestrationMode;
}

/** A resource that carries identities. */
export type ComputeResource = VirtualMachine | ScaleSet;

/** The resource that a change is for, as the inventory knows it. */
export interface ChangeTarget {
  readonly subscription: Subscription;
  readonly resource: ComputeResource;
}

/** A user-assigned identity as a resource of its own. */
export interface UserAssignedIdentityResource {
  readonly id: string;
  readonly name: string;
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly location: string;
  readonly principalId: string | undefined;
  readonly clientId: string | undefined;
  readonly tenantId: string | undefined;
  /** Absent where it has none. */
  readonly tags?: Tags;
  /** Where it can be used; absent where it is not limited. */
  readonly limits?: IdentityLimits;
}
