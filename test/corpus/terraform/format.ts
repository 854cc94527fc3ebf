/** A line as `terraform fmt` looks at it. */
interface Line {
  readonly text: string;
  /** What its brackets come to, outside of texts and comments. */
  readonly brackets: number;
  /** Where the equals sign of an attribute is whose value ends on the line. */
  readonly sign: number | undefined;
  /** What a heredoc holds stays as it is. */
  readonly isVerbatim: boolean;
}

const HEREDOC = /<<-?([A-Za-z_][\w-]*)\s*$/;

/** How many more brackets open than close. */
function netBrackets(code: string): number {
  return (code.match(/[([{]/g)?.length ?? 0) - (code.match(/[)\]}]/g)?.length ?? 0);
}

/** The text with texts and comments blanked out. */
function codeOf(line: string): string {
  return line.replaceAll(/"(?:\\.|[^"\\])*"|#.*$|\/\/.*$|\/\*.*?\*\//g, (match) =>
    match.startsWith('"') ? `"${" ".repeat(Math.max(0, match.length - 2))}"` : " ".repeat(match.length),
  );
}

function linesOf(text: string): readonly Line[] {
  let heredoc: string | undefined;
  return text.split(/\r?\n/).map((line): Line => {
    if (heredoc !== undefined) {
      heredoc = line.trim() === heredoc ? undefined : heredoc;
      return { text: line, brackets: 0, sign: undefined, isVerbatim: true };
    }
    const code = codeOf(line);
    heredoc = HEREDOC.exec(code)?.[1];
    const brackets = netBrackets(code);
    const sign = /^\s*[\w.-]+\s*=(?!=)/.exec(code)?.[0].length;
    const from = sign === undefined ? "" : code.slice(sign);
    const isWhole = netBrackets(from) === 0;
    return {
      text: line,
      brackets,
      sign: sign !== undefined && isWhole && heredoc === undefined ? sign - 1 : undefined,
      isVerbatim: false,
    };
  });
}

/** The lines that are indented otherwise than `terraform fmt` does it (hclwrite, formatIndent), by their numbers from 1. */
export function wrongIndents(text: string): readonly number[] {
  const open: number[] = [];
  return linesOf(text).flatMap(({ text: line, brackets, isVerbatim }, index) => {
    for (let closed = -brackets; closed > 0 && open.length > 0;) {
      const last = open.pop() ?? 0;
      if (closed < last) {
        open.push(last - closed);
      }
      closed -= last;
    }
    const wanted = "  ".repeat(open.length);
    if (brackets > 0) {
      open.push(brackets);
    }
    const isRight = isVerbatim || line.trim() === "" || /^\s*/.exec(line)?.[0] === wanted;
    return isRight ? [] : [index + 1];
  });
}

/** The lines whose equals sign is not where `terraform fmt` puts it (hclwrite, formatCells), by their numbers from 1. */
export function wrongSigns(text: string): readonly number[] {
  const wrong: number[] = [];
  let column: { readonly line: number; readonly sign: number; readonly name: number }[] = [];
  const close = () => {
    const widest = Math.max(...column.map(({ name }) => name));
    wrong.push(...column.filter(({ sign }) => sign !== widest + 1).map(({ line }) => line));
    column = [];
  };
  linesOf(text).forEach(({ text: line, sign }, index) => {
    if (sign === undefined) {
      close();
    } else {
      column.push({ line: index + 1, sign, name: line.slice(0, sign).trimEnd().length });
    }
  });
  close();
  return wrong;
}

/** Whether a text is laid out as `terraform fmt` does it, as far as indentation and equals signs go. */
export function isFormatted(text: string): boolean {
  return wrongIndents(text).length === 0 && wrongSigns(text).length === 0;
}
