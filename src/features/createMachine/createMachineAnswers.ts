import type { Subscription } from "../../azure/accounts";
import type { DeploymentPlace, TemplateDeployment } from "../../azure/deployments/deployments";
import type { RoleDefinition } from "../../azure/access/roleAssignments";
import type { OrchestrationMode } from "../../identity/computeResourceType";
import type { MachineImage, MachineNetwork, NewMachine, OperatingSystem } from "../../identity/newMachine";
import type { AccessPlace, PlacedResource } from "../../ui/steps/accessPlaces";
import type { PlaceAnswers } from "../../ui/steps/placeSteps";

/** An image with the family that it is of. */
export interface ChosenImage {
  readonly image: MachineImage;
  readonly operatingSystem: OperatingSystem;
}

/** An answer that was picked from a list, or the wish to type another. */
export type PickedOrTyped<Value> = { readonly kind: "picked"; readonly value: Value } | { readonly kind: "typed" };

/** What creating a machine or scale set has to know. The password is here, and goes from here into the deployment alone. */
export interface CreateMachineAnswers extends PlaceAnswers {
  imagePick?: PickedOrTyped<ChosenImage>;
  typedImage?: MachineImage;
  typedSystem?: OperatingSystem;
  name?: string;
  sizePick?: PickedOrTyped<string>;
  typedSize?: string;
  orchestrationMode?: OrchestrationMode;
  instanceCount?: number;
  administrator?: string;
  signInKind?: "sshKey" | "password";
  keyPick?: PickedOrTyped<string>;
  publicKey?: string;
  password?: string;
  passwordAgain?: string;
  network?: MachineNetwork;
  /** `system` for the system-assigned identity, else an id. */
  identities?: readonly ("system" | { readonly id: string })[];
  role?: RoleDefinition | "none";
  rolePlace?: AccessPlace | { readonly kind: "ownGroup" };
  roleResource?: PlacedResource;
  reviewed?: ReviewedOrder;
}

/** What the user has asked for: where, what, and the password beside it where there is one. */
export interface MachineOrder {
  readonly subscription: Subscription;
  readonly resourceGroup: string;
  readonly isNewResourceGroup: boolean;
  readonly machine: NewMachine;
  readonly password: string | undefined;
  /** What the role of the new identity is called, where it gets one. */
  readonly roleName: string | undefined;
}

/** An order with its template, as it is deployed or edited. */
export interface ReviewedOrder {
  readonly order: MachineOrder;
  readonly text: string;
  readonly place: DeploymentPlace;
  readonly deployment: TemplateDeployment;
  readonly choice: "deploy" | "edit";
}

/** The image that was picked or typed, once it was. */
export function chosenImage({ imagePick, typedImage, typedSystem }: CreateMachineAnswers): ChosenImage | undefined {
  if (imagePick?.kind === "picked") {
    return imagePick.value;
  }
  return typedImage && typedSystem && { image: typedImage, operatingSystem: typedSystem };
}

/** The public key that was picked or typed; undefined where the administrator signs in by password. */
export function chosenKey({ keyPick, publicKey }: CreateMachineAnswers): string | undefined {
  return keyPick?.kind === "picked" ? keyPick.value : publicKey;
}

/** The size that was picked or typed, once it was. */
export function chosenSize({ sizePick, typedSize }: CreateMachineAnswers): string | undefined {
  return sizePick?.kind === "picked" ? sizePick.value : typedSize;
}
