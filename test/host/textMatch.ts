/** A whole text, or a pattern for a part of one. */
export type TextMatch = string | RegExp;

export function matchesText(match: TextMatch, text: string): boolean {
  return typeof match === "string" ? text === match : match.test(text);
}

export function describeMatch(match: TextMatch): string {
  return typeof match === "string" ? `"${match}"` : String(match);
}
