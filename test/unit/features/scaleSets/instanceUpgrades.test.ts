import { expect, it, vi } from "vitest";
import { AzureError } from "../../../../src/azure/azureError";
import { upgradeInstances } from "../../../../src/features/scaleSets/instanceUpgrades";
import { scaleSets } from "../../../emulator/src/estate/contosoMachines";
import { emulatedAzure } from "../../azure/emulated";
import { emulatedServices, targetsOf } from "../support/emulatedServices";

vi.mock("vscode", () => import("../support/fakeUser"));

const emulated = emulatedAzure();

it("an upgrade is said to be made also where the instances cannot be listed again", async () => {
  const services = emulatedServices(emulated());
  const [target] = await targetsOf(services, [scaleSets.webFrontend]);
  if (target === undefined) {
    throw new Error("not listed");
  }
  const scaleSetInstances = {
    upgrade: () => Promise.resolve(),
    list: () => Promise.reject(new AzureError({ reason: "network" })),
  };
  const upgrading = upgradeInstances({ ...services, scaleSetInstances }, target, []);
  await expect(upgrading).rejects.toMatchObject({ written: "yes" });
});
