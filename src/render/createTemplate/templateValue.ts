/** What a template is made of. */
export type Json = string | number | boolean | readonly Json[] | { readonly [name: string]: Json };

/** A text in brackets would be an expression; a second bracket before it makes it a text again. */
export function literal(text: string): string {
  return text.startsWith("[") ? `[${text}` : text;
}
