import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AzureError } from "../../../../src/azure/azureError";
import type { ComputeResource } from "../../../../src/azure/compute/computeResource";
import { type ExtensionTarget, RetiredExtensions } from "../../../../src/azure/compute/extensionFindings";
import { retiredExtensionName } from "../../../../src/azure/compute/extensions";
import { Inventory } from "../../../../src/azure/inventory/inventory";
import { readComputeResource } from "../../../../src/azure/compute/readResource";
import { resourceIdKey } from "../../../../src/identity/resourceId";
import { machines, scaleSets } from "../../../emulator/src/estate/contosoMachines";
import { subscriptions } from "../../../emulator/src/estate/places";
import { emulatedAzure, errorOf, never } from "../emulated";

const emulated = emulatedAzure();
const options = { signal: never(), onProgress: () => undefined };
let inventory: Inventory;
let retired: RetiredExtensions;

beforeAll(async () => {
  const { azure } = emulated();
  inventory = new Inventory(azure.subscriptions, azure.inventory);
  await inventory.load();
  retired = new RetiredExtensions(azure.extensions, inventory);
});
afterAll(() => {
  retired.dispose();
  inventory.dispose();
});

const legacy = { publisher: "Microsoft.ManagedIdentity", type: "ManagedIdentityExtensionForLinux" };

function target(id: string): ExtensionTarget {
  for (const { subscription, resources } of inventory.subscriptions) {
    const resource = resources.get(resourceIdKey(id));
    if (resource) {
      return { subscription, resource };
    }
  }
  throw new Error(`not listed: ${id}`);
}

function machinesOfProduction(): ExtensionTarget[] {
  return inventory.subscriptions
    .filter(({ subscription }) => subscription.subscriptionId === subscriptions.production)
    .flatMap(({ subscription, resources }) =>
      [...resources.values()]
        .filter(({ kind }) => kind === "virtualMachine")
        .map((resource) => ({ subscription, resource })),
    );
}

describe("the retired extension", () => {
  it("is known by publisher and type in any casing, never by its name", () => {
    const upper = { publisher: "MICROSOFT.MANAGEDIDENTITY", type: "managedidentityextensionforwindows" };
    expect(retiredExtensionName({ name: "msi", properties: upper })).toBe("msi");
    const other = { publisher: "Contoso", type: "ManagedIdentityExtensionForLinux" };
    expect(retiredExtensionName({ name: "ManagedIdentityExtensionForLinux", properties: other })).toBeUndefined();
    expect(retiredExtensionName({ name: "x", properties: { ...legacy, type: "__proto__" } })).toBeUndefined();
    expect(retiredExtensionName("ManagedIdentityExtensionForLinux")).toBeUndefined();
  });

  it("of a machine is told by an answer with whole extensions, and by no other", () => {
    const read = (resources?: unknown): ComputeResource["retiredExtensions"] =>
      readComputeResource({ id: machines.plain, ...(resources === undefined ? {} : { resources }) })?.retiredExtensions;
    expect(read()).toBeUndefined();
    expect(read([{ id: `${machines.plain}/extensions/x` }])).toBeUndefined();
    expect(read([{ name: "x", properties: { type: "other" } }])).toEqual([]);
    expect(read([{ name: "x", properties: legacy }])).toEqual(["x"]);
  });

  it("of a scale set is told by the listing; of a machine it is not known before somebody looks", () => {
    expect(retired.state(target(scaleSets.legacyAgents).resource)).toEqual({
      kind: "carries",
      names: ["ManagedIdentityExtensionForWindows"],
    });
    expect(retired.state(target(scaleSets.webApi).resource)).toEqual({ kind: "none" });
    expect(retired.state(target(machines.legacy).resource)).toEqual({ kind: "unknown" });
  });

  it("is found by one request a machine, and by none for what is known", async () => {
    const targets = machinesOfProduction();
    const looks: number[] = [];
    const { carriers, failures } = await retired.find(targets, never(), (looked) => looks.push(looked));
    expect(carriers.map(({ resource }) => resource.id)).toEqual([machines.legacy]);
    expect(failures).toEqual([]);
    expect(looks).toHaveLength(targets.length);
    expect(emulated().armRequests()).toHaveLength(targets.length);
    await retired.find(targets, never(), () => undefined);
    expect(emulated().armRequests()).toHaveLength(targets.length);
  });

  it("is looked for on the others where one machine cannot be read", async () => {
    const { azure, emulator } = emulated();
    const search = new RetiredExtensions(azure.extensions, inventory);
    const error = { code: "AuthorizationFailed", message: "no" };
    emulator.control.inject({ path: /vm-web-bastion\/extensions/i, status: 403, body: { error } });
    const found = await search.find(machinesOfProduction(), never(), () => undefined);
    expect(found.carriers).toHaveLength(1);
    expect(
      found.failures.map(({ target: { resource }, error: { failure } }) => [resource.name, failure.reason]),
    ).toEqual([["vm-web-bastion", "forbidden"]]);
    search.dispose();
  });

  it("is no longer looked for once the user has had enough", async () => {
    const { azure } = emulated();
    const search = new RetiredExtensions(azure.extensions, inventory);
    const abort = new AbortController();
    const running = search.find(machinesOfProduction(), abort.signal, () => {
      abort.abort();
    });
    expect((await errorOf(running)).failure).toEqual({ reason: "cancelled", sent: false });
    expect(emulated().armRequests().length).toBeLessThan(machinesOfProduction().length);
    search.dispose();
  });

  it("is removed from a machine and from the model of a set, and looked for again", async () => {
    expect(await retired.remove(target(machines.legacy), options)).toEqual({ kind: "none" });
    expect(await retired.remove(target(scaleSets.legacyAgents), options)).toEqual({ kind: "none" });
    expect(retired.state(target(scaleSets.legacyAgents).resource)).toEqual({ kind: "none" });
    const { control } = emulated().emulator;
    expect(control.resource(`${machines.legacy}/extensions/ManagedIdentityExtensionForLinux`)).toBeUndefined();
    expect(JSON.stringify(control.resource(scaleSets.legacyAgents))).not.toContain("ManagedIdentityExtension");
  });

  it("is said to be removed where the look afterwards fails, and to be open where one of several was", async () => {
    const subject = target(machines.plain);
    const lost = () => Promise.reject(new AzureError({ reason: "network" }));
    const gateway = (names: readonly (readonly string[])[], removals: readonly (() => Promise<void>)[]) => {
      const [looks, ends] = [[...names], [...removals]];
      return new RetiredExtensions(
        {
          listSuspects: () => Promise.resolve([]),
          listRetired: () => {
            const found = looks.shift();
            return found === undefined ? lost() : Promise.resolve(found);
          },
          remove: () => (ends.shift() ?? lost)(),
        },
        inventory,
      );
    };
    const done = () => Promise.resolve();
    const refused = () => Promise.reject(new AzureError({ reason: "conflict" }).ofWrite("no"));
    const written = async (findings: RetiredExtensions) => {
      const error = await errorOf(findings.remove(subject, options));
      findings.dispose();
      return error.written;
    };
    expect(await written(gateway([["a"]], [done]))).toBe("yes");
    expect(await written(gateway([["a", "b"]], [done, refused]))).toBe("maybe");
    expect(await written(gateway([["a", "b"]], [refused]))).toBe("no");
    expect(await written(gateway([], []))).toBeUndefined();
  });
});
