const ESCAPES: ReadonlyMap<string, string> = new Map([
  ["\\", "\\\\"],
  ["'", "\\'"],
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["\t", "\\t"],
]);

/** A string literal of Bicep: no interpolation, and no character that would end the line. */
export function bicepString(text: string): string {
  const escaped = text.replace(/[\\'\u0000-\u001f\u007f\u0085\u2028\u2029]/g, (character) => {
    return ESCAPES.get(character) ?? `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
  });
  return `'${escaped.replaceAll("${", "\\${")}'`;
}

/** An identity as a value: a literal id as a string, anything else as the expression that it is. */
export function idValue(text: string): string {
  return text.startsWith("/") ? bicepString(text) : text;
}

/** An identity as a key of a dictionary, which is always a string. */
export function idKey(text: string): string {
  return text.startsWith("/") || text.startsWith("'") ? idValue(text) : `'\${${text}}'`;
}
