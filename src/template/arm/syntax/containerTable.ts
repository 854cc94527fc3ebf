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

  /** @param textLength in characters; real templates have one container for about 60. */
  constructor(textLength: number) {
    const capacity = 16 + (textLength >> 5);
    this.openers = new Int32Array(capacity);
    this.closers = new Int32Array(capacity);
    this.parents = new Int32Array(capacity);
    this.nexts = new Int32Array(capacity);
    this.flags = new Uint8Array(capacity);
    this.openers[0] = -1;
    this.parents[0] = -1;
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
    return ((this.flags[container] ?? 0) & 1) !== 0;
  }

  /** Whether its closing bracket is there. */
  isClosed(container: number): boolean {
    return ((this.flags[container] ?? 0) & 2) !== 0;
  }

  /** Adds a container that begins; it stays open until `end`. */
  add(open: number, parent: number, isArray: boolean): number {
    if (this.used === this.openers.length) {
      this.grow();
    }
    const container = this.used++;
    this.openers[container] = open;
    this.parents[container] = parent;
    this.flags[container] = isArray ? 1 : 0;
    return container;
  }

  /** Ends a container: all that was added since its beginning is inside. */
  end(container: number, close: number, isClosed: boolean): void {
    this.closers[container] = close;
    this.nexts[container] = this.used;
    this.flags[container] = (this.flags[container] ?? 0) | (isClosed ? 2 : 0);
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

  private grow(): void {
    const larger = (old: Int32Array) => {
      const grown = new Int32Array(old.length * 2);
      grown.set(old);
      return grown;
    };
    this.openers = larger(this.openers);
    this.closers = larger(this.closers);
    this.parents = larger(this.parents);
    this.nexts = larger(this.nexts);
    const flags = new Uint8Array(this.flags.length * 2);
    flags.set(this.flags);
    this.flags = flags;
  }
}
