import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { machines, scaleSets } from "../src/estate/contosoMachines";
import { fabrikamScaleSets, fabrikamVms } from "../src/estate/fabrikamMachines";
import { deletedIdentity, identities } from "../src/estate/identitySeeds";
import { startEmulator } from "../src/emulator";
import { type Estate } from "../src/estate/estate";
import { largeEstate, lazyLargeEstate } from "../src/estate/largeEstate";
import { readEstate } from "../src/estate/readEstate";
import { services } from "../src/estate/serviceSeeds";
import { sampleEstate } from "../src/estate/sampleEstate";
import { objectAt, textAt, valueAt } from "../src/json";
import { parseId } from "../src/resourceId";
import { Store } from "../src/store";
import { seedStore } from "../src/seedStore";
import { testClient } from "./testClient";

const store = new Store();
seedStore(store, sampleEstate);
const vms = store.ofType("Microsoft.Compute/virtualMachines", "");
const sets = store.ofType("Microsoft.Compute/virtualMachineScaleSets", "");

describe("the sample estate", () => {
  it("has some sixty machines and scale sets in two tenants and six subscriptions", () => {
    expect(vms.length + sets.length).toBeGreaterThanOrEqual(58);
    expect(sampleEstate.tenants).toHaveLength(2);
    expect(new Set([...vms, ...sets].map(({ id }) => parseId(id)?.subscriptionId)).size).toBe(6);
  });

  it("has every identity state on virtual machines and on both kinds of scale set", () => {
    const states = new Set([...vms, ...sets].map(({ body }) => textAt(body["identity"], "type") ?? "none"));
    expect(states).toEqual(new Set(["none", "SystemAssigned", "UserAssigned", "SystemAssigned, UserAssigned"]));
  });

  it("has all the resources that it names, and each once", () => {
    const named = [machines, scaleSets, services, fabrikamVms, fabrikamScaleSets, identities].flatMap((group) =>
      Object.values(group),
    );
    expect(named.filter((id) => store.get(id) === undefined)).toEqual([]);
    expect(new Set(sampleEstate.resources.map(({ id }) => id.toLowerCase())).size).toBe(sampleEstate.resources.length);
  });

  it("has services that use identities which no machine uses", () => {
    const naming = (ids: readonly string[]): readonly string[] =>
      Object.values(identities).filter((identity) =>
        ids.some((id) => JSON.stringify(store.get(id)?.body).toLowerCase().includes(`"${identity.toLowerCase()}"`)),
      );
    const ofMachines = new Set(naming([...vms, ...sets].map(({ id }) => id)));
    const ofServicesOnly = naming(Object.values(services)).filter((identity) => !ofMachines.has(identity));
    expect(ofServicesOnly).toEqual([
      identities.storefront,
      identities.pipelines,
      identities.storageEncryption,
      identities.remediation,
      identities.cluster,
      identities.kubelet,
    ]);
  });

  it("refers to one identity that is gone, and to no other", () => {
    const referred = [...vms, ...sets].flatMap(({ body }) =>
      Object.keys(objectAt(body["identity"], "userAssignedIdentities") ?? {}),
    );
    const dead = referred.filter((id) => store.get(id) === undefined);
    expect(dead).toEqual([deletedIdentity]);
  });

  it("puts every machine into a group that exists", () => {
    const groups = new Set(store.ofType("Microsoft.Resources/resourceGroups", "").map(({ id }) => id.toLowerCase()));
    const lost = [...vms, ...sets].filter(({ id }) => !groups.has((parseId(id)?.parent ?? "").toLowerCase()));
    expect(lost).toEqual([]);
  });
});

describe("an estate in a file", () => {
  it("is read as it was written, and refused where something is missing", async () => {
    const folder = await mkdtemp(path.join(tmpdir(), "estate-"));
    const file = path.join(folder, "estate.json");
    await writeFile(file, JSON.stringify(sampleEstate));
    expect(await readEstate(file)).toEqual(JSON.parse(JSON.stringify(sampleEstate)));
    await writeFile(file, JSON.stringify({ tenants: [] }));
    await expect(readEstate(file)).rejects.toThrow("is no estate");
    await rm(folder, { recursive: true });
  });
});

describe("a large estate", () => {
  it("has the size that was asked for, spread over its subscriptions, and no reference to nothing", () => {
    const large = largeEstate({ subscriptions: 3, machines: 30, scaleSets: 6 });
    const filled = new Store();
    seedStore(filled, large);
    const found = filled.ofType("Microsoft.Compute/virtualMachines", "");
    expect(found).toHaveLength(30);
    expect(filled.ofType("Microsoft.Compute/virtualMachineScaleSets", "")).toHaveLength(6);
    for (const { subscriptionId } of large.subscriptions) {
      expect(filled.ofType("Microsoft.Compute/virtualMachines", `/subscriptions/${subscriptionId}`)).toHaveLength(10);
    }
    const referred = found.flatMap(({ body }) =>
      Object.keys(objectAt(body["identity"], "userAssignedIdentities") ?? {}),
    );
    expect(referred.length).toBeGreaterThan(0);
    expect(referred.filter((id) => filled.get(id) === undefined)).toEqual([]);
  });

  it("can be large and be made subscription by subscription, with the same resources", async () => {
    const size = { subscriptions: 3, machines: 31, scaleSets: 5 };
    const answers = async (seed: Estate): Promise<readonly unknown[]> => {
      const emulator = await startEmulator({ seed });
      const client = await testClient(emulator);
      const all: unknown[] = [];
      for (const { subscriptionId } of seed.subscriptions) {
        for (const type of ["Microsoft.Compute/virtualMachines", "Microsoft.Compute/virtualMachineScaleSets"]) {
          const path = `/subscriptions/${subscriptionId}/providers/${type}?api-version=2024-07-01`;
          all.push((await client.send("GET", path)).body);
        }
      }
      const query = { query: "resources | project id, type | order by id asc", options: { $top: 1000 } };
      const target = "/providers/Microsoft.ResourceGraph/resources?api-version=2024-04-01";
      all.push(valueAt((await client.send("POST", target, { body: query })).body, "data"));
      const [first] = seed.subscriptions;
      const one = `/subscriptions/${first?.subscriptionId ?? ""}/resourceGroups/rg-large`;
      emulator.control.remove(`${one}/providers/Microsoft.Compute/virtualMachines/vm-00000`);
      all.push(emulator.control.resource(`${one}/providers/Microsoft.Compute/virtualMachines/vm-00000`));
      await emulator.close();
      return all;
    };
    const [eager, lazy] = [await answers(largeEstate(size)), await answers(lazyLargeEstate(size))];
    expect(lazy).toEqual(eager);
    expect(eager.at(-1)).toBeUndefined();
  });
});
