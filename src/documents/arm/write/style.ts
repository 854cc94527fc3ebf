import { indentIfFirst, lineIndent } from "../syntax/indentation";
import type { ContainerNode, Slot } from "../syntax/nodes";
import type { SyntaxTree } from "../syntax/syntaxTree";

/** How the surroundings of a change are written. */
export interface Style {
  readonly newline: string;
  /** One step of indentation. */
  readonly unit: string;
  readonly quote: '"' | "'";
  readonly beforeColon: string;
  readonly afterColon: string;
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
  return first?.includes("\t") === true ? "\t" : "  ";
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

/** How the members of a container are written, as the slot nearest to a change shows it. */
export function styleOf(tree: SyntaxTree, container: ContainerNode, nearest: Slot | undefined): Style {
  const { text } = tree;
  const { slots } = tree.slots(container);
  // In an array it is the member that holds the array which shows the habits.
  const sample = nearest?.key === undefined ? (slots.find((slot) => slot.key) ?? tree.slotOf(container)) : nearest;
  const key = sample?.key;
  const colon = key === undefined || sample?.value === undefined ? ": " : text.slice(key.end, sample.value.start);
  const [, before = "", after = ""] = /^([ \t]?)[ \t]*:([ \t]?)[ \t]*$/.exec(colon) ?? [undefined, "", " "];
  return {
    newline: newlineNear(text, nearest?.start ?? container.start),
    unit: unitOf(tree, container, slots),
    quote: key !== undefined && text.charAt(key.start) === "'" ? "'" : '"',
    beforeColon: before,
    afterColon: after,
    afterComma: afterCommaOf(tree, container) ?? after,
    padding: text.charAt(container.start + 1) === " " ? " " : "",
  };
}
