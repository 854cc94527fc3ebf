/** A text in brackets would be an expression in an ARM template; a second bracket before it makes it a text again. */
export function armLiteral(text: string): string {
  return text.startsWith("[") && text.endsWith("]") ? `[${text}` : text;
}
