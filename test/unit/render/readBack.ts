/** Reads rendered ARM and Bicep blocks back into plain values, without any code of the renderer. */

/** The `identity` member of the only block in a rendered ARM text. */
export function readArmBlock(text: string): unknown {
  const json = text
    .split("\n")
    .filter((line) => !line.startsWith("//"))
    .join("\n");
  const { identity } = JSON.parse(`{${json}}`) as { identity: unknown };
  return identity;
}

/** Reads the value that a Bicep text begins with: objects and arrays over lines, and strings without interpolation. */
function readBicepValue(source: string, start: number): { value: unknown; end: number } {
  const at = skip(source, start);
  const opening = source.charAt(at);
  if (opening === "'") {
    return readBicepString(source, at);
  }
  const closing = opening === "{" ? "}" : "]";
  const entries: [string, unknown][] = [];
  let index = skip(source, at + 1);
  while (source.charAt(index) !== closing) {
    if (index >= source.length) {
      throw new Error("the value does not end");
    }
    const key = opening === "{" ? readBicepKey(source, index) : { value: String(entries.length), end: index };
    const { value, end } = readBicepValue(source, key.end);
    entries.push([key.value, value]);
    index = skip(source, end);
  }
  const value = opening === "{" ? Object.fromEntries(entries) : entries.map(([, item]) => item);
  return { value, end: index + 1 };
}

function skip(source: string, index: number): number {
  return index + (/^(?:\s|\/\/[^\n]*)*/.exec(source.slice(index))?.[0].length ?? 0);
}

function readBicepKey(source: string, index: number): { value: string; end: number } {
  const key =
    source.charAt(index) === "'"
      ? readBicepString(source, index)
      : {
          value: /^\w+/.exec(source.slice(index))?.[0] ?? "",
          end: index + (/^\w+/.exec(source.slice(index))?.[0].length ?? 0),
        };
  if (source.charAt(key.end) !== ":") {
    throw new Error(`no colon after ${key.value}`);
  }
  return { value: key.value, end: key.end + 1 };
}

function readBicepString(source: string, start: number): { value: string; end: number } {
  const escapes: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", "'": "'", "\\": "\\", $: "$" };
  let value = "";
  for (let index = start + 1; index < source.length; index += 1) {
    const character = source.charAt(index);
    if (character === "'") {
      return { value, end: index + 1 };
    }
    if (character === "\n" || source.startsWith("${", index)) {
      throw new Error("a line break or an interpolation in a string");
    }
    const unicode = /^\\u\{([0-9a-f]+)\}/.exec(source.slice(index));
    if (unicode !== null) {
      value += String.fromCodePoint(Number.parseInt(unicode[1] ?? "", 16));
      index += unicode[0].length - 1;
    } else if (character === "\\") {
      index += 1;
      value += escapes[source.charAt(index)] ?? "(unknown escape)";
    } else {
      value += character;
    }
  }
  throw new Error("the string does not end");
}

/** The `identity` member of the only block in a rendered Bicep text. */
export function readBicepBlock(text: string): unknown {
  const start = skip(text, 0);
  const key = readBicepKey(text, start);
  const { value, end } = readBicepValue(text, key.end);
  if (key.value !== "identity" || skip(text, end) !== text.length) {
    throw new Error("something else than one identity block");
  }
  return value;
}

/** The value that stands behind the first place of a text in a rendered Bicep file. */
export function readBicepAfter(text: string, place: string): unknown {
  const at = text.indexOf(place);
  if (at < 0) {
    throw new Error(`${place} is not there`);
  }
  return readBicepValue(text, at + place.length).value;
}
