/**
 * How a Windows program that uses Microsoft's C runtime splits its command line, after the documented rules ("Parsing C command-line
 * arguments"): blanks part arguments outside double quotes; backslashes count only before a double quote, where each pair is one and an odd one
 * makes the quote a character; a doubled quote inside quotes is one.
 */
export function runtimeArguments(line: string): string[] {
  const found: string[] = [];
  let current: string | undefined;
  let quoted = false;
  let index = 0;
  while (index < line.length) {
    const character = line.charAt(index);
    if ((character === " " || character === "\t") && !quoted) {
      if (current !== undefined) {
        found.push(current);
        current = undefined;
      }
      index += 1;
      continue;
    }
    current ??= "";
    const backslashes = /^\\*/.exec(line.slice(index))?.[0].length ?? 0;
    if (line.charAt(index + backslashes) !== '"') {
      current += backslashes > 0 ? "\\".repeat(backslashes) : character;
      index += Math.max(backslashes, 1);
      continue;
    }
    current += "\\".repeat(Math.floor(backslashes / 2));
    index += backslashes + 1;
    if (backslashes % 2 === 1) {
      current += '"';
    } else if (quoted && line.charAt(index) === '"') {
      current += '"';
      index += 1;
    } else {
      quoted = !quoted;
    }
  }
  return current === undefined ? found : [...found, current];
}
