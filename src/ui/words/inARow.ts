import { env } from "vscode";

/** Short phrases in a row, as the language of the window joins them: "57 changed, 3 failed". */
export function inARow(parts: readonly string[]): string {
  return new Intl.ListFormat(env.language, { type: "unit", style: "short" }).format(parts);
}
