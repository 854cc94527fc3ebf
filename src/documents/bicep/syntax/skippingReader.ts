import { CharacterCode } from "./characterCode";
import type { Node } from "./nodes";
import { StringReader } from "./stringReader";

const { newLine, carriageReturn, quote, backslash } = CharacterCode;

const CLOSING: ReadonlyMap<string, string> = new Map([
  ["{", "}"],
  ["[", "]"],
  ["(", ")"],
]);

/** Goes over what is not read: types, what is nested too deep, and what is not understood. */
export abstract class SkippingReader extends StringReader {
  /** Goes on to the equals sign behind a type; false where none follows. */
  protected skipType(): boolean {
    while (this.position < this.end) {
      const character = this.text[this.position];
      if (character === "=" && this.text[this.position + 1] !== "=") {
        this.position++;
        return true;
      }
      if (this.code() === newLine || this.code() === carriageReturn) {
        const before = this.position;
        this.gap();
        if (this.text[this.position] !== "|") {
          this.position = before;
          return false;
        }
        continue;
      }
      this.skipToken();
    }
    return false;
  }

  /** Goes over one character, or a string, a comment, or what stands in brackets. */
  private skipToken(): void {
    const start = this.position;
    switch (this.text[start]) {
      case "'":
        this.string();
        return;
      case "/":
        this.gap();
        if (this.position === start) {
          this.position++;
        }
        return;
      case "{":
      case "[":
      case "(":
        this.skipBalanced();
        return;
      default:
        this.position++;
    }
  }

  /** Goes over what stands in brackets, without looking at what it says, however deep it is. */
  protected skipBalanced(): Node {
    const start = this.position;
    const closing: string[] = [];
    do {
      const character = this.text[this.position] ?? "";
      const opened = CLOSING.get(character);
      if (opened !== undefined) {
        closing.push(opened);
        this.position++;
      } else if (character === closing.at(-1)) {
        closing.pop();
        this.position++;
      } else if (character === "'") {
        this.skipString();
      } else if (character === "/") {
        const before = this.position;
        this.gap();
        this.position = Math.max(this.position, before + 1);
      } else {
        this.position++;
      }
    } while (closing.length > 0 && this.position < this.end);
    this.position = Math.min(this.position, this.end);
    return { kind: "unknown", start, end: this.position };
  }

  /** Goes over a string, an interpolation taken for a part of its text. */
  private skipString(): void {
    if (this.text.startsWith("'''", this.position)) {
      const end = this.text.indexOf("'''", this.position + 3);
      this.position = end === -1 ? this.end : end + 3;
      return;
    }
    for (this.position++; this.position < this.end; this.position++) {
      const code = this.code();
      if (code === quote || code === newLine) {
        this.position++;
        return;
      }
      if (code === backslash) {
        this.position++;
      }
    }
  }

  protected skipLine(): void {
    while (this.position < this.end && !this.isLineEnd()) {
      const character = this.text[this.position];
      if (character === "}" || character === "]" || character === ")" || character === ",") {
        return;
      }
      this.skipToken();
    }
  }

  protected skipCharacter(): void {
    this.fault();
    this.position++;
  }
}
