import { describe, expect, it } from "vitest";
import { lazyGateway } from "../../../src/azure/loadLazily";

interface Gateway {
  read(name: string, signal: AbortSignal): Promise<string>;
  list(names: readonly string[]): AsyncIterable<string>;
}

class Shouting implements Gateway {
  private readonly ending = "!";
  read(name: string): Promise<string> {
    return Promise.resolve(name + this.ending);
  }
  async *list(names: readonly string[]): AsyncGenerator<string> {
    for (const name of names) {
      yield await this.read(name);
    }
  }
}

const never = new AbortController().signal;

function counted(load: () => Promise<Gateway> = () => Promise.resolve(new Shouting())) {
  const loads = { count: 0 };
  const gateway = lazyGateway<Gateway>(
    () => {
      loads.count += 1;
      return load();
    },
    { list: true },
  );
  return { gateway, loads };
}

describe("a gateway that is loaded when it is first called", () => {
  it("loads once for calls at the same time, and calls methods on what was loaded", async () => {
    const { gateway, loads } = counted();
    expect(loads.count).toBe(0);
    expect(await Promise.all([gateway.read("a", never), gateway.read("b", never)])).toEqual(["a!", "b!"]);
    expect(loads.count).toBe(1);
  });

  it("loads for a stream when its first item is asked for", async () => {
    const { gateway, loads } = counted();
    const stream = gateway.list(["a", "b"]);
    expect(loads.count).toBe(0);
    const items: string[] = [];
    for await (const item of stream) {
      items.push(item);
    }
    expect(items).toEqual(["a!", "b!"]);
    expect(loads.count).toBe(1);
  });

  it("ends the stream that it loaded when whoever reads it stops", async () => {
    const ended: string[] = [];
    const { gateway } = counted(() =>
      Promise.resolve({
        read: (name) => Promise.resolve(name),
        async *list(names) {
          try {
            yield* names;
            await Promise.resolve();
          } finally {
            ended.push("list");
          }
        },
      }),
    );
    for await (const item of gateway.list(["a", "b"])) {
      expect(item).toBe("a");
      break;
    }
    expect(ended).toEqual(["list"]);
  });

  it("loads again after a load that failed", async () => {
    let fails = true;
    const { gateway, loads } = counted(() =>
      fails ? Promise.reject(new Error("not there")) : Promise.resolve(new Shouting()),
    );
    await expect(gateway.read("a", never)).rejects.toThrow("not there");
    fails = false;
    expect(await gateway.read("a", never)).toBe("a!");
    expect(loads.count).toBe(2);
  });

  it("is no promise, so that it can be the outcome of one", async () => {
    const { gateway, loads } = counted();
    expect(await Promise.resolve(gateway)).toBe(gateway);
    expect(loads.count).toBe(0);
  });
});
