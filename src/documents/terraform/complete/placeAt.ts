import type { TextRange } from "../../textRange";

/** A place in an identity where one of a few known texts is to stand. */
export interface PlaceAt {
  readonly wants: "type" | "identity";
  /** Whether an identity is the key of an object here. */
  readonly isKey?: true;
  /** What stands there already, quotes included; empty where nothing does. */
  readonly replaces: TextRange;
}

/** What is open at an offset: the brackets around it, each with what stands before it on its line. */
interface Open {
  readonly bracket: string;
  readonly before: string;
}

const TYPE = /^\s*type\s*=\s*$/;
/** A list, also one that is given to functions, behind others. */
const LIST = /(?:^|[\s,{])(?:identity_ids|user_assigned_resource_ids)\s*=\s*(?:[a-z]+\(\s*|\[[^[\]]*\]\s*,\s*)*$/;
const KEYS = /(?:^|[\s,{])userAssignedIdentities\s*=\s*$/;
const KEY = /(?:^|[,{])\s*$/;
const IDENTITY = /^\s*(?:identity\s*=?|content|dynamic\s+"identity")\s*$/;

/** Where a quoted text ends, that of its line at the latest. */
function textEnd(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at++) {
    const character = text[at];
    if (character === "\\") {
      at++;
    } else if (character === '"') {
      return at + 1;
    } else if (character === "\n" || character === "\r") {
      return at;
    }
  }
  return text.length;
}

/** Longer words are no names that anybody types. */
const LONGEST = 500;

/** The token that an offset is in, or at the end of; empty where it is in none. */
function tokenAt(text: string, from: number, offset: number): TextRange {
  const line = text.slice(Math.max(from, offset - LONGEST), offset);
  const before = /[\w.[\]*-]*$/.exec(line)?.[0].replace(/^[[\]]+/, "") ?? "";
  const after = /^[\w.-]*/.exec(text.slice(offset, offset + LONGEST))?.[0] ?? "";
  return { start: offset - before.length, end: offset + after.length };
}

/**
 * What can be completed at an offset of a block. Goes by the text alone: what is being typed does not parse.
 * @param from where the block begins
 */
export function placeAt(text: string, from: number, offset: number): PlaceAt | undefined {
  const open: Open[] = [];
  let lineStart = from;
  let token: TextRange | undefined;
  for (let at = from; at < offset; at++) {
    const character = text[at] ?? "";
    if (character === "\n") {
      lineStart = at + 1;
    } else if (character === '"') {
      const end = textEnd(text, at);
      // Behind the closing quote it is over.
      if (offset < end || (offset === end && text[end - 1] !== '"')) {
        token = { start: at, end };
        return placeOf(open.at(-1), text.slice(lineStart, at), token);
      }
      at = end - 1;
    } else if (character === "#" || text.startsWith("//", at)) {
      const newline = text.indexOf("\n", at);
      if (newline < 0 || newline >= offset) {
        return undefined;
      }
      at = newline - 1;
    } else if (character === "{" || character === "[") {
      open.push({ bracket: character, before: text.slice(lineStart, at) });
    } else if (character === "}" || character === "]") {
      open.pop();
    }
  }
  const word = tokenAt(text, lineStart, offset);
  return placeOf(open.at(-1), text.slice(lineStart, word.start), word);
}

function placeOf(open: Open | undefined, before: string, replaces: TextRange): PlaceAt | undefined {
  if (open === undefined) {
    return undefined;
  }
  if (open.bracket === "[") {
    return LIST.test(open.before) ? { wants: "identity", replaces } : undefined;
  }
  if (KEYS.test(open.before)) {
    return KEY.test(before) ? { wants: "identity", replaces, isKey: true } : undefined;
  }
  return IDENTITY.test(open.before) && TYPE.test(before) ? { wants: "type", replaces } : undefined;
}
