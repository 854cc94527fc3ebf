/** A word of a PowerShell command: a text, or something that is worked out when it runs. */
export type PowerShellWord =
  { readonly kind: "text"; readonly text: string } | { readonly kind: "code"; readonly code: string };

const SINGLE = "'\u2018\u2019\u201a\u201b";
const DOUBLE = '"\u201c\u201d\u201e';

function singleQuoted(source: string, start: number): { text: string; end: number } {
  let text = "";
  for (let index = start + 1; index < source.length; index += 1) {
    const character = source.charAt(index);
    if (!SINGLE.includes(character)) {
      text += character;
    } else if (index + 1 < source.length && SINGLE.includes(source.charAt(index + 1))) {
      index += 1;
      text += source.charAt(index);
    } else {
      return { text, end: index + 1 };
    }
  }
  throw new Error("the string does not end");
}

function doubleQuoted(source: string, start: number): { code: string; end: number } {
  for (let index = start + 1; index < source.length; index += 1) {
    if (source.charAt(index) === "`") {
      index += 1;
    } else if (DOUBLE.includes(source.charAt(index))) {
      return { code: source.slice(start, index + 1), end: index + 1 };
    }
  }
  throw new Error("the string does not end");
}

/**
 * Splits PowerShell source into commands and these into words, as far as rendered scripts need it and after about_Parsing and
 * about_Quoting_Rules: single quotes, also typographic ones, hold literal text in which a doubled one is one; double quotes hold code; a
 * line break or `;` ends a command; `#` at the beginning of a word starts a comment. Anything else that is special is an error.
 */
export function powerShellCommands(source: string): PowerShellWord[][] {
  const commands: PowerShellWord[][] = [];
  let words: PowerShellWord[] = [];
  let index = 0;
  while (index < source.length) {
    const character = source.charAt(index);
    if (character === "\n" || character === "\r" || character === ";") {
      if (words.length > 0) {
        commands.push(words);
      }
      words = [];
      index += 1;
    } else if (/\s/.test(character)) {
      index += 1;
    } else if (character === "#") {
      index += /^[^\r\n]*/.exec(source.slice(index))?.[0].length ?? 1;
    } else if (SINGLE.includes(character)) {
      const { text, end } = singleQuoted(source, index);
      words.push({ kind: "text", text });
      index = end;
    } else if (DOUBLE.includes(character)) {
      const { code, end } = doubleQuoted(source, index);
      words.push({ kind: "code", code });
      index = end;
    } else if (/[A-Za-z0-9-]/.test(character)) {
      const text = /^[A-Za-z0-9-]+/.exec(source.slice(index))?.[0] ?? character;
      words.push({ kind: "text", text });
      index += text.length;
    } else {
      words.push({ kind: "code", code: character });
      index += 1;
    }
  }
  return words.length > 0 ? [...commands, words] : commands;
}

/** The double quotes of a text that PowerShell counts when it decides whether to quote an argument. */
function hasBlankOutsideQuotes(text: string): boolean {
  let quotes = 0;
  for (let index = 0; index < text.length; index += 1) {
    if (text.charAt(index) === '"' && text.charAt(index - 1) !== "\\") {
      quotes += 1;
    } else if (/\s/.test(text.charAt(index)) && quotes % 2 === 0) {
      return true;
    }
  }
  return false;
}

/**
 * The command line that Windows PowerShell makes for a program (and PowerShell 7 for a batch file): empty arguments are dropped, an argument with a
 * blank gets quotes around it, and nothing is escaped.
 */
export function legacyCommandLine(texts: readonly string[]): string {
  return texts
    .filter((text) => text !== "")
    .map((text) => (hasBlankOutsideQuotes(text) ? `"${text}"` : text))
    .join(" ");
}
