import type { TextRange } from "../../textRange";
import { CharacterCode } from "./characterCode";
import type { NameNode } from "./nodes";

const { newLine, carriageReturn, space, tab, hash, slash, star } = CharacterCode;

const WORD = /[A-Za-z_]\w*/y;

/** A place in a text that moves on over blanks, comments, words and signs, and notes what does not parse. */
export class Cursor {
  protected position: number;
  readonly faults: TextRange[] = [];

  constructor(
    protected readonly text: string,
    start: number,
    protected readonly end: number,
  ) {
    this.position = start;
  }

  protected name(): NameNode {
    return this.optionalName() ?? { ...this.missing(), kind: "name", name: "" };
  }

  protected optionalName(): NameNode | undefined {
    const start = this.position;
    WORD.lastIndex = start;
    const name = WORD.exec(this.text)?.[0];
    if (name === undefined || start + name.length > this.end) {
      return undefined;
    }
    this.position += name.length;
    return { kind: "name", start, end: this.position, name };
  }

  protected missing(): TextRange & { readonly kind: "unknown" } {
    this.fault();
    return { kind: "unknown", start: this.position, end: this.position };
  }

  protected fault(): void {
    this.faultAt({ start: this.position, end: Math.min(this.position + 1, this.end) });
  }

  protected faultAt({ start, end }: TextRange): void {
    this.faults.push({ start, end });
  }

  protected code(): number {
    return this.position < this.end ? this.text.charCodeAt(this.position) : -1;
  }

  protected take(character: string): boolean {
    const isThere = this.position < this.end && this.text[this.position] === character;
    if (isThere) {
      this.position++;
    }
    return isThere;
  }

  protected expect(character: string): void {
    if (!this.take(character)) {
      this.fault();
    }
  }

  protected isWord(word: string): boolean {
    return (
      this.text.startsWith(word, this.position) &&
      this.position + word.length <= this.end &&
      !/\w/.test(this.text[this.position + word.length] ?? "")
    );
  }

  protected takeWord(word: string): boolean {
    const isThere = this.isWord(word);
    if (isThere) {
      this.position += word.length;
    }
    return isThere;
  }

  protected isLineEnd(): boolean {
    const code = this.code();
    return code === newLine || code === carriageReturn || code === -1 || this.isLineComment();
  }

  /** A directive such as `#disable-next-line` says nothing of the declarations around it either. */
  private isLineComment(): boolean {
    const code = this.code();
    return code === hash || (code === slash && this.text.charCodeAt(this.position + 1) === slash);
  }

  /** Goes over blanks and comments in the line. */
  protected blanks(): void {
    for (;;) {
      const code = this.code();
      if (code === space || code === tab) {
        this.position++;
      } else if (code === slash && this.text.charCodeAt(this.position + 1) === star) {
        this.blockComment();
      } else {
        return;
      }
    }
  }

  /** Goes over blanks, comments and line breaks. @returns whether a line has ended */
  protected gap(): boolean {
    let hasEnded = false;
    for (;;) {
      this.blanks();
      const code = this.code();
      if (code === newLine || code === carriageReturn) {
        this.position++;
        hasEnded = true;
      } else if (this.isLineComment()) {
        const end = this.text.indexOf("\n", this.position);
        this.position = end === -1 ? this.end : Math.min(end, this.end);
      } else {
        return hasEnded;
      }
    }
  }

  private blockComment(): void {
    const end = this.text.indexOf("*/", this.position + 2);
    this.position = end === -1 ? this.end : Math.min(end + 2, this.end);
  }
}
