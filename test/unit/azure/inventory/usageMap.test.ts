import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AzureError } from "../../../../src/azure/azureError";
import { usageMap } from "../../../../src/azure/inventory/usageMap";
import { resourceIdKey } from "../../../../src/identity/resourceId";
import { fakeSubscription, identityId, listed, machine } from "./inventoryFakes";

const [first, second] = [fakeSubscription(1), fakeSubscription(2)];
const shared = identityId(first, "id-shared");

const namesOf = (map: ReturnType<typeof usageMap>, id: string) =>
  map.uses.get(resourceIdKey(id))?.map(({ resource }) => resource.name);

describe("the usage map", () => {
  it("finds the resources of every subscription, by name, whatever the casing of the id", () => {
    const map = usageMap([
      listed(first, [machine(first, "vm-b", [shared.toUpperCase()]), machine(first, "vm-none", [])]),
      listed(second, [machine(second, "VM-a", [shared.replace("resourceGroups", "resourcegroups")])]),
    ]);
    expect(namesOf(map, shared)).toEqual(["VM-a", "vm-b"]);
    expect(map.uses.get(resourceIdKey(shared))?.map(({ subscription }) => subscription)).toEqual([second, first]);
    expect(map.coverage).toEqual({ kind: "complete" });
  });

  it("keeps the spelling of each resource", () => {
    const map = usageMap([listed(first, [machine(first, "vm", [shared.toUpperCase()])])]);
    expect(map.uses.get(resourceIdKey(shared))?.[0]?.spelling).toBe(shared.toUpperCase());
  });

  it("says that it is not complete while a listing runs, after one has failed, and where a block is not understood", () => {
    const running = listed(first, []);
    running.listings.scaleSet = { kind: "loading" };
    expect(usageMap([running, listed(second, [])]).coverage).toEqual({ kind: "listing" });
    const failed = listed(first, [machine(first, "vm", "unreadable")]);
    failed.listings.virtualMachine = { kind: "failed", error: new AzureError({ reason: "serverError" }) };
    expect(usageMap([failed]).coverage).toEqual({ kind: "partial", failedListings: 1, unreadable: 1 });
  });

  it("does not ask whether identities are listed: uses come from resources alone", () => {
    const entry = listed(first, []);
    entry.listings.userAssignedIdentity = { kind: "failed", error: new AzureError({ reason: "serverError" }) };
    expect(usageMap([entry]).coverage).toEqual({ kind: "complete" });
  });

  it("holds each pair of a resource and an identity exactly once", () => {
    const ids = ["a", "b", "c"].map((name) => identityId(first, name));
    const carries = fc.uniqueArray(fc.constantFrom(...ids));
    fc.assert(
      fc.property(fc.array(carries, { maxLength: 20 }), (all) => {
        const machines = all.map((each, index) => machine(first, `vm-${index}`, each));
        const { uses } = usageMap([listed(first, machines)]);
        const pairs = [...uses].flatMap(([key, found]) => found.map(({ resource }) => `${resource.name} ${key}`));
        const expected = machines.flatMap(({ name }, index) =>
          (all[index] ?? []).map((id) => `${name} ${resourceIdKey(id)}`),
        );
        expect(pairs.sort()).toEqual(expected.sort());
      }),
    );
  });
});
