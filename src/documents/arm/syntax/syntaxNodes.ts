import type { TextRange } from "../../textRange";

/** An object or array. What it holds is read when it is asked for: `SyntaxTree.slots`. */
export interface ContainerNode extends TextRange {
  readonly kind: "object" | "array";
  /** Its number in the `ContainerTable`. */
  readonly container: number;
}

/** A string, in either kind of quotes. */
export interface StringNode extends TextRange {
  readonly kind: "string";
  readonly isTerminated: boolean;
}

/** `true`, `false`, `null`, a number, or a bare word that stands where a value should. */
export interface WordNode extends TextRange {
  readonly kind: "word";
  readonly text: string;
}

/** A value in a text. */
export type SyntaxNode = ContainerNode | StringNode | WordNode;

/** One member of an object, or one element of an array, with what separates it from the next. */
export interface Slot extends TextRange {
  /** Absent in an array. */
  readonly key: StringNode | undefined;
  /** The decoded name; empty in an array. */
  readonly name: string;
  readonly value: SyntaxNode | undefined;
  /** The offset of the comma behind it, or -1. */
  readonly comma: number;
}

/** Something inside one object or array that does not parse. */
export interface SlotFault extends TextRange {
  readonly kind: "missingColon" | "missingValue" | "missingComma" | "missingKey" | "unexpectedColon" | "badToken";
}

/** What an object or array holds directly. */
export interface Slots {
  readonly slots: readonly Slot[];
  readonly faults: readonly SlotFault[];
}
