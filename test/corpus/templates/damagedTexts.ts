import { applyEdits, type TextEdit } from "../../../src/documents/textEdit";

/** One bracket or one line that a text has lost, or one bracket that it has got. */
export interface Damage {
  /** What was done to the text. */
  readonly edit: TextEdit;
  /** What it is undone with. */
  readonly inverse: TextEdit;
  readonly text: string;
}

/** What strict JSON says, trailing commas aside; undefined where the text is none. */
export function parsed(text: string): unknown {
  const strict = text
    .replace(/^\uFEFF/, "")
    .replaceAll(/"(?:[^"\\]|\\.)*"|,(?=\s*[}\]])/g, (token) => (token === "," ? "" : token));
  try {
    return JSON.parse(strict);
  } catch {
    return undefined;
  }
}

function bracketsIn(text: string, from: number, to: number): readonly number[] {
  const found: number[] = [];
  for (const token of text.slice(0, to).matchAll(/"(?:[^"\\]|\\.)*"|[{}[\]]/g)) {
    if (token.index >= from && token[0].length === 1) {
      found.push(token.index);
    }
  }
  return found;
}

/** So many of them, spread evenly. */
function spread<T>(all: readonly T[], most: number): readonly T[] {
  const step = Math.max(1, all.length / most);
  return all.filter((_, index) => Math.floor(index / step) !== Math.floor((index - 1) / step));
}

/** Damages of a stretch of a text, some of each kind; none that leaves a text which parses. */
export function damagesOf(text: string, from: number, to: number, most: number): readonly Damage[] {
  const brackets = bracketsIn(text, from, to);
  const lines = [...text.slice(from, to).matchAll(/^.*\r?\n/gm)].map(({ index }) => from + index);
  const starts = lines.map((offset) => text.lastIndexOf("\n", offset - 1) + 1);
  const gone = spread(brackets, most).map((offset) => ({ offset, length: 1, text: "" }));
  const added = spread(brackets, most).flatMap((offset, index) => [
    { offset: offset + 1, length: 0, text: "}" },
    { offset: offset + 1, length: 0, text: "{[]".charAt(index % 3) },
  ]);
  const lost = spread(starts, most * 2).map((offset) => ({
    offset,
    length: text.indexOf("\n", offset) + 1 - offset,
    text: "",
  }));
  return [...gone, ...added, ...lost].flatMap((edit) => {
    const inverse = {
      offset: edit.offset,
      length: edit.text.length,
      text: text.slice(edit.offset, edit.offset + edit.length),
    };
    const damaged = applyEdits(text, [edit]);
    return parsed(damaged) === undefined ? [{ edit, inverse, text: damaged }] : [];
  });
}

/** The texts that may come of a changed one when its damage is undone, the likeliest first: its place may have been taken away. */
export function* undone(changed: string, edits: readonly TextEdit[], { inverse }: Damage): Iterable<string> {
  const at = (offset: number, isBehind: boolean) =>
    edits
      .filter((edit) => edit.offset + edit.length < offset || (isBehind && edit.offset + edit.length <= offset))
      .reduce((moved, edit) => moved + edit.text.length - edit.length, offset);
  const places = [at(inverse.offset, false), at(inverse.offset, true)];
  for (const offset of places.filter((each) => each <= changed.length)) {
    yield applyEdits(changed, [{ ...inverse, offset }]);
  }
  yield changed;
  // A bracket too many may be any one of its like that stand together.
  const [place = 0] = places;
  for (let offset = Math.max(0, place - 700); inverse.length === 1 && offset < place + 300; offset++) {
    if (/[{}[\]]/.test(changed.charAt(offset))) {
      yield applyEdits(changed, [{ ...inverse, offset }]);
    }
  }
}
