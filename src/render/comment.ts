/** Characters that end a line in some language, or that show a line otherwise than it runs (bidirectional overrides). */
const UNSAFE = /[\u0000-\u001f\u007f\u0085\u2028\u2029\u202a-\u202e\u2066-\u2069]+/g;

/** A text that stays on the line that it is put on, whatever names it holds. */
export function oneLine(text: string): string {
  return text.replace(UNSAFE, " ").trim();
}

/** Comment lines, each text once, in order. */
export function commentLines(prefix: string, texts: readonly string[]): string[] {
  return [...new Set(texts.map(oneLine))].map((text) => `${prefix} ${text}`);
}
