import { CharacterCode } from "./characterCode";
import { Cursor } from "./cursor";
import type { Node, StringNode } from "./nodes";

const { newLine, carriageReturn, quote, backslash, dollar, openBrace } = CharacterCode;

const CODE_POINT = /u\{([0-9a-fA-F]{1,6})\}/y;

const ESCAPED: ReadonlyMap<string, string> = new Map([
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
]);

/** Reads strings of one line and of many, with what they interpolate. */
export abstract class StringReader extends Cursor {
  protected abstract expression(): Node;

  protected string(): StringNode {
    const start = this.position;
    let dollars = 0;
    while (this.text.charCodeAt(start + dollars) === dollar) {
      dollars++;
    }
    return this.text.startsWith("'''", start + dollars) ? this.multiline(start, dollars) : this.singleLine(start);
  }

  private singleLine(start: number): StringNode {
    const parts: (string | Node)[] = [];
    let piece = "";
    this.position++;
    for (; this.position < this.end; this.position++) {
      piece += this.plainText();
      const code = this.code();
      if (code === backslash) {
        piece += this.escape();
      } else if (code === dollar && this.text.charCodeAt(this.position + 1) === openBrace) {
        parts.push(...(piece === "" ? [] : [piece]), this.interpolation(2));
        piece = "";
        this.position--;
      } else if (code === dollar) {
        piece += "$";
      } else {
        break;
      }
    }
    this.position = Math.min(this.position, this.end);
    if (piece !== "" || parts.length === 0) {
      parts.push(piece);
    }
    if (!this.take("'")) {
      this.faultAt({ start, end: this.position });
    }
    return { kind: "string", start, end: this.position, parts, isMultiline: false };
  }

  /** Goes over what stands for itself: to an escape, a dollar, or the end of the string or its line. */
  private plainText(): string {
    const { text, end, position: start } = this;
    let at = start;
    for (; at < end; at++) {
      const code = text.charCodeAt(at);
      if (
        code <= backslash &&
        (code === quote || code === dollar || code === backslash || code === newLine || code === carriageReturn)
      ) {
        break;
      }
    }
    this.position = at;
    return text.slice(start, at);
  }

  /** Leaves the position on the last character of the escape. */
  private escape(): string {
    this.position++;
    const character = this.text[this.position] ?? "";
    CODE_POINT.lastIndex = this.position;
    const point = CODE_POINT.exec(this.text);
    if (point !== null) {
      this.position += point[0].length - 1;
      const value = parseInt(point[1] ?? "", 16);
      return value <= 0x10_ffff ? String.fromCodePoint(value) : "";
    }
    if (character === "\n" || character === "\r") {
      this.position--;
      return "";
    }
    return ESCAPED.get(character) ?? character;
  }

  /** @param length of what begins the interpolation, with its bracket */
  private interpolation(length: number): Node {
    this.position += length;
    this.gap();
    const node = this.expression();
    this.gap();
    this.expect("}");
    return node;
  }

  private multiline(start: number, dollars: number): StringNode {
    const parts: (string | Node)[] = [];
    const opening = dollars === 0 ? undefined : `${"$".repeat(dollars)}{`;
    this.position = start + dollars + 3;
    let from = this.position;
    for (;;) {
      const end = this.text.indexOf("'''", this.position);
      if (end === -1 || end + 3 > this.end) {
        const line = this.text.indexOf("\n", this.position);
        this.position = line === -1 ? this.end : Math.min(line, this.end);
        this.faultAt({ start, end: this.position });
        parts.push(this.text.slice(from, this.position));
        break;
      }
      const inner = opening === undefined ? -1 : this.text.slice(this.position, end).indexOf(opening);
      if (inner !== -1 && opening !== undefined) {
        this.position += inner;
        parts.push(this.text.slice(from, this.position), this.interpolation(opening.length));
        from = this.position;
        continue;
      }
      let close = end;
      while (this.text.charCodeAt(close + 3) === quote) {
        close++;
      }
      // A line break right behind the opening quotes belongs to them.
      const piece = this.text.slice(from, close);
      parts.push(parts.length === 0 ? piece.replace(/^\r?\n/, "") : piece);
      this.position = close + 3;
      break;
    }
    return { kind: "string", start, end: this.position, parts, isMultiline: true };
  }
}
