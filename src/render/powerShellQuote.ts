/** The characters that PowerShell takes for a single quote: the straight one and the typographic ones (about_Quoting_Rules). */
const SINGLE_QUOTES = /['\u2018\u2019\u201a\u201b]/g;

/** A string literal of PowerShell: nothing in it is expanded, and it may hold line breaks. */
export function quotePowerShell(text: string): string {
  return `'${text.replace(SINGLE_QUOTES, "$&$&")}'`;
}

/**
 * Whether every PowerShell hands this argument to a program as it stands. Windows PowerShell drops empty arguments and loses double quotes,
 * and on Windows `az` is a batch file, so that cmd reads the line once more. Such a text has to go through a file.
 */
export function isPlainArgument(text: string): boolean {
  return text !== "" && !/["%&|<>^()!\\\u0000-\u001f]/.test(text);
}

/** An argument of a program in PowerShell, for a text that is plain: names and the CLI's own options stand without quotes. */
export function quotePowerShellArgument(text: string): string {
  return /^(?:-[A-Za-z]|(?:--)?[A-Za-z][A-Za-z0-9-]*)$/.test(text) ? text : quotePowerShell(text);
}
