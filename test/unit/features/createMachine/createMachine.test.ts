import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { ComputeResourceKind } from "../../../../src/identity/computeResourceType";
import { orderMachine } from "../../../../src/features/createMachine/createMachine";
import { deployOrder } from "../../../../src/features/createMachine/deployTemplate";
import { PromptCancelled } from "../../../../src/ui/prompts";
import { groupId, groups } from "../../../emulator/src/estate/groupSeeds";
import { computeId } from "../../../emulator/src/estate/machineSeeds";
import { emulatedAzure } from "../../azure/emulated";
import { emulatedServices } from "../support/emulatedServices";
import { user } from "../support/fakeUser";
import { fakeWizard, Refused } from "../support/fakeWizard";

vi.mock("vscode", () => import("../support/fakeUser"));

const emulated = emulatedAzure();
const network = (name: string): string =>
  `${groupId(groups.web)}/providers/Microsoft.Network/virtualNetworks/${name}-vnet`;
const nic = (name: string): string =>
  `${groupId(groups.web)}/providers/Microsoft.Network/networkInterfaces/${name}-nic`;
const TYPES = { virtualMachine: "virtualMachines", scaleSet: "virtualMachineScaleSets" } as const;

function servicesFor(name: string) {
  const ui = fakeWizard([
    [/^Subscription/, "Contoso Production"],
    [/^Resource group/, groups.web.group],
    [/^Region/, "West Europe"],
    [/^Image/, "Ubuntu Server 24.04"],
    [/^Name of the new/, name],
    [/^How the administrator signs in/, "Password"],
    [/^Administrator password|^Enter the password again/, "Not-2-be-seen"],
    [/^Network/, "New network"],
  ]);
  return { ...emulatedServices(emulated()), ui };
}

async function create(name: string, kind: ComputeResourceKind): Promise<void> {
  const services = servicesFor(name);
  await deployOrder(services, await orderMachine(services, kind, undefined));
}

/** Something of an earlier machine, with what was set on it since. */
function leave(id: string): unknown {
  emulated().emulator.control.put(id, {
    location: "westeurope",
    tags: { kept: "yes" },
    properties: { subnets: [{ name: "grown", id: `${id}/subnets/grown`, properties: {} }], dhcpOptions: {} },
  });
  return emulated().emulator.control.resource(id);
}

const stored = (id: string): unknown => emulated().emulator.control.resource(id);

beforeEach(() => {
  user.reset();
  user.choices.set(/^Create .* in rg-web-prod$/, /Deploy/);
});
afterEach(() => {
  vi.restoreAllMocks();
});

describe("creating a machine", () => {
  it.each(["virtualMachine", "scaleSet"] as const)(
    "leaves the network of an earlier %s of its name as it is, and makes another",
    async (kind) => {
      const name = `again-${kind.toLowerCase()}`;
      const before = leave(network(name));
      await create(name, kind);
      expect(stored(network(name))).toEqual(before);
      expect(stored(`${network(name)}-2`)).toBeDefined();
      expect(JSON.stringify(stored(computeId(groups.web, TYPES[kind], name)))).toContain(
        kind === "scaleSet" ? `${name}-vnet-2/subnets/default` : `${name}-nic-2`,
      );
      expect(user.texts().at(-1)).toMatch(/\(verified\)\.$/);
    },
  );

  it("leaves the interface of an earlier machine as it is too, however often that was made", async () => {
    const before = [nic("often"), `${nic("often")}-2`].map(leave);
    await create("often", "virtualMachine");
    expect([stored(nic("often")), stored(`${nic("often")}-2`)]).toEqual(before);
    expect(JSON.stringify(stored(computeId(groups.web, "virtualMachines", "often")))).toContain("often-nic-3");
  });

  it("takes the plain names where they are free", async () => {
    await create("fresh", "virtualMachine");
    expect(stored(network("fresh"))).toBeDefined();
    expect(stored(nic("fresh"))).toBeDefined();
  });

  it.each(["virtualMachine", "scaleSet"] as const)(
    "takes no name of a %s that is there, also where the listing does not hold it",
    async (kind) => {
      const name = `unlisted-${kind.toLowerCase()}`;
      const id = computeId(groups.web, TYPES[kind], name);
      const services = servicesFor(name);
      await services.inventory.load();
      const before = leave(id);
      await expect(orderMachine(services, kind, undefined)).rejects.toThrow(Refused);
      expect(stored(id)).toEqual(before);
    },
  );

  it.each([
    ["the machine", computeId(groups.web, "virtualMachines", "late")],
    ["its network", network("late")],
    ["its interface", nic("late")],
  ])("deploys nothing where %s has been made since the review", async (_, id) => {
    const services = servicesFor("late");
    const reviewed = await orderMachine(services, "virtualMachine", undefined);
    const before = leave(id);
    await expect(deployOrder(services, reviewed)).rejects.toThrow(PromptCancelled);
    expect(stored(id)).toEqual(before);
    expect(
      emulated()
        .emulator.control.requests()
        .some(({ method }) => method === "PUT"),
    ).toBe(false);
    expect(user.texts().at(-1)).toMatch(/^Nothing was deployed: late.* was created in rg-web-prod in the meantime/);
    emulated().emulator.control.remove(id);
  });
});
