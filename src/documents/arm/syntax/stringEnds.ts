import {
  BACKSLASH,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  DOUBLE_QUOTE,
  SLASH,
  isBlank,
  isLineEnd,
} from "./characters";

function mayFollowString(code: number): boolean {
  return code === COMMA || code === COLON || code === CLOSE_BRACE || code === CLOSE_BRACKET || code === SLASH;
}

/** The next quote that no backslash escapes, and whether what follows it may follow a string. */
interface Closing {
  readonly from: number;
  readonly at: number;
  readonly fits: boolean;
}

/**
 * Where the strings of one text end. The template language allows line ends in strings (docs/azure-behaviour.md#template-text), and a string
 * that is being typed has no end yet: it takes in further lines only where what follows its closing quote may follow a string;
 * otherwise it ends with its line.
 */
export class StringEnds {
  // The last answers: hostile text with thousands of open strings would otherwise be read as often.
  private readonly closings = new Map<number, Closing>();

  constructor(private readonly text: string) {}

  /**
   * Where the string that starts with the quote at `start` ends (exclusive). The complement (`~end`) where it has no closing
   * quote: then it ends with its line.
   */
  of(start: number): number {
    const { text } = this;
    const quote = text.charCodeAt(start);
    const at = text.indexOf(quote === DOUBLE_QUOTE ? '"' : "'", start + 1);
    if (
      at > 0 &&
      text.charCodeAt(at - 1) !== BACKSLASH &&
      (mayFollowString(text.charCodeAt(at + 1)) || this.lineEndBefore(at, start) === at)
    ) {
      return at + 1;
    }
    return this.careful(start, quote);
  }

  private careful(start: number, quote: number): number {
    const closing = this.closing(start + 1, quote);
    const end = this.lineEndBefore(closing.at, start);
    const closes = closing.at < this.text.length && (end === closing.at || closing.fits);
    return closes ? closing.at + 1 : ~end;
  }

  private lineEndBefore(limit: number, start: number): number {
    let end = start + 1;
    while (end < limit && !isLineEnd(this.text.charCodeAt(end))) {
      end++;
    }
    return end;
  }

  private closing(from: number, quote: number): Closing {
    const known = this.closings.get(quote);
    if (known !== undefined && known.from <= from && from <= known.at) {
      return known;
    }
    const { text } = this;
    let at = from;
    while (at < text.length && (text.charCodeAt(at) !== quote || this.isEscaped(at, from))) {
      at++;
    }
    let after = at + 1;
    while (after < text.length && isBlank(text.charCodeAt(after))) {
      after++;
    }
    const closing = { from, at, fits: after >= text.length || mayFollowString(text.charCodeAt(after)) };
    this.closings.set(quote, closing);
    return closing;
  }

  private isEscaped(at: number, from: number): boolean {
    let before = at;
    while (before > from && this.text.charCodeAt(before - 1) === BACKSLASH) {
      before--;
    }
    return (at - before) % 2 === 1;
  }
}
