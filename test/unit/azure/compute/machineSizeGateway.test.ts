import { afterEach, describe, expect, it } from "vitest";
import { emulatedAzure, failureOf, never, subscriptionOf } from "../emulated";

const emulated = emulatedAzure();
const SKUS = /Microsoft\.Compute\/skus/;

afterEach(() => {
  emulated().emulator.control.clearInjections();
});

describe("the sizes of a region", () => {
  it("are those that the region offers to the subscription, with their vCPUs and memory", async () => {
    const west = await emulated().azure.machineSizes.list(subscriptionOf(), "West Europe", never());
    expect(west).toContainEqual({ name: "Standard_E8s_v5", vCpus: 8, memoryGiB: 64 });
    const names = west.map(({ name }) => name);
    expect(names).not.toContain("Standard_NC24ads_A100_v4");
    expect(names).not.toContain("Standard_D16s_v5");
    expect(names).not.toContain("Premium_LRS");
    const asia = await emulated().azure.machineSizes.list(subscriptionOf(), "southeastasia", never());
    expect(asia.map(({ name }) => name)).not.toContain("Standard_D4s_v5");
    expect(asia.map(({ name }) => name)).toContain("Standard_D16s_v5");
  });

  it("stand by name, with numbers in their order", async () => {
    const names = (await emulated().azure.machineSizes.list(subscriptionOf(), "eastus", never())).map(
      ({ name }) => name,
    );
    expect(names.indexOf("Standard_D2s_v5")).toBeLessThan(names.indexOf("Standard_D16s_v5"));
  });

  it("are those that can be understood: no name that is none, and no number that is none", async () => {
    const sku = (name: unknown, parts: object = {}) => ({
      resourceType: "virtualMachines",
      name,
      locations: ["westeurope"],
      ...parts,
    });
    const value = [
      sku("Standard_A1", { capabilities: [{ name: "vCPUs", value: "one" }, null], restrictions: [null, 7] }),
      sku("$(trash) [x](command:y)"),
      sku(7),
      null,
      sku("Standard_Elsewhere", { locations: ["eastus"] }),
      sku("Standard_Zoned", { restrictions: [{ type: "Zone", values: ["westeurope"] }] }),
      sku("Standard_E4-2s", {
        capabilities: [
          { name: "vCPUs", value: "4" },
          { name: "vCPUsAvailable", value: "2" },
          { name: "MemoryGB", value: "0.5" },
        ],
      }),
    ];
    emulated().emulator.control.inject({ method: "GET", path: SKUS, status: 200, body: { value } });
    expect(await emulated().azure.machineSizes.list(subscriptionOf(), "westeurope", never())).toEqual([
      { name: "Standard_A1", vCpus: undefined, memoryGiB: undefined },
      { name: "Standard_E4-2s", vCpus: 2, memoryGiB: 0.5 },
      { name: "Standard_Zoned", vCpus: undefined, memoryGiB: undefined },
    ]);
  });

  it("cannot be listed without the permission", async () => {
    const body = { error: { code: "AuthorizationFailed", message: "no" } };
    emulated().emulator.control.inject({ method: "GET", path: SKUS, status: 403, body });
    const listing = emulated().azure.machineSizes.list(subscriptionOf(), "westeurope", never());
    expect(await failureOf(listing)).toMatchObject({ reason: "forbidden" });
  });
});
