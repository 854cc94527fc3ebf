import {
  ASTERISK,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  DOUBLE_QUOTE,
  OPEN_BRACE,
  OPEN_BRACKET,
  SINGLE_QUOTE,
  SLASH,
  SPACE,
} from "./characters";
import type { Sliced } from "../../sliced";
import { ContainerTable } from "./containerTable";
import { indentIfFirst, lineIndent } from "./indentation";
import { commentEnd } from "./scan";
import { StringEnds } from "./stringEnds";

/** A place where brackets or quotes do not fit together. */
export interface StructureFault {
  readonly kind:
    | "unclosedContainer"
    | "strayCloser"
    | "unterminatedString"
    | "unterminatedComment"
    | "tooDeep"
    /** The text is not read on from here. */
    | "tooManyFaults";
  readonly offset: number;
}

/** What one pass over a text finds. */
export interface Structure {
  readonly containers: ContainerTable;
  /** In the order of the text. */
  readonly faults: readonly StructureFault[];
}

/** Deeper containers are not looked into: real templates need some 40 levels, and hostile text must not cost more than others. */
const MAX_DEPTH = 256;

/** A text with more faults than this is no template: it is not read on, and each of them costs whoever looks for one. */
const MOST_FAULTS = 10_000;

const RESOURCES = "resources";

/** So many characters are read between two points at which the reading can be interrupted: a few milliseconds where nothing is warm. */
export const SLICE = 8 * 1024;

/**
 * Finds which bracket belongs to which. Where they do not fit, indentation decides: while text is being typed, what stands
 * around the fault keeps its place.
 */
export class StructureReader {
  readonly faults: StructureFault[] = [];
  private readonly strings: StringEnds;
  private at: number;
  private previous = 0;
  private tooDeep = 0;
  private openArrays: number;

  /**
   * @param containers what was found so far: nothing, or all up to the beginning of the innermost open container
   * @param stack the open containers, the document first; reading goes on where the innermost begins
   */
  constructor(
    private readonly text: string,
    private readonly containers = ContainerTable.ofText(text.length),
    private readonly stack = [0],
  ) {
    this.strings = new StringEnds(text);
    this.at = containers.open(this.top()) + 1;
    this.openArrays = stack.filter((container) => containers.isArray(container)).length;
  }

  /** How many containers are open, the document included. */
  get depth(): number {
    return this.stack.length;
  }

  /**
   * Reads on up to an offset, or to the end of a token that reaches across it.
   * @param depth reading stops too where fewer containers than that are open
   */
  readTo(limit: number, depth = 1): void {
    const { text, strings } = this;
    const length = text.length;
    const last = length - 1;
    let { at, previous } = this;
    for (; at < limit && this.stack.length >= depth; at++) {
      let code = text.charCodeAt(at);
      // Half of a template is indentation: this inner loop is worth a quarter of the whole pass. It must not look behind the end,
      // where there is NaN: after that no number in here is a small integer any more, and all is slower by half.
      while (code <= SPACE && at < last) {
        code = text.charCodeAt(++at);
      }
      switch (code) {
        case DOUBLE_QUOTE:
        case SINGLE_QUOTE: {
          const end = strings.of(at);
          if (end < 0) {
            this.faults.push({ kind: "unterminatedString", offset: at });
          }
          const quote = (end < 0 ? ~end : end) - 1;
          // Quotes and the nine letters.
          if (quote - at === RESOURCES.length + 1 && text.slice(at + 1, quote).toLowerCase() === RESOURCES) {
            this.containers.noteResources(this.top());
          }
          at = quote;
          break;
        }
        case SLASH: {
          const end = commentEnd(text, at);
          if (end > at) {
            if (end === length && text.charCodeAt(at + 1) === ASTERISK && !text.endsWith("*/")) {
              this.faults.push({ kind: "unterminatedComment", offset: at });
            }
            at = end - 1;
            continue;
          }
          break;
        }
        case OPEN_BRACE:
          if (previous !== COLON && this.topIs(OPEN_BRACE)) {
            this.closeUnclosedSiblings(at);
          }
          this.open(at, code);
          break;
        case OPEN_BRACKET:
          this.open(at, code);
          break;
        case CLOSE_BRACE:
          this.close(at, OPEN_BRACE);
          break;
        case CLOSE_BRACKET:
          this.close(at, OPEN_BRACKET);
          break;
      }
      previous = code;
    }
    // Asked once for a slice: this loop must do nothing more for each character than it has to.
    if (this.faults.length > MOST_FAULTS) {
      this.faults.push({ kind: "tooManyFaults", offset: Math.min(at, last) });
      at = length;
    }
    this.at = at;
    this.previous = previous;
  }

  /** Ends what is still open at the end of the text. */
  end(): Structure {
    this.closeDownTo(0, this.text.length);
    this.containers.end(0, this.text.length, true);
    this.faults.sort((left, right) => left.offset - right.offset);
    return { containers: this.containers, faults: this.faults };
  }

  private top(): number {
    return this.stack.at(-1) ?? 0;
  }

  private topIs(bracket: number): boolean {
    return this.tooDeep === 0 && this.text.charCodeAt(this.containers.open(this.top())) === bracket;
  }

  private open(at: number, code: number): void {
    if (this.stack.length > MAX_DEPTH) {
      if (this.tooDeep === 0) {
        this.faults.push({ kind: "tooDeep", offset: at });
      }
      this.tooDeep++;
      return;
    }
    const isArray = code === OPEN_BRACKET;
    this.stack.push(this.containers.add(at, this.top(), isArray));
    this.openArrays += isArray ? 1 : 0;
  }

  private close(at: number, opener: number): void {
    if (this.tooDeep > 0) {
      this.tooDeep--;
      return;
    }
    if (!this.topIs(opener)) {
      const level = this.levelToClose(at, opener);
      if (level === undefined) {
        this.faults.push({ kind: "strayCloser", offset: at });
        return;
      }
      this.closeDownTo(level, at);
    }
    this.endTop(at, true);
  }

  private endTop(at: number, isClosed: boolean): void {
    const container = this.top();
    this.containers.end(container, at, isClosed);
    this.openArrays -= this.containers.isArray(container) ? 1 : 0;
    this.stack.pop();
  }

  /** The nearest open container that a closer fits, unless the closer stands at another indentation: then it is one too many. */
  private levelToClose(at: number, opener: number): number | undefined {
    const open = opener === OPEN_BRACKET ? this.openArrays : this.stack.length - 1 - this.openArrays;
    for (let level = this.stack.length - 1; open > 0 && level > 0; level--) {
      const start = this.containers.open(this.stack[level] ?? 0);
      if (this.text.charCodeAt(start) === opener) {
        const indent = indentIfFirst(this.text, at);
        return indent === undefined || indent === lineIndent(this.text, start) ? level : undefined;
      }
    }
    return undefined;
  }

  /** A `{` without a name in an object: where an open element of an array began at the same indentation, that one lacks its end. */
  private closeUnclosedSiblings(at: number): void {
    const indent = indentIfFirst(this.text, at);
    if (indent === undefined) {
      return;
    }
    for (let level = this.stack.length - 1; level > 1; level--) {
      const start = this.containers.open(this.stack[level] ?? 0);
      const parent = this.containers.open(this.stack[level - 1] ?? 0);
      const isElement = this.text.charCodeAt(parent) === OPEN_BRACKET && this.text.charCodeAt(start) === OPEN_BRACE;
      if (isElement && indentIfFirst(this.text, start) === indent) {
        this.closeDownTo(level - 1, at);
        return;
      }
    }
  }

  private closeDownTo(level: number, at: number): void {
    while (this.stack.length > level + 1) {
      this.faults.push({ kind: "unclosedContainer", offset: this.containers.open(this.top()) });
      this.endTop(at, false);
    }
  }
}

/** Reads a text's structure in one pass, whatever the text is. Never throws. */
export function* readingStructure(text: string): Sliced<Structure> {
  const reader = new StructureReader(text);
  for (let read = 0; read < text.length;) {
    read = Math.min(read + SLICE, text.length);
    reader.readTo(read);
    yield;
  }
  return reader.end();
}
