import type { SignIn } from "./accounts";
import type { Cloud } from "./signIn/cloud";
import type { DeploymentGateway } from "./deployments/deployments";
import type { ExtensionGateway } from "./compute/extensions";
import type { FederatedCredentialGateway } from "./identities/federatedCredential";
import type { ComputeGateway } from "./compute/compute";
import type { FirstRowsGateway } from "./inventory/firstRows";
import type { InventoryGateway } from "./inventory/listing";
import type { ServiceUseGateway } from "./inventory/serviceUse";
import type { ResourceHistoryGateway } from "./inventory/resourceHistory";
import type { ResourceJsonGateway } from "./inventory/resourceJson";
import type { SubscriptionGateway } from "./inventory/subscriptions";
import type { UserAssignedIdentityGateway } from "./identities/userAssignedIdentities";
import type { DirectoryGateway } from "./access/directory";
import type { LockGateway } from "./access/locks";
import type { PolicyGateway } from "./access/policyAssignments";
import type { MachineSizeGateway } from "./compute/machineSizes";
import type { NetworkGateway } from "./deployments/network";
import { lazyGateway } from "./loadLazily";
import type { ProviderGateway } from "./deployments/providers";
import { OwnPermissions } from "./access/ownPermissions";
import type { RoleAssignmentGateway } from "./access/roleAssignments";
import type { ScaleSetInstanceGateway } from "./compute/scaleSetInstances";
import type { ArmConnections } from "./http/armConnections";

/** What the gateways rest on. Each function is asked anew whenever it is needed, so that a changed setting counts at once. */
export interface AzureOptions {
  /** @throws AzureError `badSettings` */
  readonly cloud: () => Cloud;
  readonly signIn: SignIn;
  /** The values of `azureResourceGroups.selectedSubscriptions`. */
  readonly selectedSubscriptions: () => readonly string[];
}

/** Azure, as the rest of the house sees it. */
export interface Azure {
  readonly compute: ComputeGateway;
  readonly identities: UserAssignedIdentityGateway;
  readonly federatedCredentials: FederatedCredentialGateway;
  readonly inventory: InventoryGateway;
  readonly resourceJson: ResourceJsonGateway;
  readonly resourceHistory: ResourceHistoryGateway;
  readonly subscriptions: SubscriptionGateway;
  readonly firstRows: FirstRowsGateway;
  readonly serviceUses: ServiceUseGateway;
  readonly roleAssignments: RoleAssignmentGateway;
  readonly scaleSetInstances: ScaleSetInstanceGateway;
  readonly extensions: ExtensionGateway;
  readonly deployments: DeploymentGateway;
  readonly machineSizes: MachineSizeGateway;
  readonly network: NetworkGateway;
  readonly providers: ProviderGateway;
  readonly permissions: OwnPermissions;
  readonly locks: LockGateway;
  readonly policies: PolicyGateway;
  readonly directory: DirectoryGateway;
  /** Forgets the tokens and rights that were had so far: whoever is signed in may be somebody else. */
  forgetSession(): void;
}

/** Puts the gateways together. Nothing of the SDK is loaded before the first call that needs it. */
export function createAzure({ cloud, signIn, selectedSubscriptions }: AzureOptions): Azure {
  let inUse: ArmConnections | undefined;
  const connections = async (): Promise<ArmConnections> => {
    const { ArmConnections } = await import("./http/armConnections");
    return (inUse ??= new ArmConnections(cloud, signIn));
  };
  const permissions = new OwnPermissions(
    lazyGateway(async () => {
      const { createPermissionGateway } = await import("./access/permissionGateway");
      return createPermissionGateway(await connections());
    }),
  );
  return {
    compute: lazyGateway(async () => {
      const { createComputeGateway } = await import("./compute/computeGateway");
      return createComputeGateway(await connections());
    }),
    identities: lazyGateway(async () => {
      const { createUserAssignedIdentityGateway } = await import("./identities/userAssignedIdentityGateway");
      return createUserAssignedIdentityGateway(await connections());
    }),
    federatedCredentials: lazyGateway(async () => {
      const { createFederatedCredentialGateway } = await import("./identities/federatedCredentialGateway");
      return createFederatedCredentialGateway(await connections());
    }),
    inventory: lazyGateway(
      async () => {
        const { createInventoryGateway } = await import("./inventory/inventoryGateway");
        return createInventoryGateway(await connections());
      },
      { listComputeResources: true, listUserAssignedIdentities: true },
    ),
    resourceJson: lazyGateway(async () => {
      const { createResourceJsonGateway } = await import("./inventory/resourceJsonGateway");
      return createResourceJsonGateway(await connections());
    }),
    resourceHistory: lazyGateway(async () => {
      const { createResourceHistoryGateway } = await import("./inventory/resourceHistoryGateway");
      return createResourceHistoryGateway(await connections());
    }),
    firstRows: lazyGateway(
      async () => {
        const { createFirstRowsGateway } = await import("./inventory/firstRowsGateway");
        return createFirstRowsGateway(await connections());
      },
      { list: true },
    ),
    subscriptions: lazyGateway(async () => {
      const { createSubscriptionGateway } = await import("./inventory/subscriptionGateway");
      return createSubscriptionGateway(await connections(), signIn, selectedSubscriptions);
    }),
    serviceUses: lazyGateway(async () => {
      const { createServiceUseGateway } = await import("./inventory/serviceUseGateway");
      return createServiceUseGateway(await connections());
    }),
    roleAssignments: lazyGateway(async () => {
      const { createRoleAssignmentGateway } = await import("./access/roleAssignmentGateway");
      return createRoleAssignmentGateway(await connections());
    }),
    scaleSetInstances: lazyGateway(async () => {
      const { createScaleSetInstanceGateway } = await import("./compute/scaleSetInstanceGateway");
      return createScaleSetInstanceGateway(await connections());
    }),
    extensions: lazyGateway(async () => {
      const { createExtensionGateway } = await import("./compute/extensionGateway");
      return createExtensionGateway(await connections());
    }),
    deployments: lazyGateway(async () => {
      const { createDeploymentGateway } = await import("./deployments/deploymentGateway");
      return createDeploymentGateway(await connections());
    }),
    machineSizes: lazyGateway(async () => {
      const { createMachineSizeGateway } = await import("./compute/machineSizeGateway");
      return createMachineSizeGateway(await connections());
    }),
    network: lazyGateway(async () => {
      const { createNetworkGateway } = await import("./deployments/networkGateway");
      return createNetworkGateway(await connections());
    }),
    providers: lazyGateway(async () => {
      const { createProviderGateway } = await import("./deployments/providerGateway");
      return createProviderGateway(await connections());
    }),
    permissions,
    locks: lazyGateway(async () => {
      const { createLockGateway } = await import("./access/lockGateway");
      return createLockGateway(await connections());
    }),
    policies: lazyGateway(async () => {
      const { createPolicyGateway } = await import("./access/policyGateway");
      return createPolicyGateway(await connections());
    }),
    directory: lazyGateway(async () => {
      const { createDirectoryGateway } = await import("./access/directoryGateway");
      return createDirectoryGateway(cloud, signIn);
    }),
    forgetSession: () => {
      inUse?.forget();
      permissions.reset();
    },
  };
}
