import { ComputeManagementClient } from "@azure/arm-compute";
import { ManagedServiceIdentityClient } from "@azure/arm-msi";
import { SubscriptionClient } from "@azure/arm-resources-subscriptions";
import { ClientSecretCredential } from "@azure/identity";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startEmulator, type Emulator } from "../src/emulator";
import { machines, scaleSets } from "../src/estate/contosoMachines";
import { identities } from "../src/estate/identitySeeds";
import { subscriptions, tenants } from "../src/estate/places";
import { trustCertificate } from "../src/trust";

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({ pageSize: 7 });
  trustCertificate(emulator.certificatePem);
});
afterAll(() => emulator.close());

function credential(tenantId: string = emulator.credentials.tenantId): ClientSecretCredential {
  const { clientId, clientSecret } = emulator.credentials;
  return new ClientSecretCredential(tenantId, clientId, clientSecret, {
    authorityHost: emulator.url,
    disableInstanceDiscovery: true,
  });
}

/** What every client of the local cloud needs: the endpoint, and scopes that follow it (docs/azure-behaviour.md#sdk-versions). */
function cloud(): { endpoint: string; credentials: { scopes: string[] } } {
  return { endpoint: emulator.url, credentials: { scopes: [`${emulator.url}/.default`] } };
}

function compute(subscriptionId: string): ComputeManagementClient {
  return new ComputeManagementClient(credential(), subscriptionId, cloud());
}

async function namesOf(items: AsyncIterable<{ name?: string }>): Promise<string[]> {
  const names: string[] = [];
  for await (const { name } of items) {
    names.push(name ?? "");
  }
  return names;
}

describe("the Azure SDK over TLS", () => {
  it("signs in and lists what the tenant has", async () => {
    const client = new SubscriptionClient(credential(), cloud());
    const tenantIds: string[] = [];
    for await (const tenant of client.tenants.list()) {
      tenantIds.push(tenant.tenantId ?? "");
    }
    const shown: string[] = [];
    for await (const subscription of client.subscriptions.list()) {
      shown.push(subscription.displayName ?? "");
    }
    expect(tenantIds).toEqual([tenants.contoso, tenants.fabrikam]);
    expect(shown).toEqual(["Contoso Production", "Contoso Staging", "Contoso Development", "Contoso Shared Services"]);
  });

  it("follows the pages of a list to the end", async () => {
    const names = await namesOf(compute(subscriptions.production).virtualMachines.listAll());
    expect(names.length).toBeGreaterThan(14);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toContain("vm-web-bastion");
  });

  it("finds the instances of a Flexible scale set by filter", async () => {
    const client = compute(subscriptions.production);
    const filter = `'virtualMachineScaleSet/id' eq '${scaleSets.batchRender}'`;
    expect(await namesOf(client.virtualMachines.listAll({ filter }))).toEqual([
      "vmss-batch-render_7f8e9d0c",
      "vmss-batch-render_8e9d0c1b",
    ]);
  });

  it("changes an identity with If-Match, follows the operation and sees the result", async () => {
    const client = compute(subscriptions.production);
    const before = await client.virtualMachines.get("rg-data-prod", "vm-sql-01");
    const update = client.virtualMachines.update(
      "rg-data-prod",
      "vm-sql-01",
      { identity: { type: "UserAssigned", userAssignedIdentities: { [identities.secrets]: {} } } },
      { ifMatch: before.etag ?? "none", updateIntervalInMs: 1 },
    );
    await update;
    const after = await client.virtualMachines.get("rg-data-prod", "vm-sql-01");
    expect(Object.keys(after.identity?.userAssignedIdentities ?? {})).toHaveLength(2);
    expect(emulator.control.resource(machines.oneUser)?.["properties"]).toMatchObject({
      provisioningState: "Succeeded",
    });
    await expect(
      client.virtualMachines.update(
        "rg-data-prod",
        "vm-sql-01",
        { tags: { a: "b" } },
        { ifMatch: before.etag ?? "none" },
      ),
    ).rejects.toMatchObject({ statusCode: 412, code: "PreconditionFailed" });
  });

  it("creates, lists and deletes a user-assigned identity", async () => {
    const client = new ManagedServiceIdentityClient(credential(), subscriptions.sharedServices, {
      endpoint: emulator.url,
      credentialScopes: [`${emulator.url}/.default`],
    });
    const made = await client.userAssignedIdentities.createOrUpdate("rg-identities", "id-made-here", {
      location: "westeurope",
    });
    expect(made.id).toBe(identities.telemetry.replace("id-telemetry", "id-made-here"));
    expect(await namesOf(client.userAssignedIdentities.listBySubscription())).toContain("id-made-here");
    await client.userAssignedIdentities.delete("rg-identities", "id-made-here");
    expect(emulator.control.resource(made.id ?? "")).toBeUndefined();
  });
});
