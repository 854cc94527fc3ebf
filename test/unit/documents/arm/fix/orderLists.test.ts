import { describe, expect, it } from "vitest";
import { OrderLists } from "../../../../../src/documents/arm/fix/orderLists";
import type { ContainerNode, Slot } from "../../../../../src/documents/arm/syntax/syntaxNodes";

const list = (container: number): ContainerNode => ({ kind: "array", container, start: container * 100, end: 0 });
const element = (start: number): Slot => ({
  start,
  end: start + 1,
  key: undefined,
  name: "",
  value: undefined,
  comma: -1,
});

describe("lists that give an order", () => {
  const lists = new OrderLists();
  const [first, second] = [list(1), list(2)];
  const slots = [110, 120, 130, 210].map(element);
  for (const [at, key] of ["a", "b", "c", "c"].entries()) {
    const slot = slots[at];
    if (slot !== undefined) {
      lists.add(at < 3 ? first : second, slot, key);
    }
  }

  it("tell which of their elements have one of several names, in the order of the text", () => {
    const found = lists.naming(new Set(["c", "a"])).map(({ list: of, gone, keys }) => ({
      of: of.container,
      at: gone.map(({ start }) => start),
      keys: [...keys].sort(),
    }));
    expect(found).toHaveLength(2);
    expect(found).toContainEqual({ of: 1, at: [110, 130], keys: ["a", "c"] });
    expect(found).toContainEqual({ of: 2, at: [210], keys: ["c"] });
  });

  it("tell what stays", () => {
    const mentions = lists.naming(new Set(["a", "c"])).find((each) => each.list === first);
    expect(["a", "b", "c", "d"].filter((key) => mentions?.keeps(key))).toEqual(["b"]);
  });

  it("find nothing for a name that is in none", () => {
    expect(lists.naming(new Set(["d"]))).toEqual([]);
  });
});
