import { randomUUID } from "node:crypto";
import type { NewIdentity } from "../../src/azure/identities/identityLifecycle";
import { deploymentName } from "../../src/azure/deployments/deployments";
import { type RoleAssignment, roleDefinitionKey, type RoleGrant } from "../../src/azure/access/roleAssignments";
import type { ComputeResourceType } from "../../src/identity/computeResourceType";
import type { IdentityChange } from "../../src/identity/identityChange";
import type { IdentityState } from "../../src/identity/identityState";
import type { FirstRole, NewMachine } from "../../src/identity/newMachine";
import { MutationService } from "../../src/mutation/mutationService";
import { createTemplate, PASSWORD_PARAMETER } from "../../src/render/createTemplate/createTemplate";
import { type EmulatedAzure, never, subscriptionOf } from "../unit/azure/emulated";
import { place } from "./parityEstate";

const subscription = subscriptionOf();

/** A bearer token, for what does not sign in itself. Microsoft Graph has tokens of its own. */
export async function accessToken(
  { emulator, signIn }: EmulatedAzure,
  audience: "resourceManager" | "graph" = "resourceManager",
): Promise<string> {
  const resource = audience === "graph" ? emulator.graphUrl : emulator.url;
  const token = await signIn.credentialFor(subscription.tenant).getToken(`${resource}/.default`);
  if (token === null) {
    throw new Error("the emulator gave no token");
  }
  return token.token;
}

/** Makes a change as the extension does, with its own service and gateway, and fails where these do not call it verified. */
export async function changeAsExtension({ azure }: EmulatedAzure, id: string, change: IdentityChange): Promise<void> {
  const service = new MutationService(azure.compute);
  const outcome = await service.apply(await service.plan(subscription, id, change, never()), {
    signal: never(),
    onProgress: () => undefined,
    agreeAgain: () => Promise.resolve(false),
  });
  if (outcome.kind !== "changed" && outcome.kind !== "noChange") {
    throw new Error(`the extension's change of ${id} ended as ${outcome.kind}`);
  }
}

/** What the extension reads of a resource. */
export async function readAsExtension({ azure }: EmulatedAzure, id: string) {
  const { resource } = await azure.compute.read(subscription, id, never());
  return resource.identity;
}

/** Makes a user-assigned identity as the extension does, in the articles' resource group where nothing else is said. */
export async function createIdentityAsExtension(
  { azure }: EmulatedAzure,
  name: string,
  wanted: Partial<NewIdentity> = {},
): Promise<void> {
  const identity = { resourceGroup: place.group, location: place.location, ...wanted, name };
  await azure.identities.create(subscription, identity, never());
}

/** Makes a resource group as the extension does. */
export async function createResourceGroupAsExtension({ azure }: EmulatedAzure, name: string): Promise<void> {
  await azure.identities.createResourceGroup(subscription, name, place.location, never());
}

/** What a new machine or scale set is made like, apart from its identities. */
export interface Likeness {
  readonly location: string;
  readonly size: string;
  readonly instanceCount: number;
}

/** Makes a machine or scale set as the extension's commands do: by a deployment of the template that they show. */
export async function createAsExtension(
  { azure }: EmulatedAzure,
  type: ComputeResourceType,
  wanted: { readonly name: string; readonly identity: IdentityState; readonly role: string | undefined } & Likeness,
): Promise<void> {
  const { role, instanceCount, ...rest } = wanted;
  const firstRole: FirstRole | undefined =
    role === undefined
      ? undefined
      : { assignmentName: randomUUID(), roleDefinitionId: definitionId(role), scope: { kind: "subscription" } };
  const facts = {
    ...rest,
    operatingSystem: "Windows",
    image: {
      kind: "marketplace",
      publisher: "MicrosoftWindowsServer",
      offer: "WindowsServer",
      sku: "2016-Datacenter",
      version: "latest",
    },
    administrator: "azureuser",
    signIn: { kind: "password" },
    network: { kind: "new" },
    partsNumber: 1,
    role: firstRole,
  } as const;
  const machine: NewMachine =
    type.kind === "virtualMachine" ? { ...facts, ...type } : { ...facts, ...type, instanceCount };
  await azure.deployments.deploy(
    { subscription, resourceGroup: place.group, name: deploymentName(wanted.name, new Date()) },
    { template: createTemplate(machine), secrets: { [PASSWORD_PARAMETER]: "Not-2-be-seen" } },
    { signal: never(), onProgress: () => undefined },
  );
}

function definitionId(role: string): string {
  return `/subscriptions/${subscription.subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${role}`;
}

/** The roles that a principal holds in the subscription, as the extension lists them, by the GUIDs of their definitions. */
export async function rolesOf({ azure }: EmulatedAzure, principalId: string): Promise<string[]> {
  const assignments = await azure.roleAssignments.listForPrincipal(subscription, principalId, never());
  return assignments.map((assignment) => roleDefinitionKey(assignment.roleDefinitionId)).sort();
}

/** The ids of the groups that the extension finds for a text. */
export async function findGroupsAsExtension({ azure }: EmulatedAzure, text: string): Promise<string[]> {
  return (await azure.directory.findGroups(subscription.tenant, text, never())).map(({ id }) => id);
}

/** Puts a principal into a group as the extension does. */
export async function addToGroupAsExtension(
  { azure }: EmulatedAzure,
  groupId: string,
  principalId: string,
): Promise<void> {
  await azure.directory.addToGroup(subscription.tenant, groupId, principalId, never());
}

/** Makes a role assignment as the extension does. */
export async function assignRoleAsExtension({ azure }: EmulatedAzure, grant: RoleGrant): Promise<RoleAssignment> {
  const outcome = await azure.roleAssignments.create(subscription, grant, never());
  if (outcome.kind !== "created") {
    throw new Error(`the extension's role assignment ended as ${outcome.kind}`);
  }
  return outcome.assignment;
}
