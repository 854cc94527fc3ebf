import { describe, expect, it } from "vitest";
import { readComputeResource, readUserAssignedIdentity } from "../../../../src/azure/compute/readResource";
import { machines, scaleSets } from "../../../emulator/src/estate/contosoMachines";
import { identities, idsOf } from "../../../emulator/src/estate/identitySeeds";
import { emulatedAzure, never, subscriptionOf } from "../emulated";
import { subscriptions } from "../../../emulator/src/estate/places";

const VM = "/subscriptions/s1/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/vm1";
const SET = "/subscriptions/s1/resourceGroups/rg/providers/Microsoft.Compute/virtualMachineScaleSets/set1";
const IDENTITY = "/subscriptions/s1/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id1";
const owner = (type: string): string => `/subscriptions/s1/resourceGroups/rg/providers/${type}/x`;

const dependents = (body: object) => readComputeResource({ id: VM, ...body })?.dependents;

describe("the manager of a machine", () => {
  it.each([
    [{ tags: { "aks-managed-poolName": "p" } }, "kubernetes"],
    [{ tags: { "AKS-Managed-x": "" } }, "kubernetes"],
    [{ id: VM.replace("/rg/", "/MC_rg_cluster_westeurope/") }, "kubernetes"],
    [{ id: VM.replace("/rg/", "/mc_notes/") }, undefined],
    [{ tags: { Vendor: "Databricks" } }, "databricks"],
    [{ tags: { vendor: "another" } }, undefined],
    [{ tags: { BatchAccountName: "b", PoolName: "p" } }, "batch"],
    [{ tags: { PoolName: "p" } }, undefined],
    [{ id: VM.replace("/rg/", "/SFC_01234567-89ab-cdef-0123-456789abcdef/") }, "serviceFabric"],
    [{ managedBy: owner("Microsoft.Solutions/applications") }, "managedApplication"],
    [{ managedBy: owner("microsoft.databricks/workspaces") }, "databricks"],
    [{ managedBy: owner("Microsoft.Batch/batchAccounts") }, "batch"],
    [{ managedBy: owner("Microsoft.ContainerService/managedClusters") }, "kubernetes"],
    [{ managedBy: owner("Microsoft.ServiceFabric/managedClusters") }, "serviceFabric"],
    [{ managedBy: owner("Contoso.Any/things") }, "other"],
    [{ properties: { managedBy: SET } }, undefined],
    [{ managedBy: "nonsense" }, undefined],
    [{ managedBy: 7, tags: ["aks-managed-x"] }, undefined],
    [{ tags: null }, undefined],
  ])("is read from %j as %s", (body, service) => {
    expect(dependents(body)?.manager?.service).toBe(service);
  });
});

describe("the identity of disk encryption", () => {
  const profile = (id: unknown) => ({
    securityProfile: { encryptionIdentity: { userAssignedIdentityResourceId: id } },
  });

  it("is read of machines and of models of scale sets, and only where it is one", () => {
    expect(dependents({ properties: profile(IDENTITY) })?.encryptionIdentityId).toBe(IDENTITY);
    const set = readComputeResource({ id: SET, properties: { virtualMachineProfile: profile(IDENTITY) } });
    expect(set?.dependents?.encryptionIdentityId).toBe(IDENTITY);
    for (const wrong of [VM, "nonsense", 7, null, {}]) {
      expect(dependents({ properties: profile(wrong) })).toBeUndefined();
    }
  });
});

describe("extensions that use an identity", () => {
  function needs(publisher: string, type: string, settings: unknown) {
    const extension = { name: "x", properties: { publisher, type, settings } };
    return dependents({ resources: [extension] })?.extensions[0]?.needs;
  }
  const monitor = (name: unknown, value: unknown) =>
    needs("Microsoft.Azure.Monitor", "AzureMonitorWindowsAgent", {
      authentication: { managedIdentity: { "identifier-name": name, "identifier-value": value } },
    });

  it.each([
    ["Microsoft.Azure.ActiveDirectory", "AADSSHLoginForLinux"],
    ["microsoft.azure.activedirectory", "aadloginforwindows"],
    ["Microsoft.GuestConfiguration", "ConfigurationforLinux"],
    ["Microsoft.GuestConfiguration", "ConfigurationforWindows"],
  ])("of %s, %s need the system-assigned one", (publisher, type) => {
    expect(needs(publisher, type, undefined)).toEqual({ kind: "systemAssigned" });
  });

  it("name one in their settings, or get the default", () => {
    expect(monitor("mi_res_id", IDENTITY)).toEqual({ kind: "userAssigned", by: "id", value: IDENTITY });
    expect(monitor("client_id", "c")).toEqual({ kind: "userAssigned", by: "clientId", value: "c" });
    expect(monitor("object_id", "p")).toEqual({ kind: "userAssigned", by: "principalId", value: "p" });
    expect(monitor("mi_res_id", "nonsense")).toEqual({ kind: "default" });
    expect(monitor("quantum", "x")).toEqual({ kind: "default" });
    expect(monitor({}, [])).toEqual({ kind: "default" });
    const vault = (settings: unknown) => needs("Microsoft.Azure.KeyVault", "KeyVaultForLinux", settings);
    expect(vault({ authenticationSettings: { msiClientId: "c" } })).toEqual({
      kind: "userAssigned",
      by: "clientId",
      value: "c",
    });
    expect(vault("text")).toEqual({ kind: "default" });
  });

  it("are no others, and nothing that cannot be read", () => {
    expect(needs("Contoso", "AADSSHLoginForLinux", {})).toBeUndefined();
    for (const resources of [null, "text", {}, [null, 7, {}, { name: "x" }, { name: 7, properties: [] }]]) {
      expect(dependents({ resources })).toBeUndefined();
    }
  });
});

describe("the limits of an identity", () => {
  const limits = (properties: object) =>
    readUserAssignedIdentity({ id: IDENTITY, location: "westeurope", properties })?.limits;

  it("are its region and the providers that it is restricted to", () => {
    const location = "westeurope";
    expect(limits({ isolationScope: "regional" })).toEqual({ location, isRegional: true, providers: undefined });
    expect(limits({ assignmentRestrictions: { providers: ["Microsoft.Web"] } })).toEqual({
      location,
      isRegional: false,
      providers: ["Microsoft.Web"],
    });
    expect(limits({ isolationScope: "None" })).toBeUndefined();
    expect(limits({ assignmentRestrictions: { providers: [] } })).toBeUndefined();
    expect(limits({ assignmentRestrictions: { providers: ["Microsoft.Web", 7] } })).toBeUndefined();
    expect(limits({ isolationScope: 7, assignmentRestrictions: "x" })).toBeUndefined();
  });
});

describe("over the wire", () => {
  const get = emulatedAzure();
  const staging = subscriptionOf(subscriptions.staging);

  it("one GET of a machine tells all that depends on its identities", async () => {
    const { resource } = await get().azure.compute.read(staging, machines.monitored, never());
    expect(get().armRequests()).toHaveLength(1);
    expect(resource.dependents?.encryptionIdentityId?.toLowerCase()).toBe(identities.secrets.toLowerCase());
    expect(resource.dependents?.extensions.map(({ purpose, needs }) => [purpose, needs.kind])).toEqual([
      ["entraSignIn", "systemAssigned"],
      ["machineConfiguration", "systemAssigned"],
      ["azureMonitor", "userAssigned"],
      ["keyVault", "userAssigned"],
    ]);
    expect(resource.dependents?.extensions.at(-1)?.needs).toMatchObject({ value: idsOf(identities.secrets).clientId });
  });

  it("the nodes of a cluster are known, and so is an identity that is regional", async () => {
    const { resource } = await get().azure.compute.read(staging, scaleSets.nodes, never());
    expect(resource.dependents?.manager?.service).toBe("kubernetes");
    const found = [];
    for await (const page of get().azure.inventory.listUserAssignedIdentities(staging, never())) {
      found.push(...page.items);
    }
    expect(found.find(({ id }) => id === identities.stagingApp)?.limits).toMatchObject({ isRegional: true });
  });
});
