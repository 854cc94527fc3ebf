/** What a piece of a text begins with: the head of a block at the top level. */
export interface PieceHead {
  readonly type: string;
  readonly labels: readonly string[];
}

/** A stretch of a text from the head of a block at the top level to the next one. */
export interface Piece extends PieceHead {
  readonly start: number;
  readonly text: string;
}

/** The blocks that stand at the top level of a configuration, with the number of their labels. */
const LABELS: ReadonlyMap<string, number> = new Map([
  ["resource", 2],
  ["data", 2],
  ["ephemeral", 2],
  ["module", 1],
  ["variable", 1],
  ["output", 1],
  ["provider", 1],
  ["check", 1],
  ["locals", 0],
  ["terraform", 0],
  ["moved", 0],
  ["import", 0],
  ["removed", 0],
]);

// Names without quotes need a blank before them: with nothing between them a line could be read in endlessly many ways.
const HEAD = /^([a-z]+)((?:[ \t]*"[^"\n]*"|[ \t]+[\w-]+)*)[ \t]*\{/;
const LABEL = /"([^"\n]*)"|([\w-]+)/g;
const HEREDOC = /<<-?([A-Za-z_][\w-]*)[ \t]*\r?$/;
const COMMENT_LINE = /^\s*(?:#|\/\/)/;

/** A text names so many heredocs that end nowhere before the next ones are believed: looking for the end of each takes time. */
const MOST_WITHOUT_END = 20;

/** Finds heredocs that have an end: what only looks like the beginning of one must not hide the rest of the text. */
class Heredocs {
  private readonly withoutEnd = new Set<string>();

  constructor(private readonly text: string) {}

  /** The word that ends the heredoc which a line begins. @param from where the next line begins */
  begunBy(line: string, from: number): string | undefined {
    const word = !line.includes("<<") || COMMENT_LINE.test(line) ? undefined : HEREDOC.exec(line)?.[1];
    if (word === undefined || this.withoutEnd.has(word)) {
      return undefined;
    }
    const end = new RegExp(`^[ \\t]*${word}[ \\t]*\\r?$`, "gm");
    end.lastIndex = from;
    if (this.withoutEnd.size >= MOST_WITHOUT_END || end.test(this.text)) {
      return word;
    }
    this.withoutEnd.add(word);
    return undefined;
  }
}

function headOf(line: string): PieceHead | undefined {
  const match = HEAD.exec(line);
  const type = match?.[1];
  if (match === null || type === undefined || !LABELS.has(type)) {
    return undefined;
  }
  const labels = [...(match[2] ?? "").matchAll(LABEL)].map(([, quoted, bare]) => quoted ?? bare ?? "");
  return labels.length === LABELS.get(type) ? { type, labels } : undefined;
}

/** Whether a line leaves a comment of several lines open. */
function leavesCommentOpen(line: string, isOpen: boolean): boolean {
  // Quotes and the other comments matter only where there is something to open.
  if (!isOpen && !line.includes("/*")) {
    return false;
  }
  let isIn = isOpen;
  for (let at = 0; at < line.length; at++) {
    const two = line.slice(at, at + 2);
    if (isIn) {
      if (two === "*/") {
        isIn = false;
        at++;
      }
    } else if (two === "/*") {
      isIn = true;
      at++;
    } else if (two === "//" || line[at] === "#") {
      return false;
    } else if (line[at] === '"') {
      at = closingQuote(line, at);
    }
  }
  return isIn;
}

/** Where a quoted text on a line ends, without what is filled in; the end of the line where it does not. */
function closingQuote(line: string, from: number): number {
  for (let at = from + 1; at < line.length; at++) {
    if (line[at] === "\\") {
      at++;
    } else if (line[at] === '"') {
      return at;
    }
  }
  return line.length;
}

/**
 * Takes a text apart at the blocks of its top level, which begin at the beginning of a line. So what does not parse, such as a quote
 * that is being typed, is kept to the block that it is in, and what has not changed need not be parsed again.
 */
export function* piecesOf(text: string): Generator<undefined, readonly Piece[], undefined> {
  const heads: (PieceHead & { readonly start: number })[] = [];
  const heredocs = new Heredocs(text);
  let [isComment, heredoc] = [false, undefined as string | undefined];
  let count = 0;
  for (let at = text.startsWith("\uFEFF") ? 1 : 0; at < text.length;) {
    const newline = text.indexOf("\n", at);
    const end = newline < 0 ? text.length : newline;
    const line = text.slice(at, end);
    if (heredoc !== undefined) {
      heredoc = line.trim() === heredoc ? undefined : heredoc;
    } else {
      const head = isComment ? undefined : headOf(line);
      if (head !== undefined) {
        heads.push({ ...head, start: at });
      }
      isComment = leavesCommentOpen(line, isComment);
      heredoc = isComment ? undefined : heredocs.begunBy(line, end + 1);
    }
    at = end + 1;
    if (++count % 1000 === 0) {
      yield;
    }
  }
  return heads.map((head, index) => ({ ...head, text: text.slice(head.start, heads[index + 1]?.start) }));
}
