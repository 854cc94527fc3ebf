import { describe, expect, it } from "vitest";
import { entraGroups } from "../../../emulator/src/estate/entraGroups";
import { groups } from "../../../emulator/src/estate/groupSeeds";
import { identities, idsOf } from "../../../emulator/src/estate/identitySeeds";
import { emulatedAzure, failureOf, never, subscriptionOf } from "../emulated";

const get = emulatedAzure();
const subscription = subscriptionOf();

/** What stands between this machine and Azure answers in its own way, with a status that says success. */
const foreign: readonly (readonly [string, unknown])[] = [
  ["a page", "<html>Sign in</html>"],
  ["an empty object", {}],
  ["an error of its own", { error: { code: "Busy", message: "Try again." } }],
];

describe("an answer to a write that is not Azure's", () => {
  it.each(foreign)("does not count as the deletion of an identity: %s", async (_, body) => {
    get().emulator.control.inject({ method: "DELETE", path: /./, status: 200, body });
    const deletion = get().azure.identities.delete(subscription, identities.webApi, never());
    expect(await failureOf(deletion)).toMatchObject({ reason: "badAnswer" });
    expect(get().emulator.control.resource(identities.webApi)).toBeDefined();
  });

  it.each(foreign)("does not count as the removal of a role assignment: %s", async (_, body) => {
    get().emulator.control.inject({ method: "DELETE", path: /roleAssignments/i, status: 200, body });
    const id = `/subscriptions/${subscription.subscriptionId}/providers/Microsoft.Authorization/roleAssignments/00000000-0000-4000-8000-000000000001`;
    const removal = get().azure.roleAssignments.remove(subscription, { id }, never());
    expect(await failureOf(removal)).toMatchObject({ reason: "badAnswer" });
  });

  it.each(foreign)("does not count as the removal of a federated credential: %s", async (_, body) => {
    get().emulator.control.inject({ method: "DELETE", path: /federatedIdentityCredentials/i, status: 200, body });
    const id = `${identities.webApi}/federatedIdentityCredentials/any`;
    const credential = { id, name: "any", issuer: "", subject: "", audiences: [] };
    const removal = get().azure.federatedCredentials.delete(subscription, credential, never());
    expect(await failureOf(removal)).toMatchObject({ reason: "badAnswer" });
  });

  it.each(foreign)("does not count as the start of a deployment: %s", async (_, body) => {
    get().emulator.control.inject({ method: "PUT", path: /deployments/i, status: 200, body });
    const place = { subscription, resourceGroup: groups.web.group, name: "any" };
    const template = { $schema: "", contentVersion: "1.0.0.0", resources: [] };
    const deployed = get().azure.deployments.deploy(
      place,
      { template, secrets: {} },
      { signal: never(), onProgress: () => undefined },
    );
    expect(await failureOf(deployed)).toMatchObject({ reason: "badAnswer" });
  });

  it.each(foreign)("does not count as the creation of a resource group: %s", async (_, body) => {
    get().emulator.control.inject({ method: "PUT", path: /resourcegroups/i, status: 200, body });
    const made = get().azure.identities.createResourceGroup(subscription, "rg-made", "westeurope", never());
    expect(await failureOf(made)).toMatchObject({ reason: "badAnswer" });
  });

  it.each(foreign)("does not count as the registration of a provider: %s", async (_, body) => {
    get().emulator.control.inject({ method: "POST", path: /register/i, status: 200, body });
    const registered = get().azure.providers.register(subscription, "Microsoft.ManagedIdentity", never());
    expect(await failureOf(registered)).toMatchObject({ reason: "badAnswer" });
  });

  it.each(foreign)("does not count as joining a group: %s", async (_, body) => {
    const { principalId } = idsOf(identities.dataLake);
    get().emulator.control.inject({ method: "POST", path: /members/i, status: 200, body });
    const joined = get().azure.directory.addToGroup(subscription.tenant, entraGroups.sqlWriters, principalId, never());
    expect(await failureOf(joined)).toMatchObject({ reason: "badAnswer" });
    expect(get().emulator.control.groupMembers(entraGroups.sqlWriters)).toEqual([]);
  });
});
