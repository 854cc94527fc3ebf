const ESCAPES: ReadonlyMap<string, string> = new Map([
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ['"', '"'],
  ["\\", "\\"],
]);

/** What a literal part of a text stands for. @param isQuoted heredocs know no escapes with a backslash */
export function templateText(raw: string, isQuoted: boolean): string {
  const unescaped = isQuoted
    ? raw.replace(/\\(?:u([\da-f]{4})|U([\da-f]{8})|(.))/gis, (whole, short?: string, long?: string, one?: string) => {
        const code = short ?? long;
        if (code === undefined) {
          return ESCAPES.get(one ?? "") ?? whole;
        }
        const point = Number.parseInt(code, 16);
        return point > 0x10ffff ? whole : String.fromCodePoint(point);
      })
    : raw;
  return unescaped.replaceAll("$${", () => "${").replaceAll("%%{", () => "%{");
}

/** A quoted string of Terraform: no interpolation, no directive, on one line. */
export function quotedText(text: string): string {
  const quoted = JSON.stringify(text).replace(/[\u007f\u0085\u2028\u2029]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
  // Terraform knows neither \b nor \f.
  const known = quoted.replace(/\\(?:\\|b|f)/g, (escape) => {
    return escape === "\\b" ? "\\u0008" : escape === "\\f" ? "\\u000c" : escape;
  });
  // As functions: in a replacement text `$$` would be one `$`.
  return known.replaceAll("${", () => "$${").replaceAll("%{", () => "%%{");
}
