import { atOnce, type Sliced } from "../../sliced";
import type { ContainerTable } from "./containerTable";
import type { TextRange } from "../../textRange";
import type { ContainerNode, Slot, SlotFault, Slots, StringNode, SyntaxNode } from "./syntaxNodes";
import { decodeString } from "./scan";
import { SlotReader } from "./slotReader";
import { StringEnds } from "./stringEnds";
import { rereadingStructure } from "./rereadStructure";
import { readingStructure, type Structure, type StructureFault } from "./structure";

/** What holds more than this directly, in characters, is read in turns beforehand. */
const LARGE = 16 * 1024;

/**
 * The syntax of one text, read once and lazily: one pass finds the brackets, members are read where somebody looks. It never
 * throws, takes comments, trailing commas, both quotes, strings of several lines and a byte order mark, and keeps its footing
 * around what does not parse. Why not a parser of the shelf: docs/azure-behaviour.md#why-no-existing-json-parser.
 */
export class SyntaxTree {
  readonly faults: readonly StructureFault[];
  private readonly containers: ContainerTable;
  private readonly strings: StringEnds;
  private readonly read = new Map<number, Slots>();
  private readonly slotsByChild = new Map<number, ReadonlyMap<number, Slot>>();

  private constructor(
    readonly text: string,
    readonly structure: Structure,
  ) {
    this.strings = new StringEnds(text);
    this.containers = structure.containers;
    this.faults = structure.faults;
  }

  /**
   * Reads a text.
   * @param earlier the tree of a text that this one has come from: what has not changed is not read again
   */
  static *reading(text: string, earlier?: SyntaxTree): Sliced<SyntaxTree> {
    const structure = earlier === undefined ? undefined : yield* rereadingStructure(earlier, text);
    const tree = new SyntaxTree(text, structure ?? (yield* readingStructure(text)));
    yield* tree.readingLarge();
    return tree;
  }

  /** Reads what is too much to be read between two turns when somebody looks at it. */
  private *readingLarge(): Sliced<void> {
    for (const container of yield* this.containers.findingLarge(LARGE)) {
      this.read.set(container, yield* this.slotReader(container).reading());
      yield;
    }
  }

  /** The containers that directly hold a string spelt `resources`, outer ones first. */
  *findingHoldersOfResources(): Sliced<readonly ContainerNode[]> {
    return (yield* this.containers.findingResourceNamers()).map((container) => this.node(container));
  }

  /** The document itself: an object around what stands at the top, so that fragments without braces have members too. */
  get document(): ContainerNode {
    return this.node(0);
  }

  /** What an object or array holds directly. */
  slots(node: ContainerNode): Slots {
    return this.slotsOf(node.container);
  }

  /** The node of a container by its number. */
  node(container: number): ContainerNode {
    const { containers } = this;
    const kind = containers.isArray(container) ? "array" : "object";
    return { kind, container, start: Math.max(0, containers.open(container)), end: containers.after(container) };
  }

  /** The container around a node; undefined for the document. */
  parent(node: ContainerNode): ContainerNode | undefined {
    const parent = this.containers.parent(node.container);
    return parent < 0 ? undefined : this.node(parent);
  }

  /** The member or element that a node is the value of. */
  slotOf(node: ContainerNode): Slot | undefined {
    const parent = Math.max(0, this.containers.parent(node.container));
    let byChild = this.slotsByChild.get(parent);
    if (byChild === undefined) {
      const entries = this.slotsOf(parent).slots.flatMap((slot) =>
        slot.value?.kind === "object" || slot.value?.kind === "array" ? [[slot.value.container, slot] as const] : [],
      );
      byChild = new Map(entries);
      this.slotsByChild.set(parent, byChild);
    }
    return byChild.get(node.container);
  }

  /** The last member or element of a container that begins at or before an offset. */
  slotAt(node: ContainerNode, offset: number): Slot | undefined {
    return this.slots(node).slots[this.firstSlotBehind(node, offset) - 1];
  }

  /** The members or elements of a container that begin behind an offset, in the order of the text. */
  *slotsBehind(node: ContainerNode, offset: number): Iterable<Slot> {
    const { slots } = this.slots(node);
    for (let index = this.firstSlotBehind(node, offset); index < slots.length; index++) {
      const slot = slots[index];
      if (slot !== undefined) {
        yield slot;
      }
    }
  }

  /** The place of a member or element among those of its container. */
  indexOf(node: ContainerNode, { start }: Slot): number {
    return this.firstSlotBehind(node, start) - 1;
  }

  private firstSlotBehind(node: ContainerNode, offset: number): number {
    const { slots } = this.slots(node);
    let low = 0;
    let high = slots.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((slots[middle]?.start ?? 0) <= offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The innermost object or array around an offset. */
  containerAt(offset: number): ContainerNode {
    return this.node(this.containers.at(offset));
  }

  /** Members of that name, in any casing, in the order of the text: names in templates do not distinguish case. */
  members(node: ContainerNode, name: string): readonly Slot[] {
    const wanted = name.toLowerCase();
    return this.slots(node).slots.filter(
      (slot) =>
        slot.key !== undefined &&
        slot.name.length === wanted.length &&
        (slot.name === name || slot.name.toLowerCase() === wanted),
    );
  }

  /** The first member of that name, in any casing. */
  member(node: ContainerNode, name: string): Slot | undefined {
    return this.members(node, name)[0];
  }

  /** The value of the first member of that name. */
  value(node: ContainerNode, name: string): SyntaxNode | undefined {
    return this.member(node, name)?.value;
  }

  /** The object that is the value of the first member of that name. */
  object(node: ContainerNode, name: string): ContainerNode | undefined {
    const value = this.value(node, name);
    return value?.kind === "object" ? value : undefined;
  }

  /** The decoded text of the string that is the value of the first member of that name. */
  stringOf(node: ContainerNode, name: string): string | undefined {
    const value = this.value(node, name);
    return value?.kind === "string" ? this.decoded(value) : undefined;
  }

  /** What a string says. */
  decoded(node: StringNode): string {
    return decodeString(this.text.slice(node.start + 1, node.isTerminated ? node.end - 1 : node.end));
  }

  /** Whether the closing bracket is there. */
  isClosed(node: ContainerNode): boolean {
    return this.containers.isClosed(node.container);
  }

  /** The first place where brackets or quotes do not fit, inside a range. */
  structureFault(range: TextRange): StructureFault | undefined {
    const first = this.faults[this.firstFaultFrom(range.start)];
    return first !== undefined && first.offset < range.end ? first : undefined;
  }

  /** The first fault directly in a container, or in the brackets anywhere inside it. */
  fault(node: ContainerNode): SlotFault | StructureFault | undefined {
    return this.structureFault(node) ?? this.slots(node).faults[0];
  }

  private slotReader(container: number): SlotReader {
    return new SlotReader(this.text, this.containers, this.strings, container);
  }

  private firstFaultFrom(offset: number): number {
    let low = 0;
    let high = this.faults.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.faults[middle]?.offset ?? 0) < offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private slotsOf(container: number): Slots {
    let slots = this.read.get(container);
    if (slots === undefined) {
      slots = atOnce(this.slotReader(container).reading());
      this.read.set(container, slots);
    }
    return slots;
  }
}
