import { describe, expect, it } from "vitest";
import { instancesBehind } from "../../../../src/azure/compute/scaleSetInstances";
import { machines, scaleSets } from "../../../emulator/src/estate/contosoMachines";
import { emulatedAzure, failureOf, never, subscriptionOf } from "../emulated";

const emulated = emulatedAzure({ pageSize: 2 });
const options = (signal: AbortSignal = never()) => ({ signal, onProgress: () => undefined });

describe("the instances of a scale set", () => {
  it("come over all pages, each with whether it runs the latest model", async () => {
    const listing = await emulated().azure.scaleSetInstances.list(subscriptionOf(), scaleSets.legacyAgents, never());
    expect(listing.isWhole).toBe(true);
    expect(listing.instances.map(({ instanceId, name, model }) => [instanceId, name, model])).toEqual([
      ["0", "vmss-legacy-agents_0", "latest"],
      ["1", "vmss-legacy-agents_1", "latest"],
      ["2", "vmss-legacy-agents_2", "behind"],
    ]);
    expect(instancesBehind(listing).map(({ instanceId }) => instanceId)).toEqual(["2"]);
  });

  it("are of an unknown model where the service does not say", async () => {
    const path = new RegExp(`${scaleSets.webCanary}/virtualMachines`, "i");
    const value = [{ instanceId: "0", properties: {} }, { instanceId: "1" }, { name: "without an instance id" }];
    emulated().emulator.control.inject({ path, status: 200, body: { value } });
    const { instances } = await emulated().azure.scaleSetInstances.list(subscriptionOf(), scaleSets.webCanary, never());
    expect(instances).toMatchObject([
      { instanceId: "0", name: "0", model: "unknown" },
      { instanceId: "1", model: "unknown" },
    ]);
  });

  it("are brought to the latest model, and no other", async () => {
    const { azure, emulator } = emulated();
    const body = { properties: { virtualMachineProfile: { licenseType: "None" } } };
    emulator.control.patchAsThirdParty(scaleSets.webFrontend, body);
    for (const index of [0, 1, 2]) {
      const id = `${scaleSets.webFrontend}/virtualMachines/${index}`;
      emulator.control.put(id, { properties: { latestModelApplied: false } });
    }
    await azure.scaleSetInstances.upgrade(subscriptionOf(), scaleSets.webFrontend, ["0", "2"], options());
    const after = await azure.scaleSetInstances.list(subscriptionOf(), scaleSets.webFrontend, never());
    expect(after.instances.map(({ model }) => model)).toEqual(["latest", "behind", "latest"]);
    const upgrades = emulated()
      .armRequests()
      .filter(({ method }) => method === "POST");
    expect(upgrades).toHaveLength(1);
  });

  it("are not asked for on what is no scale set", async () => {
    const list = emulated().azure.scaleSetInstances.list(subscriptionOf(), machines.plain, never());
    expect(await failureOf(list)).toEqual({ reason: "invalid", target: "resourceId" });
    expect(emulated().armRequests()).toEqual([]);
  });

  it("tell a failed upgrade by its code", async () => {
    const { azure, emulator } = emulated();
    const path = /manualupgrade/;
    emulator.control.inject({ path, failOperation: { code: "Conflict", message: "busy" } });
    const failing = azure.scaleSetInstances.upgrade(subscriptionOf(), scaleSets.webFrontend, ["0"], options());
    expect(await failureOf(failing)).toEqual({ reason: "conflict" });
  });
});
