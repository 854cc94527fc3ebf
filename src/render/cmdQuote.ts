import { RenderError } from "./renderError";

/** Backslashes before a double quote would escape it, so they are doubled; the quote itself is doubled for cmd and the program alike. */
function insideQuotes(text: string): string {
  return text.replace(/(\\*)"/g, '$1$1""').replace(/\\+$/, "$&$&");
}

/**
 * One word at the prompt of cmd, for a program that splits its command line as Microsoft's C runtime does (python and so
 * `az` do). A percent sign stands between quoted pieces: at the prompt no variable has a name with quotes in it, so it stays.
 * @throws RenderError for line breaks and NUL: cmd ends the command there.
 */
export function quoteCmd(text: string): string {
  if (/[\0\r\n]/.test(text)) {
    throw new RenderError("notInThisShell", text);
  }
  return /^[A-Za-z0-9_/.:-]+$/.test(text) ? text : `"${text.split("%").map(insideQuotes).join('"%"')}"`;
}
