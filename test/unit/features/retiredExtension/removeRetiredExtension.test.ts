import { beforeEach, describe, expect, it, vi } from "vitest";
import { removeRetired } from "../../../../src/features/retiredExtension/removeRetiredExtension";
import { scaleSets } from "../../../emulator/src/estate/contosoMachines";
import { groups } from "../../../emulator/src/estate/groupSeeds";
import { computeId } from "../../../emulator/src/estate/machineSeeds";
import { withValue } from "../../../emulator/src/json";
import { emulatedAzure } from "../../azure/emulated";
import { emulatedServices, targetsOf } from "../support/emulatedServices";
import { user } from "../support/fakeUser";

vi.mock("vscode", () => import("../support/fakeUser"));

const emulated = emulatedAzure();
const set = scaleSets.batchWorkers;
const instance = computeId(groups.batch, "virtualMachines", "vmss-batch-workers_1b2c3d4e");
const extension = {
  name: "msi",
  location: "northeurope",
  properties: { publisher: "Microsoft.ManagedIdentity", type: "ManagedIdentityExtensionForLinux" },
};

beforeEach(() => {
  user.reset();
  user.answers.set(/^Remove the retired/, { button: "Remove" });
});

describe("removing the retired extension", () => {
  it("reaches the instances of a Flexible scale set also where the listing is emptied meanwhile", async () => {
    const { control } = emulated().emulator;
    const path = ["properties", "virtualMachineProfile", "extensionProfile", "extensions"] as const;
    control.put(set, withValue(control.resource(set) ?? {}, path, [extension]));
    control.put(`${instance}/extensions/msi`, extension);
    const services = emulatedServices(emulated());
    const targets = await targetsOf(services, [set]);
    const look = services.retiredExtensions.look.bind(services.retiredExtensions);
    vi.spyOn(services.retiredExtensions, "look").mockImplementationOnce(async (...args) => {
      const looked = await look(...args);
      services.inventory.reset();
      return looked;
    });
    await removeRetired(services, targets);
    expect(control.resource(`${instance}/extensions/msi`)).toBeUndefined();
    expect(JSON.stringify(control.resource(set))).not.toContain("ManagedIdentityExtensionForLinux");
    expect(user.told.at(-1)?.level).toBe("information");
  });
});
