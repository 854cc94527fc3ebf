import type { SignIn } from "./accounts";
import type { Cloud } from "./signIn/cloud";
import type { DeploymentGateway } from "./deployments/deployments";
import type { ExtensionGateway } from "./compute/extensions";
import type { FederatedCredentialGateway } from "./identities/federatedCredential";
import type { ComputeGateway, InventoryGateway, SubscriptionGateway, UserAssignedIdentityGateway } from "./gateways";
import type { DirectoryGateway } from "./access/directory";
import type { LockGateway } from "./access/locks";
import type { NetworkGateway } from "./deployments/network";
import { OwnPermissions } from "./access/permissions";
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
  readonly subscriptions: SubscriptionGateway;
  readonly roleAssignments: RoleAssignmentGateway;
  readonly scaleSetInstances: ScaleSetInstanceGateway;
  readonly extensions: ExtensionGateway;
  readonly deployments: DeploymentGateway;
  readonly network: NetworkGateway;
  readonly permissions: OwnPermissions;
  readonly locks: LockGateway;
  readonly directory: DirectoryGateway;
  /** Forgets the tokens and rights that were had so far: whoever is signed in may be another person. */
  forgetSession(): void;
}

/** Puts the gateways together. Nothing of the SDK is loaded before the first call that needs it. */
export function createAzure({ cloud, signIn, selectedSubscriptions }: AzureOptions): Azure {
  let inUse: ArmConnections | undefined;
  const connections = once(async () => {
    const { ArmConnections } = await import("./http/armConnections");
    inUse = new ArmConnections(cloud, signIn);
    return inUse;
  });
  const compute = once(async () => {
    const { createComputeGateway } = await import("./compute/computeGateway");
    return createComputeGateway(await connections());
  });
  const identities = once(async () => {
    const { createUserAssignedIdentityGateway } = await import("./identities/userAssignedIdentityGateway");
    return createUserAssignedIdentityGateway(await connections());
  });
  const federatedCredentials = once(async () => {
    const { createFederatedCredentialGateway } = await import("./identities/federatedCredentialGateway");
    return createFederatedCredentialGateway(await connections());
  });
  const inventory = once(async () => {
    const { createInventoryGateway } = await import("./inventory/inventoryGateway");
    return createInventoryGateway(await connections());
  });
  const subscriptions = once(async () => {
    const { createSubscriptionGateway } = await import("./inventory/subscriptionGateway");
    return createSubscriptionGateway(await connections(), signIn, selectedSubscriptions);
  });
  const roleAssignments = once(async () => {
    const { createRoleAssignmentGateway } = await import("./access/roleAssignmentGateway");
    return createRoleAssignmentGateway(await connections());
  });
  const permissionGateway = once(async () => {
    const { createPermissionGateway } = await import("./access/permissionGateway");
    return createPermissionGateway(await connections());
  });
  const locks = once(async () => {
    const { createLockGateway } = await import("./access/lockGateway");
    return createLockGateway(await connections());
  });
  const directory = once(async () => {
    const { createDirectoryGateway } = await import("./access/directoryGateway");
    return createDirectoryGateway(cloud, signIn);
  });
  const scaleSetInstances = once(async () => {
    const { createScaleSetInstanceGateway } = await import("./compute/scaleSetInstanceGateway");
    return createScaleSetInstanceGateway(await connections());
  });
  const extensions = once(async () => {
    const { createExtensionGateway } = await import("./compute/extensionGateway");
    return createExtensionGateway(await connections());
  });
  const deployments = once(async () => {
    const { createDeploymentGateway } = await import("./deployments/deploymentGateway");
    return createDeploymentGateway(await connections());
  });
  const network = once(async () => {
    const { createNetworkGateway } = await import("./deployments/networkGateway");
    return createNetworkGateway(await connections());
  });
  const permissions = new OwnPermissions({
    listAt: async (...args) => (await permissionGateway()).listAt(...args),
    self: async (...args) => (await permissionGateway()).self(...args),
  });
  return {
    compute: {
      read: async (...args) => (await compute()).read(...args),
      patchIdentity: async (...args) => (await compute()).patchIdentity(...args),
    },
    identities: {
      create: async (...args) => (await identities()).create(...args),
      read: async (...args) => (await identities()).read(...args),
      delete: async (...args) => (await identities()).delete(...args),
      listResourceGroups: async (...args) => (await identities()).listResourceGroups(...args),
      createResourceGroup: async (...args) => (await identities()).createResourceGroup(...args),
      listLocations: async (...args) => (await identities()).listLocations(...args),
    },
    federatedCredentials: {
      list: async (...args) => (await federatedCredentials()).list(...args),
      create: async (...args) => (await federatedCredentials()).create(...args),
      delete: async (...args) => (await federatedCredentials()).delete(...args),
    },
    inventory: {
      listComputeResources: async function* (...args) {
        yield* (await inventory()).listComputeResources(...args);
      },
      listUserAssignedIdentities: async function* (...args) {
        yield* (await inventory()).listUserAssignedIdentities(...args);
      },
    },
    subscriptions: {
      list: async (...args) => (await subscriptions()).list(...args),
    },
    roleAssignments: {
      listForPrincipal: async (...args) => (await roleAssignments()).listForPrincipal(...args),
      listAll: async (...args) => (await roleAssignments()).listAll(...args),
      listRoleDefinitions: async (...args) => (await roleAssignments()).listRoleDefinitions(...args),
      listResources: async (...args) => (await roleAssignments()).listResources(...args),
      create: async (...args) => (await roleAssignments()).create(...args),
      remove: async (...args) => (await roleAssignments()).remove(...args),
    },
    scaleSetInstances: {
      list: async (...args) => (await scaleSetInstances()).list(...args),
      upgrade: async (...args) => (await scaleSetInstances()).upgrade(...args),
    },
    extensions: {
      listRetired: async (...args) => (await extensions()).listRetired(...args),
      listSuspects: async (...args) => (await extensions()).listSuspects(...args),
      remove: async (...args) => (await extensions()).remove(...args),
    },
    deployments: {
      existing: async (...args) => (await deployments()).existing(...args),
      whatIf: async (...args) => (await deployments()).whatIf(...args),
      deploy: async (...args) => (await deployments()).deploy(...args),
      cancel: async (...args) => (await deployments()).cancel(...args),
    },
    network: {
      list: async (...args) => (await network()).list(...args),
    },
    permissions,
    locks: {
      list: async (...args) => (await locks()).list(...args),
    },
    directory: {
      findGroups: async (...args) => (await directory()).findGroups(...args),
      groupsOf: async (...args) => (await directory()).groupsOf(...args),
      addToGroup: async (...args) => (await directory()).addToGroup(...args),
      existing: async (...args) => (await directory()).existing(...args),
    },
    forgetSession: () => {
      inUse?.forget();
      permissions.reset();
    },
  };
}

function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined;
  return () => (made ??= make());
}
