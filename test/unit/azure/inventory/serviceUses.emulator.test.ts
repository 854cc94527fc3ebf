import { describe, expect, it, vi } from "vitest";
import { FederatedCredentials } from "../../../../src/azure/identities/federatedCredentials";
import { IdentityUsages, usageVerdict } from "../../../../src/azure/inventory/identityUsage";
import { Inventory } from "../../../../src/azure/inventory/inventory";
import type { ServiceUse } from "../../../../src/azure/inventory/serviceUse";
import { ServiceUses } from "../../../../src/azure/inventory/serviceUses";
import { UsageIndex } from "../../../../src/azure/inventory/usageIndex";
import { identities, idsOf } from "../../../emulator/src/estate/identitySeeds";
import { services } from "../../../emulator/src/estate/serviceSeeds";
import { emulatedAzure } from "../emulated";

const GRAPH = /Microsoft\.ResourceGraph/;
const emulated = emulatedAzure();
const never = new AbortController().signal;

function usages(isOn = true) {
  const { azure } = emulated();
  const inventory = new Inventory(azure.subscriptions, azure.inventory);
  const usage = new UsageIndex(inventory);
  const serviceUses = new ServiceUses(azure.serviceUses, inventory, () => isOn);
  const federatedCredentials = new FederatedCredentials(azure.federatedCredentials, inventory);
  const all = new IdentityUsages(usage, serviceUses, federatedCredentials);
  const verdict = (id: string): string => usageVerdict(all.of({ id, principalId: idsOf(id).principalId }));
  const looked = async (id: string): Promise<string> => {
    await inventory.load();
    const owner = inventory.subscriptions.find(({ subscription }) => id.includes(subscription.subscriptionId));
    if (owner !== undefined) {
      await federatedCredentials.load(owner.subscription, id);
    }
    return verdict(id);
  };
  return { inventory, serviceUses, verdict, looked };
}

const names = (uses: readonly ServiceUse[]): readonly string[] => uses.map(({ id }) => id);

describe("who uses identities beyond machines, by Azure Resource Graph", () => {
  it("finds every kind of resource that carries one, once, in whatever spelling", async () => {
    const { serviceUses } = usages();
    await serviceUses.load();
    expect(names(serviceUses.usesOf(identities.storefront))).toEqual([
      services.storefront,
      services.catalog,
      services.orderFunctions,
    ]);
    expect(names(serviceUses.usesOf(identities.pipelines))).toEqual([services.dataFactory, services.deploymentScript]);
    expect(serviceUses.current).toMatchObject({ services: "whole", grantees: "whole", failures: [] });
  });

  it("finds what only names one: the nodes of a cluster, an encryption", async () => {
    const { serviceUses } = usages();
    await serviceUses.load();
    expect(serviceUses.usesOf(identities.kubelet)).toMatchObject([{ id: services.cluster, how: "names" }]);
    expect(serviceUses.usesOf(identities.cluster)).toMatchObject([{ id: services.cluster, how: "carries" }]);
    expect(names(serviceUses.usesOf(identities.storageEncryption))).toEqual([services.encryptedStorage]);
  });

  it("finds the assignment of a policy", async () => {
    const { serviceUses } = usages();
    await serviceUses.load();
    expect(serviceUses.usesOf(identities.remediation)).toMatchObject([
      { id: services.policyAssignment, type: "microsoft.authorization/policyassignments" },
    ]);
  });

  it("leaves machines and scale sets to the listing", async () => {
    const { serviceUses } = usages();
    await serviceUses.load();
    const types = [...serviceUses.current.uses.values()].flat().map(({ type }) => type);
    expect(types).not.toContain("microsoft.compute/virtualmachines");
    expect(types).not.toContain("microsoft.compute/virtualmachinescalesets");
  });

  it("tells what the service says is associated with an identity", async () => {
    const { inventory } = usages();
    const { azure } = emulated();
    await inventory.load();
    const [owner] = inventory.subscriptions.filter(({ subscription }) =>
      identities.storefront.includes(subscription.subscriptionId),
    );
    if (owner === undefined) {
      throw new Error("it is visible");
    }
    const { items, isWhole } = await azure.serviceUses.listAssociated(owner.subscription, identities.storefront, never);
    expect(isWhole).toBe(true);
    expect(items.map(({ id }) => id)).toContain(services.storefront);
  });

  it("reads on while there are more pages, and waits where the quota is used up", async () => {
    const { emulator } = emulated();
    const id = (index: number): string =>
      services.storefront.replace("app-storefront", `app-${String(index).padStart(4, "0")}`);
    for (let index = 0; index < 1_500; index++) {
      const userAssignedIdentities = { [identities.unused]: {} };
      emulator.control.put(id(index), { identity: { type: "UserAssigned", userAssignedIdentities } });
    }
    emulator.control.inject({
      path: GRAPH,
      status: 429,
      headers: { "retry-after": "0" },
      body: { error: { code: "RateLimiting", message: "Too many." } },
      times: 3,
    });
    const { serviceUses } = usages();
    await serviceUses.load();
    expect(serviceUses.usesOf(identities.unused)).toHaveLength(1_500);
    expect(serviceUses.current.services).toBe("whole");
    for (let index = 0; index < 1_500; index++) {
      emulator.control.remove(id(index));
    }
  });
});

describe("whether an identity is called unused", () => {
  it("is not decided by machines alone", async () => {
    const { inventory, serviceUses, verdict } = usages();
    await inventory.load();
    expect(verdict(identities.storefront)).toBe("noUseFound");
    await serviceUses.load();
    expect(verdict(identities.storefront)).toBe("used");
  });

  it("is only where everything that could know was asked and agrees", async () => {
    const { inventory, serviceUses, verdict, looked } = usages();
    await inventory.load();
    await serviceUses.load();
    expect(verdict(identities.unused)).toBe("noUseFound");
    expect(await looked(identities.unused)).toBe("unused");
  });

  it("is not where Azure Resource Graph refuses, does not exist, or is not to be asked", async () => {
    const { emulator } = emulated();
    for (const status of [403, 404]) {
      emulator.control.inject({ path: GRAPH, status, body: { error: { code: "X", message: "" } }, times: 100 });
      const { serviceUses, looked } = usages();
      await serviceUses.load();
      expect(await looked(identities.unused)).toBe("noUseFound");
      expect(serviceUses.current.services).toBe("failed");
      emulator.control.clearInjections();
    }
    const { serviceUses, inventory, looked } = usages(false);
    await inventory.load();
    emulator.control.clearRequests();
    await serviceUses.load();
    expect(emulator.control.requests()).toEqual([]);
    expect(await looked(identities.unused)).toBe("noUseFound");
  });

  it("is not where the service has left rows out", async () => {
    const { emulator } = emulated();
    const body = { totalRecords: 2, count: 1, resultTruncated: "true", facets: [], data: [] };
    emulator.control.inject({ path: GRAPH, status: 200, body, times: 100 });
    const { serviceUses, looked } = usages();
    await serviceUses.load();
    expect(await looked(identities.unused)).toBe("noUseFound");
  });

  it("is not where it has role assignments or federated credentials: it is used from outside", async () => {
    const { emulator } = emulated();
    const credential = `${identities.unused}/federatedIdentityCredentials/github`;
    emulator.control.put(credential, { properties: { issuer: "https://i", subject: "s", audiences: ["a"] } });
    const trusted = usages();
    await trusted.serviceUses.load();
    expect(await trusted.looked(identities.unused)).toBe("usedFromOutside");
    emulator.control.remove(credential);
    const assignment = `/subscriptions/${identities.unused.split("/")[2] ?? ""}/providers/Microsoft.Authorization/roleAssignments/00000000-0000-4000-8000-00000000a001`;
    const { principalId } = idsOf(identities.unused);
    emulator.control.put(assignment, { properties: { principalId, principalType: "ServicePrincipal", scope: "/" } });
    const granted = usages();
    await granted.serviceUses.load();
    expect(granted.verdict(identities.unused)).toBe("usedFromOutside");
    emulator.control.remove(assignment);
  });

  it("is not where the user's own filter hides subscriptions", async () => {
    const running = emulated();
    running.filter = [`${running.emulator.credentials.tenantId}/${identities.unused.split("/")[2] ?? ""}`];
    const { inventory, serviceUses, looked } = usages();
    await serviceUses.load();
    const hidden = inventory.state.kind === "loaded" ? inventory.state.listing.hiddenByFilter : 0;
    running.filter = [];
    expect(hidden).toBeGreaterThan(0);
    expect(await looked(identities.unused)).toBe("noUseFound");
  });

  it("is asked anew once everything is listed anew", async () => {
    const { emulator } = emulated();
    const { inventory, serviceUses, verdict } = usages();
    await inventory.load();
    await serviceUses.load();
    const web = services.storefront.replace("app-storefront", "app-new");
    const userAssignedIdentities = { [identities.unused]: {} };
    emulator.control.put(web, { identity: { type: "UserAssigned", userAssignedIdentities } });
    expect(verdict(identities.unused)).toBe("noUseFound");
    await inventory.refresh();
    await vi.waitFor(() => {
      expect(serviceUses.current.services).toBe("whole");
    });
    expect(verdict(identities.unused)).toBe("used");
    emulator.control.remove(web);
  });
});
