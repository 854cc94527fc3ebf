import { indentIfFirst, lineIndent } from "../syntax/indentation";
import type { ContainerNode, Slot } from "../syntax/syntaxNodes";
import type { SyntaxTree } from "../syntax/syntaxTree";

/** How the surroundings of a change are written. */
export interface Style {
  readonly newline: string;
  /** One step of indentation. */
  readonly unit: string;
  readonly quote: '"' | "'";
  readonly beforeColon: string;
  readonly afterColon: string;
  /** Whether a bracket that opens several lines stands on a line of its own, at the indentation of its member. */
  readonly objectOnOwnLine: boolean;
  readonly arrayOnOwnLine: boolean;
  /** What follows a comma on one line. */
  readonly afterComma: string;
  /** What stands inside the braces of an object on one line. */
  readonly padding: string;
}

function newlineNear(text: string, offset: number): string {
  const before = text.lastIndexOf("\n", offset - 1);
  const at = before >= 0 ? before : text.indexOf("\n", offset);
  if (at < 0) {
    return "\n";
  }
  return text.charAt(at - 1) === "\r" ? "\r\n" : "\n";
}

function unitOf(tree: SyntaxTree, container: ContainerNode, slots: readonly Slot[]): string {
  const { text } = tree;
  for (const { start, value } of slots) {
    // What a member holds tells more than the container itself: arrays often open on one line with their first object.
    const own = indentIfFirst(text, start);
    const child = value?.kind === "object" ? tree.slots(value).slots[0] : undefined;
    const inner = child === undefined ? undefined : indentIfFirst(text, child.start);
    if (own !== undefined && inner !== undefined && inner.length > own.length && inner.startsWith(own)) {
      return inner.slice(own.length);
    }
  }
  const first = slots[0] === undefined ? undefined : indentIfFirst(text, slots[0].start);
  const around = lineIndent(text, container.start);
  if (first !== undefined && around !== undefined && first.length > around.length && first.startsWith(around)) {
    return first.slice(around.length);
  }
  const [character] = first ?? "";
  return character === "\t" ? "\t" : (character ?? " ").repeat(2);
}

/** What stands behind a comma between two slots, in the container or else in those around it; undefined where no line has two. */
function afterCommaOf(tree: SyntaxTree, container: ContainerNode): string | undefined {
  for (let around: ContainerNode | undefined = container; around !== undefined; around = tree.parent(around)) {
    const { slots } = tree.slots(around);
    const index = slots.findIndex((slot, at) => slot.comma >= 0 && at + 1 < slots.length);
    const [slot, next] = [slots[index], slots[index + 1]];
    const gap = slot === undefined || next === undefined ? undefined : tree.text.slice(slot.comma + 1, next.start);
    if (gap !== undefined) {
      return gap === "" ? "" : " ";
    }
  }
  return undefined;
}

/** So many neighbours are looked at for a habit, on either side: a long list shows it no better. */
const NEIGHBOURS = 8;

function neighbours(tree: SyntaxTree, container: ContainerNode, nearest: Slot | undefined): readonly Slot[] {
  const { slots } = tree.slots(container);
  const at = nearest === undefined ? 0 : Math.max(0, slots.indexOf(nearest));
  return slots.slice(Math.max(0, at - NEIGHBOURS), at + NEIGHBOURS + 1);
}

/** What stands between a name and its value; undefined where that is more than a colon and blanks. */
function colonOf({ text }: SyntaxTree, { key, value }: Slot): readonly [before: string, after: string] | undefined {
  const between = key === undefined || value === undefined ? "" : text.slice(key.end, value.start);
  const [, before, after] = /^([ \t\u00a0]*):([ \t\u00a0]*)$/.exec(between) ?? [];
  return before === undefined || after === undefined ? undefined : [before, after];
}

/** The blanks of the nearest one; more than one only where all have as many, or a column of values would be taken for a habit. */
function blanksOf(tree: SyntaxTree, near: readonly Slot[], sample: Slot | undefined): readonly [string, string] {
  const own = sample === undefined ? undefined : colonOf(tree, sample);
  const all = near.flatMap((slot) => {
    const colon = colonOf(tree, slot);
    return colon === undefined ? [] : [colon];
  });
  const [before, after] = own ?? all[0] ?? ["", " "];
  const shared = (blanks: string, side: 0 | 1) =>
    blanks.length > 1 && (all.length < 2 || all.some((colon) => colon[side] !== blanks)) ? blanks.slice(0, 1) : blanks;
  return [shared(before, 0), shared(after, 1)];
}

/**
 * Whether brackets of a kind that open several lines stand on their own line, in the container or else in those around it. The other
 * kind of bracket tells where this one does not occur.
 */
function isOnOwnLine(
  tree: SyntaxTree,
  container: ContainerNode,
  nearest: Slot | undefined,
  kind: ContainerNode["kind"],
): boolean {
  let near = nearest;
  for (let around: ContainerNode | undefined = container; around !== undefined; around = tree.parent(around)) {
    const openings = neighbours(tree, around, near).flatMap(({ key, value }) => {
      const opensLines =
        key !== undefined &&
        (value?.kind === "object" || value?.kind === "array") &&
        /[\r\n]/.test(tree.text.slice(value.start, value.end));
      const isOwn = opensLines && /^\s*:\s*[\r\n]\s*$/.test(tree.text.slice(key.end, value.start));
      return opensLines ? [{ kind: value.kind, isOwn }] : [];
    });
    const ofKind = openings.filter((opening) => opening.kind === kind);
    const telling = ofKind.length > 0 ? ofKind : openings;
    if (telling.length > 0) {
      return telling.filter(({ isOwn }) => isOwn).length * 2 > telling.length;
    }
    near = tree.slotOf(around);
  }
  return false;
}

/** How the members of a container are written, as the slot nearest to a change shows it. */
export function styleOf(tree: SyntaxTree, container: ContainerNode, nearest: Slot | undefined): Style {
  const { text } = tree;
  const { slots } = tree.slots(container);
  // In an array it is the member that holds the array which shows the habits.
  const sample = nearest?.key === undefined ? (slots.find((slot) => slot.key) ?? tree.slotOf(container)) : nearest;
  const key = sample?.key;
  const [before, after] = blanksOf(tree, neighbours(tree, container, nearest), sample);
  return {
    newline: newlineNear(text, nearest?.start ?? container.start),
    unit: unitOf(tree, container, slots),
    quote: key !== undefined && text.charAt(key.start) === "'" ? "'" : '"',
    beforeColon: before,
    afterColon: after,
    objectOnOwnLine: isOnOwnLine(tree, container, nearest, "object"),
    arrayOnOwnLine: isOnOwnLine(tree, container, nearest, "array"),
    afterComma: afterCommaOf(tree, container) ?? (after === "" ? "" : " "),
    padding: text.charAt(container.start + 1) === " " ? " " : "",
  };
}
