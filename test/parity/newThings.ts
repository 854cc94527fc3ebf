import { expect } from "vitest";
import type { IsolationScope } from "../../src/azure/identities/identityLifecycle";
import { roleDefinitionKey } from "../../src/azure/access/roleAssignments";
import type { NewRoleAssignment, Operation } from "../../src/render/operation";
import { idsOf } from "../emulator/src/estate/identitySeeds";
import { valueAt } from "../emulator/src/json";
import type { EmulatedAzure } from "../unit/azure/emulated";
import { assignRoleAsExtension, createIdentityAsExtension, createResourceGroupAsExtension } from "./extension";
import { identityId, place, resourceGroupId, subscriptionId } from "./parityEstate";

/** A user-assigned identity that is to be made, in the articles' group or in one that is new with it. */
export interface NewIdentityCase {
  readonly title: string;
  readonly name: string;
  readonly newGroup: string | undefined;
  readonly tags: Readonly<Record<string, string>>;
  readonly isolationScope: IsolationScope | undefined;
}

/** New identities, each as plain or as odd as a form of it has to bear. */
export const newIdentities: readonly NewIdentityCase[] = [
  {
    title: "a new identity",
    name: "fresh",
    newGroup: undefined,
    tags: { team: "web & shop", note: "it's $5", leer: "" },
    isolationScope: undefined,
  },
  {
    title: "a new identity with tags that the CLI would misread",
    name: "odd",
    newGroup: undefined,
    tags: {
      "a b": "it's $HOME & `id` | %PATH%",
      "x=y": '"quoted" \\ {}',
      "@z": "line\nbreak",
      file: "@/etc/hostname",
      "k=@/etc/hostname": "=@/etc/hostname",
    },
    isolationScope: undefined,
  },
  {
    title: "a new identity for its own region, in a new resource group",
    name: "regional",
    newGroup: "newGroup",
    tags: {},
    isolationScope: "Regional",
  },
];

function idIn(group: string, name: string): string {
  return identityId(name).replace(`/resourcegroups/${place.group}/`, `/resourcegroups/${group}/`);
}

/** What is rendered for a new identity. */
export function operationsOf({ name, newGroup, tags, isolationScope }: NewIdentityCase): readonly Operation[] {
  const { location } = place;
  const identity: Operation = {
    kind: "createUserAssignedIdentity",
    id: idIn(newGroup ?? place.group, name),
    location,
    tags,
    ...(isolationScope === undefined ? {} : { isolationScope }),
  };
  return newGroup === undefined
    ? [identity]
    : [{ kind: "createResourceGroup", subscriptionId, name: newGroup, location }, identity];
}

/** Expects that a new identity, and its group where that is new too, is what the extension makes. Takes both away again. */
export async function expectIdentityAsExtension(azure: EmulatedAzure, wanted: NewIdentityCase): Promise<void> {
  const { name, newGroup, tags, isolationScope } = wanted;
  const resourceGroup = newGroup ?? place.group;
  const theirs = taken(azure, resourceGroup, wanted);
  if (newGroup !== undefined) {
    await createResourceGroupAsExtension(azure, newGroup);
  }
  await createIdentityAsExtension(azure, name, {
    resourceGroup,
    tags,
    ...(isolationScope === undefined ? {} : { isolationScope }),
  });
  expect(theirs).toEqual(taken(azure, resourceGroup, wanted));
  expect(theirs.identity.tags).toEqual(tags);
}

/** What there is of a new identity and its group, which are taken away. */
function taken({ emulator: { control } }: EmulatedAzure, group: string, { name, newGroup }: NewIdentityCase) {
  const id = idIn(group, name);
  const identity = control.resource(id);
  const made = newGroup === undefined ? undefined : control.resource(resourceGroupId(group));
  control.remove(id);
  if (newGroup !== undefined) {
    control.remove(resourceGroupId(group));
  }
  return {
    group: made?.["location"],
    identity: {
      location: identity?.["location"],
      tags: identity?.["tags"],
      isolationScope: valueAt(identity, "properties", "isolationScope"),
    },
  };
}

const READER = "providers/Microsoft.Authorization/roleDefinitions/acdd72a7-3385-48ef-bd42-f606fba81ae7";

/** New role assignments: the role by its id in the subscription, and by its id above all subscriptions. */
export const newRoles: readonly (NewRoleAssignment & { readonly title: string })[] = [
  {
    kind: "assignRole",
    title: "a role of the subscription",
    name: "5f2a8a06-28d7-4b64-9bd8-1b0ff5f0a001",
    principalId: idsOf(identityId("ID1")).principalId,
    roleDefinitionId: `/subscriptions/${subscriptionId}/${READER}`,
    scope: resourceGroupId(place.group),
  },
  {
    kind: "assignRole",
    title: "a role that stands above all subscriptions",
    name: "5f2a8a06-28d7-4b64-9bd8-1b0ff5f0a002",
    principalId: idsOf(identityId("ID2")).principalId,
    roleDefinitionId: `/${READER}`,
    scope: `/subscriptions/${subscriptionId}`,
  },
];

/** Expects that a role has been assigned just as the extension assigns it, and takes both assignments away. */
export async function expectRoleAsExtension(azure: EmulatedAzure, newRole: NewRoleAssignment): Promise<void> {
  const { control } = azure.emulator;
  const id = `${newRole.scope}/providers/Microsoft.Authorization/roleAssignments/${newRole.name}`;
  const theirs = roleFacts(control.resource(id)?.["properties"]);
  control.remove(id);
  const assignment = await assignRoleAsExtension(azure, newRole);
  const ours = roleFacts(control.resource(assignment.id)?.["properties"]);
  control.remove(assignment.id);
  const role = roleDefinitionKey(newRole.roleDefinitionId);
  expect(ours).toEqual([newRole.principalId, "ServicePrincipal", role, newRole.scope]);
  expect(theirs).toEqual(ours);
}

function roleFacts(properties: unknown): readonly unknown[] {
  const role = valueAt(properties, "roleDefinitionId");
  return [
    valueAt(properties, "principalId"),
    valueAt(properties, "principalType"),
    roleDefinitionKey(String(role)),
    valueAt(properties, "scope"),
  ];
}
