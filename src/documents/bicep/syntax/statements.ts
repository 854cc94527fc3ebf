import type { Sliced } from "../../sliced";
import { CharacterCode } from "./characterCode";

/** What begins a statement at the top of a file. */
export type StatementKeyword =
  | "resource"
  | "module"
  | "param"
  | "var"
  | "output"
  | "type"
  | "func"
  | "metadata"
  | "targetScope"
  | "import"
  | "using"
  | "extension"
  | "provider"
  | "assert"
  | "test";

/** A statement at the top of a file, told by its first line alone: what it says is read where it is wanted. */
export interface Statement {
  readonly keyword: StatementKeyword;
  /** Of its first decorator, or else of its keyword. */
  readonly start: number;
  /** Of its keyword. */
  readonly at: number;
  /** Where the next statement starts. */
  readonly end: number;
  /** What it declares; undefined for a statement that names nothing. */
  readonly name: string | undefined;
  /** The type of a resource, or the path of a module, as it is spelled between the quotes. */
  readonly subject: string | undefined;
}

/** The statements of a file in their order. */
export interface Statements {
  readonly all: readonly Statement[];
  /** Brackets or strings are left open, or closed without having been opened. */
  readonly isBroken: boolean;
}

const DECLARATION =
  /(resource|module|param|var|output|type|func|metadata|assert|test)(?:[ \t]|\/\*(?:[^*]|\*(?!\/))*\*\/)+([A-Za-z_]\w*)(?:(?:[ \t]|\/\*(?:[^*]|\*(?!\/))*\*\/)*'([^'\r\n]*)')?|(targetScope|import|using|extension|provider)\b(?![ \t]*[:(.])/y;

/** A decorator with a declaration behind it in the same line. */
const DECORATED = /@[\w.]+(?:\((?:[^()'\r\n]|'(?:[^'\\\r\n]|\\.)*')*\))?[ \t]+(?=[a-z])/y;

/** So many characters are looked at before others have a turn. */
const SLICE = 65_536;

/** A string or an interpolation inside one that is not closed yet. */
interface Open {
  /** Brackets that are open around the string. */
  readonly depth: number;
  /** Brackets that are open where the interpolation began. */
  inner: number;
  readonly isMultiline: boolean;
  /** The string interpolates by so many dollars. */
  readonly dollars: number;
}

const { space, tab, quote, slash, star, dollar, openBrace, at: atSign } = CharacterCode;

/** A statement, before where it ends is known. */
interface Found {
  readonly keyword: StatementKeyword;
  readonly start: number;
  readonly at: number;
  readonly name?: string;
  readonly subject?: string;
}

/** One look over a text, character by character. */
class StatementScanner {
  private readonly found: Found[];
  /** So many statements begin before anything is left open, or closed without having been opened. */
  private sound = 0;
  private readonly open: Open[] = [];
  private depth = 0;
  private decoratedFrom = -1;
  private isBroken = false;
  /** From here on no three quotes follow. */
  private lastTriple = Number.POSITIVE_INFINITY;

  /**
   * @param recovers whether a declaration at the beginning of a line closes what was left open before
   * @param earlier statements that are known; the look begins behind them
   */
  constructor(
    private readonly text: string,
    private readonly recovers: boolean,
    earlier: readonly Found[] = [],
    private readonly from = text.charCodeAt(0) === 0xfeff ? 1 : 0,
  ) {
    this.found = [...earlier];
  }

  /** The same text once more from the last statement that nothing was wrong before. */
  recovering(): StatementScanner {
    const last = Math.max(0, this.sound - 1);
    const start = this.found[last]?.start;
    return start === undefined
      ? new StatementScanner(this.text, true)
      : new StatementScanner(this.text, true, this.found.slice(0, last), start);
  }

  *scan(): Sliced<Statements> {
    const { text } = this;
    let position = this.line(this.from);
    let pause = this.from + SLICE;
    const { length } = text;
    while (position < length) {
      const code = text.charCodeAt(position);
      // Numbers, because a constant of the module has to be fetched for each character.
      switch (code) {
        case 10: // \n
          if (this.open.length > 0) {
            this.endLine();
          }
          if (this.depth === 0 || this.recovers) {
            position = this.line(position + 1);
          } else {
            do {
              position++;
            } while (text.charCodeAt(position) === 32);
          }
          if (position > pause) {
            pause = position + SLICE;
            yield;
          }
          break;
        case 39: // '
          position = this.string(position);
          break;
        case 47: // /
          position = this.comment(position);
          break;
        case 35: // #
          position = this.lineEnd(position);
          break;
        case 123: // {
        case 91: // [
        case 40: // (
          this.depth++;
          position++;
          break;
        case 125: // }
          position = this.closeBrace(position);
          break;
        case 93: // ]
        case 41: // )
          this.close();
          position++;
          break;
        default:
          position++;
      }
    }
    const isBroken = this.isBroken || this.depth > 0 || this.open.length > 0;
    return { all: this.statements(), isBroken };
  }

  private statements(): readonly Statement[] {
    return this.found.map(({ keyword, start, at, name, subject }, index) => {
      return { keyword, start, at, end: this.found[index + 1]?.start ?? this.text.length, name, subject };
    });
  }

  /** Looks for a declaration where a line starts. */
  private line(start: number): number {
    const { text } = this;
    let position = start;
    let code = text.charCodeAt(position);
    while (code === space || code === tab) {
      code = text.charCodeAt(++position);
    }
    // All keywords are small letters, and none is in the middle of a bracket unless one is missing.
    const isAtTop = this.depth === 0 && this.open.length === 0;
    const mayBegin = isAtTop || (this.recovers && position === start);
    if (!mayBegin || !((code >= 97 && code <= 122) || code === atSign)) {
      return position;
    }
    if (code === atSign) {
      if (!isAtTop) {
        return position;
      }
      this.decoratedFrom = this.decoratedFrom === -1 ? position : this.decoratedFrom;
      DECORATED.lastIndex = position;
      const decorator = DECORATED.exec(text);
      return decorator === null ? position : this.declaration(position + decorator[0].length, isAtTop);
    }
    return this.declaration(position, isAtTop);
  }

  private declaration(position: number, isAtTop: boolean): number {
    DECLARATION.lastIndex = position;
    const match = DECLARATION.exec(this.text);
    if (match === null) {
      return position;
    }
    const [all, declares, name, subject, alone] = match;
    const isCertain = declares === "resource" || declares === "module" ? subject !== undefined : true;
    if (isAtTop && !this.isBroken) {
      this.sound = this.found.length + 1;
    } else if (!isAtTop) {
      if (!isCertain) {
        return position;
      }
      this.depth = 0;
      this.open.length = 0;
    }
    const start = this.decoratedFrom === -1 ? position : this.decoratedFrom;
    this.decoratedFrom = -1;
    this.found.push({
      keyword: (declares ?? alone ?? "") as StatementKeyword,
      start,
      at: position,
      ...(name === undefined ? {} : { name }),
      ...(subject === undefined ? {} : { subject }),
    });
    return position + all.length;
  }

  /** An interpolation cannot go over the end of a line, unless a bracket inside it is open, or its string has many lines. */
  private endLine(): void {
    const top = this.open.at(-1);
    if (top === undefined || this.depth > top.inner || this.open.some(({ isMultiline }) => isMultiline)) {
      return;
    }
    this.depth = this.open[0]?.depth ?? 0;
    this.open.length = 0;
    this.isBroken = true;
  }

  private close(): void {
    if (this.depth > (this.open.at(-1)?.inner ?? 0)) {
      this.depth--;
    } else {
      this.isBroken = true;
    }
  }

  private closeBrace(position: number): number {
    const top = this.open.at(-1);
    if (top === undefined || this.depth > top.inner) {
      this.close();
      return position + 1;
    }
    this.open.pop();
    this.depth = top.depth;
    return top.isMultiline ? this.multiline(position + 1, top.dollars) : this.singleLine(position + 1);
  }

  private string(position: number): number {
    const { text } = this;
    if (text.startsWith("'''", position)) {
      let dollars = 0;
      while (text.charCodeAt(position - 1 - dollars) === dollar) {
        dollars++;
      }
      return this.multiline(position + 3, dollars);
    }
    return this.singleLine(position + 1);
  }

  private singleLine(from: number): number {
    const { text } = this;
    for (let position = from; position < text.length; position++) {
      switch (text.charCodeAt(position)) {
        case 39: // '
          return position + 1;
        case 92: // \
          position++;
          break;
        case 10: // \n
        case 13: // \r
          // What is being typed ends with its line.
          this.isBroken = true;
          return position;
        case 36: // $
          if (text.charCodeAt(position + 1) === openBrace) {
            this.interpolate(false, 1);
            return position + 2;
          }
      }
    }
    this.isBroken = true;
    return text.length;
  }

  private multiline(from: number, dollars: number): number {
    const { text } = this;
    const end = from > this.lastTriple ? -1 : text.indexOf("'''", from);
    if (end === -1) {
      this.lastTriple = Math.min(this.lastTriple, from);
      this.isBroken = true;
      return this.lineEnd(from);
    }
    const inner = dollars === 0 ? -1 : text.slice(from, end).indexOf(`${"$".repeat(dollars)}{`);
    if (inner !== -1) {
      this.interpolate(true, dollars);
      return from + inner + dollars + 1;
    }
    // Quotes right before the end belong to the text.
    let close = end + 3;
    while (text.charCodeAt(close) === quote) {
      close++;
    }
    return close;
  }

  private interpolate(isMultiline: boolean, dollars: number): void {
    this.open.push({ depth: this.depth, inner: this.depth, isMultiline, dollars });
  }

  private lineEnd(position: number): number {
    const end = this.text.indexOf("\n", position);
    return end === -1 ? this.text.length : end;
  }

  private comment(position: number): number {
    const { text } = this;
    const next = text.charCodeAt(position + 1);
    if (next === slash) {
      return this.lineEnd(position);
    }
    if (next === star) {
      const end = text.indexOf("*/", position + 2);
      if (end === -1) {
        this.isBroken = true;
        return text.length;
      }
      return end + 2;
    }
    return position + 1;
  }
}

/**
 * Finds the statements of a Bicep file in one look. Where brackets do not fit, a declaration at the beginning of a line counts as one
 * whatever was left open before it, so that what is being typed hides nothing behind it.
 */
export function* findingStatements(text: string): Sliced<Statements> {
  const scanner = new StatementScanner(text, false);
  const statements = yield* scanner.scan();
  return statements.isBroken ? { ...(yield* scanner.recovering().scan()), isBroken: true } : statements;
}
