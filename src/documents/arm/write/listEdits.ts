import type { IdentityBlock, ListReading, PlainList } from "../read/identityReading";
import type { ContainerNode, Slot } from "../syntax/syntaxNodes";
import type { SyntaxTree } from "../syntax/syntaxTree";
import { listName, printableList, replaceValue } from "./newBlock";
import type { ListShape } from "../../planQuestion";
import { printMember, printString } from "./printer";
import { insertSlot, removeSlots } from "./slotEdits";
import type { TextEdit } from "../../textEdit";

/** An identity that a list is to hold: how to write it, and how to recognise it. */
export interface WantedIdentity {
  readonly text: string;
  readonly key: string;
}

/** The list of a block that spells its entries out; the shape that is asked for first. */
function plainLists(block: IdentityBlock): readonly (PlainList & { readonly shape: ListShape })[] {
  return (["dictionary", "array"] as const).flatMap((shape) => {
    const list = block[shape];
    return list.kind === "list" ? [{ ...list, shape }] : [];
  });
}

/** The entries of one list whose identities are not wanted. */
function unwanted(list: PlainList, wanted: readonly WantedIdentity[]): ReadonlySet<Slot> {
  const keys = new Set(wanted.map((identity) => identity.key));
  return new Set(list.entries.filter((entry) => !keys.has(entry.key)).map((entry) => entry.slot));
}

/** The identities that no list of a block holds yet. */
export function missing(block: IdentityBlock, wanted: readonly WantedIdentity[]): readonly WantedIdentity[] {
  const present = new Set(plainLists(block).flatMap((list) => list.entries.map((entry) => entry.key)));
  return wanted.filter((identity) => !present.has(identity.key));
}

/** Takes from a block's lists the entries that are not wanted; a list that would be left empty goes whole. */
export function removeUnwanted(
  tree: SyntaxTree,
  block: IdentityBlock,
  wanted: readonly WantedIdentity[],
): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  const whole = new Set<Slot>();
  for (const list of plainLists(block)) {
    const gone = unwanted(list, wanted);
    if (gone.size === list.entries.length) {
      whole.add(list.member);
    } else {
      edits.push(...removeSlots(tree, list.node, gone));
    }
  }
  return [...edits, ...(whole.size === 0 ? [] : removeSlots(tree, block.node, whole))];
}

/** Takes the lists from a block, whether they spell their entries out or not. */
export function removeLists(
  tree: SyntaxTree,
  block: IdentityBlock,
  kinds: readonly ListReading["kind"][],
): readonly TextEdit[] {
  const gone = [block.dictionary, block.array].flatMap((list) =>
    list.kind !== "absent" && kinds.includes(list.kind) ? [list.member] : [],
  );
  return gone.length === 0 ? [] : removeSlots(tree, block.node, new Set(gone));
}

/** Adds identities behind those that are there, in the list of that shape; makes the list where there is none. */
export function addMissing(
  tree: SyntaxTree,
  block: IdentityBlock,
  added: readonly WantedIdentity[],
  shape: ListShape,
): readonly TextEdit[] {
  const list = block[shape];
  if (added.length === 0) {
    return [];
  }
  if (list.kind === "list") {
    return addEntries(tree, list.node, added, shape);
  }
  const value = printableList(
    added.map((identity) => identity.text),
    shape,
  );
  if (list.kind === "null") {
    return replaceValue(tree, block.node, list.member, value);
  }
  return insertSlot(tree, block.node, tree.slots(block.node).slots.at(-1), (style, place) =>
    printMember(listName(shape), value, style, place),
  );
}

function addEntries(
  tree: SyntaxTree,
  list: ContainerNode,
  added: readonly WantedIdentity[],
  shape: ListShape,
): readonly TextEdit[] {
  return insertSlot(tree, list, tree.slots(list).slots.at(-1), (style, place) => {
    const separator = place.kind === "inline" ? `,${style.afterComma}` : `,${style.newline}${place.indent}`;
    const entries = added.map(({ text }) =>
      shape === "dictionary"
        ? printMember(text, { kind: "object", members: [] }, style, place)
        : printString(text, style),
    );
    return entries.join(separator);
  });
}
