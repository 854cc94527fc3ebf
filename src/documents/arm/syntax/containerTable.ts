import type { Sliced } from "../../sliced";

/** Bits of a container's flags. */
const IS_ARRAY = 1;
const IS_CLOSED = 2;
const NAMES_RESOURCES = 4;

/** So many are gone through between two points at which that can be interrupted: about a millisecond. */
const CONTAINERS_AT_ONCE = 8 * 1024;

/** What the reading of a member costs, in characters. */
const MEMBER = 16;

/** Real templates have one container for about 60 characters. */
const CHARACTERS_FOR_EACH = 32;

/**
 * The objects and arrays of a text in the order of their openers, as numbers: no node is made for what nobody looks at.
 * Number 0 is the document itself; it holds what stands at the top.
 */
export class ContainerTable {
  private openers: Int32Array;
  private closers: Int32Array;
  private parents: Int32Array;
  private nexts: Int32Array;
  private flags: Uint8Array;
  private used = 1;

  private constructor(capacity: number) {
    this.openers = new Int32Array(capacity);
    this.closers = new Int32Array(capacity);
    this.parents = new Int32Array(capacity);
    this.nexts = new Int32Array(capacity);
    this.flags = new Uint8Array(capacity);
    this.openers[0] = -1;
    this.parents[0] = -1;
  }

  /** A table for a text of that many characters, with nothing but the document in it. */
  static ofText(length: number): ContainerTable {
    return new ContainerTable(16 + Math.ceil(length / CHARACTERS_FOR_EACH));
  }

  /** A table with what another one holds before a container, to be filled from there on. */
  static withHeadOf(other: ContainerTable, container: number): ContainerTable {
    const table = new ContainerTable(other.used + 64);
    table.openers.set(other.openers.subarray(0, container));
    table.closers.set(other.closers.subarray(0, container));
    table.parents.set(other.parents.subarray(0, container));
    table.nexts.set(other.nexts.subarray(0, container));
    table.flags.set(other.flags.subarray(0, container));
    table.used = container;
    return table;
  }

  /** How many there are, the document included. */
  get count(): number {
    return this.used;
  }

  /** The offset of the opening bracket; -1 for the document. */
  open(container: number): number {
    return this.openers[container] ?? -1;
  }

  /** The offset of the closing bracket; where there is none, the offset at which the container was taken to end. */
  close(container: number): number {
    return this.closers[container] ?? 0;
  }

  /** The offset after the container. */
  after(container: number): number {
    return this.close(container) + (container > 0 && this.isClosed(container) ? 1 : 0);
  }

  /** The container around this one; -1 for the document. */
  parent(container: number): number {
    return this.parents[container] ?? -1;
  }

  /** The first number that is no longer inside the container. */
  next(container: number): number {
    return this.nexts[container] ?? this.used;
  }

  isArray(container: number): boolean {
    return this.has(container, IS_ARRAY);
  }

  /** Whether its closing bracket is there. */
  isClosed(container: number): boolean {
    return this.has(container, IS_CLOSED);
  }

  /** Whether a string spelt `resources`, in any casing, stands directly in it. */
  namesResources(container: number): boolean {
    return this.has(container, NAMES_RESOURCES);
  }

  /** The containers in which a string spelt `resources`, in any casing, directly stands, in the order of their openers. */
  *findingResourceNamers(): Sliced<readonly number[]> {
    const found: number[] = [];
    for (let from = 0; from < this.used; from += CONTAINERS_AT_ONCE) {
      this.addResourceNamers(from, Math.min(from + CONTAINERS_AT_ONCE, this.used), found);
      yield;
    }
    return found;
  }

  /**
   * The containers that hold more than so many characters directly. What lies in a container within counts for as much as a
   * member does, however long it is.
   */
  *findingLarge(characters: number): Sliced<readonly number[]> {
    const long: number[] = [];
    for (let from = 0; from < this.used; from += CONTAINERS_AT_ONCE) {
      this.addLong(from, Math.min(from + CONTAINERS_AT_ONCE, this.used), characters, long);
      yield;
    }
    const found: number[] = [];
    for (const container of long) {
      if (yield* this.holdsMore(container, characters)) {
        found.push(container);
      }
    }
    return found;
  }

  /** Adds a container that begins; it stays open until `end`. */
  add(open: number, parent: number, isArray: boolean): number {
    this.reserve(this.used + 1);
    const container = this.used++;
    this.openers[container] = open;
    this.parents[container] = parent;
    this.flags[container] = isArray ? IS_ARRAY : 0;
    return container;
  }

  /** Ends a container: all that was added since its beginning is inside. */
  end(container: number, close: number, isClosed: boolean): void {
    this.closers[container] = close;
    this.nexts[container] = this.used;
    if (isClosed) {
      this.mark(container, IS_CLOSED);
    }
  }

  /** Notes that a string spelt `resources` stands directly in a container. */
  noteResources(container: number): void {
    this.mark(container, NAMES_RESOURCES);
  }

  /**
   * Adds what another table holds behind a container that is ended in this one, and moves the ends of all that is around it.
   * @param moved by how many characters everything behind the container has moved
   */
  *addingRestOf(other: ContainerTable, container: number, moved: number): Sliced<void> {
    const from = other.next(container);
    const renumbered = this.used - from;
    this.reserve(other.used + renumbered);
    for (let each = from; each < other.used; each += CONTAINERS_AT_ONCE) {
      this.addMoved(other, each, Math.min(each + CONTAINERS_AT_ONCE, other.used), { from, renumbered, moved });
      yield;
    }
    for (let around = this.parent(container); around >= 0; around = this.parent(around)) {
      this.closers[around] = this.close(around) + moved;
      this.nexts[around] = this.next(around) + renumbered;
    }
  }

  /** The innermost container around an offset: a bracket belongs to its own container. */
  at(offset: number): number {
    let low = 0;
    let high = this.used - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.open(middle) <= offset) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    while (low > 0 && this.after(low) <= offset) {
      low = this.parent(low);
    }
    return low;
  }

  // The long loops stand in methods of their own: a generator is run more slowly.

  private addResourceNamers(from: number, to: number, found: number[]): void {
    for (let container = from; container < to; container++) {
      if (this.namesResources(container)) {
        found.push(container);
      }
    }
  }

  private addLong(from: number, to: number, characters: number, found: number[]): void {
    for (let container = from; container < to; container++) {
      if (this.close(container) - this.open(container) > characters) {
        found.push(container);
      }
    }
  }

  private *holdsMore(container: number, characters: number): Sliced<boolean> {
    const end = this.next(container);
    let own = this.after(container) - this.open(container);
    for (let child = container + 1; child < end;) {
      let left = CONTAINERS_AT_ONCE;
      for (; child < end && left > 0; left--) {
        own += MEMBER - (this.after(child) - this.open(child));
        child = this.next(child);
      }
      yield;
    }
    return own > characters;
  }

  private addMoved(
    other: ContainerTable,
    first: number,
    end: number,
    { from, renumbered, moved }: { readonly from: number; readonly renumbered: number; readonly moved: number },
  ): void {
    for (let each = first; each < end; each++) {
      const parent = other.parent(each);
      const copy = this.used++;
      this.openers[copy] = other.open(each) + moved;
      this.closers[copy] = other.close(each) + moved;
      this.parents[copy] = parent < from ? parent : parent + renumbered;
      this.nexts[copy] = other.next(each) + renumbered;
      this.flags[copy] = other.flags[each] ?? 0;
    }
  }

  private has(container: number, flag: number): boolean {
    return ((this.flags[container] ?? 0) & flag) !== 0;
  }

  private mark(container: number, flag: number): void {
    this.flags[container] = (this.flags[container] ?? 0) | flag;
  }

  private reserve(count: number): void {
    if (count <= this.openers.length) {
      return;
    }
    const capacity = Math.max(count, this.openers.length * 2);
    const larger = (old: Int32Array) => {
      const grown = new Int32Array(capacity);
      grown.set(old);
      return grown;
    };
    this.openers = larger(this.openers);
    this.closers = larger(this.closers);
    this.parents = larger(this.parents);
    this.nexts = larger(this.nexts);
    const flags = new Uint8Array(capacity);
    flags.set(this.flags);
    this.flags = flags;
  }
}
