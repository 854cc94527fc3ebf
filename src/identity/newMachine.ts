import type { OrchestrationMode } from "./computeResourceType";
import type { IdentityState } from "./identityState";

/** The family of an operating system, which decides the rules for names and passwords. */
export type OperatingSystem = "Linux" | "Windows";

/** What the disk of a new machine is made from. */
export type MachineImage =
  | {
      readonly kind: "marketplace";
      readonly publisher: string;
      readonly offer: string;
      readonly sku: string;
      /** `latest`, or one of them. */
      readonly version: string;
    }
  /** An image of one's own: a managed image, or one in a gallery. */
  | { readonly kind: "id"; readonly id: string };

/** How the administrator signs in. A password is never part of this: it goes beside it, to the deployment alone. */
export type AdministratorSignIn =
  { readonly kind: "sshKey"; readonly publicKey: string } | { readonly kind: "password" };

/** Where a new machine is connected. */
export type MachineNetwork =
  | { readonly kind: "existing"; readonly subnetId: string }
  /** A network with one subnet, made with the machine and named after it (newMachineParts.ts). */
  | { readonly kind: "new" };

/** Where the first role of a new machine is to hold: in the subscription that the machine is made in. */
export type FirstRoleScope =
  /** The resource group that the machine is made in. */
  | { readonly kind: "ownGroup" }
  | { readonly kind: "resourceGroup"; readonly resourceGroup: string }
  | { readonly kind: "subscription" }
  | { readonly kind: "resource"; readonly id: string };

/** A role for the system-assigned identity of the new machine. */
export interface FirstRole {
  readonly scope: FirstRoleScope;
  /** The name of the assignment, a GUID. It has to be a new one: that of an older principal could not be taken over. */
  readonly assignmentName: string;
  /** The full id of the role definition. */
  readonly roleDefinitionId: string;
}

interface NewMachineFacts {
  readonly name: string;
  readonly location: string;
  readonly operatingSystem: OperatingSystem;
  readonly image: MachineImage;
  readonly size: string;
  readonly administrator: string;
  readonly signIn: AdministratorSignIn;
  readonly network: MachineNetwork;
  /** From 1 on: which of the names that can be made of the machine's its network and its interface get (newMachineParts.ts). */
  readonly partsNumber: number;
  /** What it is to carry from the start. */
  readonly identity: IdentityState;
  readonly role: FirstRole | undefined;
}

/** A virtual machine that is to be made. */
export interface NewVirtualMachine extends NewMachineFacts {
  readonly kind: "virtualMachine";
}

/** A scale set that is to be made. */
export interface NewScaleSet extends NewMachineFacts {
  readonly kind: "scaleSet";
  readonly orchestrationMode: OrchestrationMode;
  readonly instanceCount: number;
}

/** What the flows that create something are to make. */
export type NewMachine = NewVirtualMachine | NewScaleSet;
