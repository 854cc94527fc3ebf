import type { DirectoryGateway } from "../../azure/access/directory";
import type { RoleAssignment, RoleAssignmentGateway } from "../../azure/access/roleAssignments";
import type { Subscription } from "../../azure/accounts";
import type { ExtensionGateway } from "../../azure/compute/extensions";
import type { ScaleSetInstanceGateway } from "../../azure/compute/scaleSetInstances";
import type { DeploymentGateway, DeploymentPlace } from "../../azure/deployments/deployments";
import type { ProviderGateway } from "../../azure/deployments/providers";
import type { FollowOptions } from "../../azure/longRunning";
import type { FederatedCredential, FederatedCredentialGateway } from "../../azure/identities/federatedCredential";
import type { UserAssignedIdentityGateway } from "../../azure/identities/userAssignedIdentities";
import { formatResourceId, resourceGroupId } from "../../identity/resourceId";
import type { Journal } from "./journal";
import type { RecordedCredential, RecordedGrant } from "./journalAct";
import { type ActContext, recordAct } from "./recordAct";

/** The gateways that write something else than the identities of a resource. */
export interface WritingGateways {
  readonly identities: UserAssignedIdentityGateway;
  readonly federatedCredentials: FederatedCredentialGateway;
  readonly roleAssignments: RoleAssignmentGateway;
  readonly directory: DirectoryGateway;
  readonly extensions: ExtensionGateway;
  readonly scaleSetInstances: ScaleSetInstanceGateway;
  readonly deployments: DeploymentGateway;
  readonly providers: ProviderGateway;
}

const at = ({ tenant, subscriptionId }: Subscription): ActContext => ({ tenantId: tenant.tenantId, subscriptionId });

/** What is known of a role assignment, for the journal. */
export function recordedGrant(assignment: Pick<RoleAssignment, "id"> & Partial<RoleAssignment>): RecordedGrant {
  const { id, scope, roleDefinitionId, principalId, condition, isOrphaned } = assignment;
  return {
    assignmentId: id,
    scope,
    roleDefinitionId,
    principalId,
    ...(condition === undefined ? {} : { isConditional: true }),
    ...(isOrphaned === true ? { isOrphaned } : {}),
  };
}

/** What is known of a federated credential, for the journal. */
export function recordedCredential({ id, name, issuer, subject, audiences }: FederatedCredential): RecordedCredential {
  const identityId = id.split("/").slice(0, -2).join("/");
  return { identityId, credentialId: id, name, trust: { issuer, subject, audiences } };
}

/**
 * The same gateways, with an entry in the journal for each write: here, and not in what calls them, so that none can be forgotten.
 */
export function recordedWrites(gateways: WritingGateways, journal: Journal): WritingGateways {
  const { identities, federatedCredentials, roleAssignments, directory } = gateways;
  const { extensions, scaleSetInstances, deployments, providers } = gateways;
  return {
    identities: overlaid(identities, {
      create: (subscription, wanted, signal) => {
        const type = "Microsoft.ManagedIdentity/userAssignedIdentities";
        const identityId = formatResourceId(subscription.subscriptionId, wanted.resourceGroup, type, wanted.name);
        const act = { kind: "createIdentity", identityId, principalId: undefined } as const;
        return recordAct(
          journal,
          act,
          at(subscription),
          () => identities.create(subscription, wanted, signal),
          ({ id, principalId }) => ({ ...act, identityId: id, principalId }),
        );
      },
      delete: (subscription, identityId, signal) =>
        recordAct(journal, { kind: "deleteIdentity", identityId }, at(subscription), () =>
          identities.delete(subscription, identityId, signal),
        ),
      createResourceGroup: (subscription, name, location, signal) => {
        const act = {
          kind: "createResourceGroup",
          resourceGroupId: resourceGroupId(subscription.subscriptionId, name),
        } as const;
        return recordAct(journal, act, at(subscription), () =>
          identities.createResourceGroup(subscription, name, location, signal),
        );
      },
    }),
    federatedCredentials: overlaid(federatedCredentials, {
      create: (subscription, identityId, name, trust, signal) => {
        const act = { kind: "addFederatedCredential", identityId, credentialId: undefined, name, trust } as const;
        return recordAct(
          journal,
          act,
          at(subscription),
          () => federatedCredentials.create(subscription, identityId, name, trust, signal),
          ({ id }) => ({ ...act, credentialId: id }),
        );
      },
      delete: (subscription, credential, signal) =>
        recordAct(
          journal,
          { kind: "removeFederatedCredential", ...recordedCredential(credential) },
          at(subscription),
          () => federatedCredentials.delete(subscription, credential, signal),
        ),
    }),
    roleAssignments: overlaid(roleAssignments, {
      create: (subscription, grant, signal) => {
        const act = { kind: "grantAccess", assignmentId: undefined, ...grant } as const;
        return recordAct(
          journal,
          act,
          at(subscription),
          () => roleAssignments.create(subscription, grant, signal),
          (outcome) => (outcome.kind === "created" ? { ...act, assignmentId: outcome.assignment.id } : undefined),
        );
      },
      remove: (subscription, assignment, signal) =>
        recordAct(journal, { kind: "removeAccess", ...recordedGrant(assignment) }, at(subscription), () =>
          roleAssignments.remove(subscription, assignment, signal),
        ),
    }),
    directory: overlaid(directory, {
      addToGroup: (tenant, groupId, principalId, signal) =>
        recordAct(
          journal,
          { kind: "addToGroup", groupId, principalId },
          { tenantId: tenant.tenantId, subscriptionId: undefined },
          () => directory.addToGroup(tenant, groupId, principalId, signal),
        ),
      removeFromGroup: (tenant, groupId, principalId, signal) =>
        recordAct(
          journal,
          { kind: "removeFromGroup", groupId, principalId },
          { tenantId: tenant.tenantId, subscriptionId: undefined },
          () => directory.removeFromGroup(tenant, groupId, principalId, signal),
        ),
    }),
    extensions: overlaid(extensions, {
      remove: (subscription, resourceId, extension, options) =>
        recordAct(journal, { kind: "removeExtension", resourceId, extension }, at(subscription), (heard) =>
          extensions.remove(subscription, resourceId, extension, heardBy(options, heard)),
        ),
    }),
    scaleSetInstances: overlaid(scaleSetInstances, {
      upgrade: (subscription, scaleSetId, instanceIds, options) =>
        recordAct(journal, { kind: "upgradeInstances", scaleSetId, instanceIds }, at(subscription), (heard) =>
          scaleSetInstances.upgrade(subscription, scaleSetId, instanceIds, heardBy(options, heard)),
        ),
    }),
    deployments: overlaid(deployments, {
      deploy: (place, deployment, options) =>
        recordAct(journal, { kind: "deploy", deploymentId: deploymentId(place) }, at(place.subscription), (heard) =>
          deployments.deploy(place, deployment, heardBy(options, heard)),
        ),
      cancel: (place, signal) => {
        const act = { kind: "cancelDeployment", deploymentId: deploymentId(place) } as const;
        return recordAct(
          journal,
          act,
          at(place.subscription),
          () => deployments.cancel(place, signal),
          (isStopped) => (isStopped ? act : undefined),
        );
      },
    }),
    providers: overlaid(providers, {
      register: (subscription, namespace, signal) =>
        recordAct(journal, { kind: "registerProvider", namespace }, at(subscription), () =>
          providers.register(subscription, namespace, signal),
        ),
    }),
  };
}

function deploymentId({ subscription, resourceGroup, name }: DeploymentPlace): string {
  return formatResourceId(subscription.subscriptionId, resourceGroup, "Microsoft.Resources/deployments", name);
}

function heardBy(options: FollowOptions, heard: FollowOptions["onProgress"]): FollowOptions {
  return {
    ...options,
    onProgress: (progress) => {
      heard(progress);
      options.onProgress(progress);
    },
  };
}

/** A gateway with some of its methods replaced. */
function overlaid<Gateway extends object>(gateway: Gateway, methods: Partial<Gateway>): Gateway {
  return new Proxy(gateway, {
    get: (target, name): unknown => Reflect.get(Object.hasOwn(methods, name) ? methods : target, name),
  });
}
