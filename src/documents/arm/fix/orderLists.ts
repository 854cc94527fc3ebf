import type { ContainerNode, Slot } from "../syntax/syntaxNodes";

/** A list that gives an order, with the elements of it that name what is going. */
export interface Mentions {
  readonly list: ContainerNode;
  /** In the order of the text. */
  readonly gone: readonly Slot[];
  /** The keys by which they name it. */
  readonly keys: ReadonlySet<string>;
  /** Whether what stays in the list names this. */
  readonly keeps: (key: string) => boolean;
}

interface Naming {
  readonly list: ContainerNode;
  readonly slot: Slot;
}

/** Lists that give an order, by what their elements name: whoever is asked about has its mentions found without a look at all lists. */
export class OrderLists {
  private readonly byKey = new Map<string, Naming[]>();
  private readonly keysOf = new Map<number, Set<string>>();

  /** Takes in one element of a list, in the order of the text. */
  add(list: ContainerNode, slot: Slot, key: string): void {
    const named = this.byKey.get(key) ?? [];
    this.byKey.set(key, named);
    named.push({ list, slot });
    const keys = this.keysOf.get(list.container) ?? new Set();
    this.keysOf.set(list.container, keys);
    keys.add(key);
  }

  /** The lists with elements of any of these keys. */
  naming(keys: ReadonlySet<string>): readonly Mentions[] {
    const byList = new Map<
      number,
      { readonly list: ContainerNode; readonly gone: Slot[]; readonly keys: Set<string> }
    >();
    for (const key of keys) {
      for (const { list, slot } of this.byKey.get(key) ?? []) {
        const found = byList.get(list.container) ?? { list, gone: [], keys: new Set() };
        byList.set(list.container, found);
        found.gone.push(slot);
        found.keys.add(key);
      }
    }
    return [...byList.values()].map(({ list, gone, keys: named }) => ({
      list,
      gone: gone.sort((left, right) => left.start - right.start),
      keys: named,
      keeps: (key) => !keys.has(key) && this.keysOf.get(list.container)?.has(key) === true,
    }));
  }
}
