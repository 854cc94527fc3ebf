/**
 * What names, answers of servers and template text become before people see them: one function for each place. None of it knows
 * VS Code; what each place makes of a text was looked up in VS Code 1.139.
 */

/**
 * Characters that are not seen, or that change how the ones around them are seen: control characters, bidi overrides and
 * isolates, zero-width characters and fillers, line and paragraph separators, halves of surrogate pairs.
 */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0]/gu;

/** `$(name)` and `$(name~modifier)`, where VS Code draws an icon. */
const ICON = /\$\((?=[A-Za-z0-9-]+(?:~[A-Za-z]+)?\))/g;

function spelled(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16);
  return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, "0")}`;
}

function inOneLine(text: string): string {
  return text.replaceAll(/[\t\r\n]+/g, " ").replaceAll(UNSEEN, spelled);
}

function inLines(text: string): string {
  return text
    .split(/\r\n|[\r\n]/)
    .map(inOneLine)
    .join("\n");
}

/** VS Code takes `[text](command:id)`, and the same with an address or a file, for a link. */
function withoutLinks(text: string): string {
  return text.replaceAll("](", "] (");
}

function withoutIcons(text: string): string {
  return text.replaceAll(ICON, "\\$(");
}

/** Text of a notification, title and message of progress. Links are drawn there. */
export function forNotification(text: string): string {
  return withoutLinks(inOneLine(text));
}

/** Message and detail of a modal dialog. Line breaks stay. */
export function forDialog(text: string): string {
  return withoutLinks(inLines(text));
}

/** A button of a notification or a dialog. */
export function forButton(text: string): string {
  return inOneLine(text).replaceAll("$(", "$ (");
}

/** Label, description or detail of a line of a quick pick. Icons are drawn in all three. */
export function forQuickPick(text: string): string {
  return withoutIcons(inOneLine(text));
}

/** Prompt and validation message of an input. Links and icons are drawn in both. */
export function forInput(text: string): string {
  return withoutIcons(withoutLinks(inOneLine(text)));
}

/** Text of the status bar. Icons are drawn there. */
export function forStatusBar(text: string): string {
  return withoutIcons(inOneLine(text));
}

/** Title of a code lens. Icons are drawn there. */
export function forCodeLens(text: string): string {
  return withoutIcons(inOneLine(text));
}

/**
 * Label of a completion. Icons are drawn there, each part that matches what is typed for itself: an escape before such a part would be
 * cut off from what it escapes.
 */
export function forCompletion(text: string): string {
  return inOneLine(text).replaceAll(ICON, "$ (");
}

/** What is drawn letter by letter, in one line: labels and messages of trees, titles and placeholders of prompts, code actions, details of completions, tabs. */
export function forPlainLine(text: string): string {
  return inOneLine(text);
}

/** What is drawn letter by letter, in lines: tooltips that are no Markdown, diagnostics, the documentation of completions. */
export function forPlainText(text: string): string {
  return inLines(text);
}

/** A paragraph of Markdown that shows the text and nothing else: every sign that could mean something is escaped, addresses too. */
export function forMarkdown(text: string): string {
  return inOneLine(text)
    .replaceAll(/[!-/:-@[-`{-~]/g, "\\$&")
    .replaceAll(/^ +| {2,}/g, (run) => "&nbsp;".repeat(run.length));
}

/** An entry of the log: what follows its first line is indented, so that no text can look like an entry of its own. */
export function forLog(text: string): string {
  return inLines(text).replaceAll("\n", "\n    ");
}

/** What a spreadsheet takes for a formula (OWASP, "CSV Injection"), in any width, also behind what it strips or does not show. */
const FORMULA =
  /^(?:[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}]*[=+\-@\uff1d\uff0b\uff0d\uff20\ufe62\ufe63\ufe66\ufe6b\u2212]|\p{C})/u;

/** The same behind a separator of other spreadsheets, which take the quotes of ours for letters. */
const LATER_FORMULA =
  /^["\p{C}\p{Z}\p{Default_Ignorable_Code_Point}]*[=+\-@\uff1d\uff0b\uff0d\uff20\ufe62\ufe63\ufe66\ufe6b\u2212]/u;

/** What separates cells or rows besides the comma. Caught, so that splitting keeps it. */
const SEPARATOR = /([;\t\r\n])/;

/**
 * A cell of a CSV file: always quoted; a text that a spreadsheet would run gets an apostrophe before it, also where a spreadsheet with
 * another separator than ours splits the cell. What is not seen is spelled out; line breaks and tabs stay.
 */
export function forCsv(text: string): string {
  const isPart = (index: number): boolean => index > 0 && index % 2 === 0;
  const guarded = text
    .split(SEPARATOR)
    .map((part, index) => (isPart(index) && LATER_FORMULA.test(part) ? `'${part}` : part))
    .join("");
  const safe = FORMULA.test(text) ? `'${guarded}` : guarded;
  const seen = safe.replaceAll(/[^\t\r\n]+/g, (run) => run.replaceAll(UNSEEN, spelled));
  return `"${seen.replaceAll('"', '""')}"`;
}
