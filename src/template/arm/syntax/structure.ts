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
import { ContainerTable } from "./containerTable";
import { indentIfFirst, lineIndent } from "./indentation";
import { commentEnd } from "./scan";
import { type StringEnds } from "./stringEnds";

/** A place where brackets or quotes do not fit together. */
export interface StructureFault {
  readonly kind: "unclosedContainer" | "strayCloser" | "unterminatedString" | "unterminatedComment" | "tooDeep";
  readonly offset: number;
}

/** What one pass over a text finds: its containers, and where strings spelt `resources` stand. */
export interface Structure {
  readonly containers: ContainerTable;
  /** In the order of the text. */
  readonly faults: readonly StructureFault[];
  /** Containers (see `ContainerTable`) in which a string spelt `resources` stands, in any casing; each once for each. */
  readonly resourcesIn: readonly number[];
}

/** Deeper containers are not looked into: real templates need some 40 levels, and hostile text must not cost more than others. */
const MAX_DEPTH = 256;

const RESOURCES = "resources";

/**
 * Finds which bracket belongs to which. Where they do not fit, indentation decides: while text is being typed, what stands
 * around the fault keeps its place (issue 3, "Tolerant").
 */
class StructureReader {
  private readonly containers: ContainerTable;
  private readonly stack = [0];
  private readonly faults: StructureFault[] = [];
  private readonly resourcesIn: number[] = [];
  private tooDeep = 0;
  private openArrays = 0;

  constructor(
    private readonly text: string,
    private readonly strings: StringEnds,
  ) {
    this.containers = new ContainerTable(text.length);
  }

  read(): Structure {
    const { text, strings } = this;
    const length = text.length;
    const last = length - 1;
    let previous = 0;
    for (let at = 0; at < length; at++) {
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
            this.resourcesIn.push(this.top());
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
    this.closeDownTo(0, length);
    this.containers.end(0, length, true);
    this.faults.sort((left, right) => left.offset - right.offset);
    return { containers: this.containers, faults: this.faults, resourcesIn: this.resourcesIn };
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
    this.end(at, true);
  }

  private end(at: number, isClosed: boolean): void {
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
      this.end(at, false);
    }
  }
}

/** Reads a text's structure in one pass, whatever the text is. Never throws. */
export function readStructure(text: string, strings: StringEnds): Structure {
  return new StructureReader(text, strings).read();
}
