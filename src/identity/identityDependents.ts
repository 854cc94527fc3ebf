import { resourceIdKey } from "./resourceId";
import type { UserAssignedIdentity } from "./identityState";

/** A service that makes machines and may set their identities itself (docs/azure-behaviour.md#machines-of-a-service). */
export type ManagingService = "kubernetes" | "databricks" | "batch" | "serviceFabric" | "managedApplication" | "other";

/** Who owns a machine. `ownerId` is the resource that Azure names as its owner, in the service's own spelling. */
export interface MachineManager {
  readonly service: ManagingService;
  readonly ownerId: string | undefined;
}

/** How an extension names the identity that it takes its tokens for (docs/azure-behaviour.md#extensions-that-use-an-identity). */
export type NeededIdentity =
  | { readonly kind: "systemAssigned" }
  /** It names none, so that it gets the default one. */
  | { readonly kind: "default" }
  | { readonly kind: "userAssigned"; readonly by: "id" | "clientId" | "principalId"; readonly value: string };

/** What an extension takes tokens for. */
export type ExtensionPurpose = "entraSignIn" | "machineConfiguration" | "azureMonitor" | "keyVault";

/** An extension that stops working without its identity. */
export interface IdentityExtension {
  readonly name: string;
  readonly purpose: ExtensionPurpose;
  readonly needs: NeededIdentity;
}

/** What else depends on the identities of a resource, or sets them; read from the answer that holds the identities. */
export interface IdentityDependents {
  readonly manager: MachineManager | undefined;
  /** The user-assigned identity that disk encryption reads its key with. */
  readonly encryptionIdentityId: string | undefined;
  readonly extensions: readonly IdentityExtension[];
}

/** Whether a need names this user-assigned identity. */
export function isNeeded(needs: NeededIdentity, identity: UserAssignedIdentity): boolean {
  if (needs.kind !== "userAssigned") {
    return false;
  }
  const own = identity[needs.by];
  return own !== undefined && resourceIdKey(own) === resourceIdKey(needs.value);
}
