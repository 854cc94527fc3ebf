import { afterEach, describe, expect, it, vi } from "vitest";
import { AzureError } from "../../../../src/azure/azureError";
import { Inventory } from "../../../../src/azure/inventory/inventory";
import { LazyReadings } from "../../../../src/azure/inventory/lazyReadings";
import { subscriptionOf } from "../emulated";

const ID = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/virtualMachineScaleSets/one";
const read = vi.fn<(subscription: unknown, id: string, signal: AbortSignal) => Promise<number>>();
const inventory = new Inventory(
  { list: () => Promise.resolve({ subscriptions: [], failures: [], hiddenByFilter: 0 }) },
  {
    listComputeResources: () => {
      throw new Error("nothing to list");
    },
    listUserAssignedIdentities: () => {
      throw new Error("nothing to list");
    },
  },
);
const readings = new LazyReadings<number>(read, inventory);

afterEach(() => {
  readings.forget(ID);
  read.mockReset();
});

describe("a lazy reading", () => {
  it("is asked for once, whatever the casing of the id, and known from then on", async () => {
    read.mockResolvedValue(3);
    expect(readings.known(ID)).toBeUndefined();
    const both = await Promise.all([
      readings.load(subscriptionOf(), ID),
      readings.load(subscriptionOf(), ID.toUpperCase()),
    ]);
    expect(both).toEqual([
      { kind: "read", value: 3 },
      { kind: "read", value: 3 },
    ]);
    expect(read).toHaveBeenCalledTimes(1);
    expect(readings.known(ID.toLowerCase())).toEqual({ kind: "read", value: 3 });
  });

  it("keeps an error as its answer until it is forgotten", async () => {
    const error = new AzureError({ reason: "network" });
    read.mockRejectedValueOnce(error).mockResolvedValueOnce(4);
    expect(await readings.load(subscriptionOf(), ID)).toEqual({ kind: "failed", error });
    expect(await readings.load(subscriptionOf(), ID)).toEqual({ kind: "failed", error });
    readings.forget(ID);
    expect(await readings.load(subscriptionOf(), ID)).toEqual({ kind: "read", value: 4 });
  });

  it("that is forgotten while it is under way is made again: whoever waits for it gets what holds, which is known then", async () => {
    const slow = Promise.withResolvers<number>();
    read.mockReturnValueOnce(slow.promise).mockResolvedValueOnce(7);
    const waiting = readings.load(subscriptionOf(), ID);
    readings.forget(ID);
    slow.resolve(6);
    expect(await waiting).toEqual({ kind: "read", value: 7 });
    expect(readings.known(ID)).toEqual({ kind: "read", value: 7 });
    expect(read).toHaveBeenCalledTimes(2);
  });

  it("tells whom it is about, and is stopped and forgotten when everything is listed anew", async () => {
    const told: (string | undefined)[] = [];
    const listening = readings.onDidChange((id) => told.push(id));
    read.mockResolvedValue(5);
    await readings.load(subscriptionOf(), ID);
    expect(told).toEqual([ID]);
    const signal = read.mock.lastCall?.[2];
    expect(signal?.aborted).toBe(false);
    inventory.reset();
    expect(signal?.aborted).toBe(true);
    expect(readings.known(ID)).toBeUndefined();
    expect(told).toEqual([ID, undefined]);
    listening.dispose();
  });
});
