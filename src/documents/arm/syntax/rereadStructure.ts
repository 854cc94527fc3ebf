import type { Sliced } from "../../sliced";
import { ContainerTable } from "./containerTable";
import { SLICE, type Structure, type StructureFault, StructureReader } from "./structure";
import { differenceBetween, type TextDifference } from "./textDifference";

/** A text and its structure. */
export interface ReadText {
  readonly text: string;
  readonly structure: Structure;
}

/** Where an attempt fails, the next one takes in at least so many times as much: all attempts together stay below one whole reading. */
const WIDER = 4;

/**
 * The structure of a text that has come from another one, as far as reading the innermost container around the change anew tells it;
 * undefined where the whole text has to be read. What stands behind a container is read in the same way whatever it holds,
 * provided that it ends where it ended: nothing is remembered across its end but the containers around it.
 */
export function* rereadingStructure(earlier: ReadText, text: string): Sliced<Structure | undefined> {
  const difference = differenceBetween(earlier.text, text);
  const { containers } = earlier.structure;
  let smallest = 0;
  for (let around = containers.at(difference.start); around > 0; around = containers.parent(around)) {
    const size = containers.close(around) - containers.open(around);
    if (size * WIDER > text.length) {
      return undefined;
    }
    if (size >= smallest && canBeReread(earlier.structure, around, difference)) {
      const structure = yield* rereadContainer(earlier.structure, around, text, difference.newEnd - difference.oldEnd);
      if (structure !== undefined) {
        return structure;
      }
      smallest = size * WIDER;
    }
  }
  return undefined;
}

function canBeReread({ containers, faults }: Structure, container: number, { start, oldEnd }: TextDifference): boolean {
  const [open, close] = [containers.open(container), containers.close(container)];
  return open < start && oldEnd <= close && faults.every((fault) => isIndependent(fault, open, close));
}

/**
 * Whether a fault is the same whatever the container holds. An open string before it was taken for one after a look at what follows;
 * a bracket behind it that does not fit may have been judged by the indentation of the container's last line.
 */
function isIndependent({ kind, offset }: StructureFault, open: number, close: number): boolean {
  return offset < open ? kind !== "unterminatedString" : offset <= close;
}

/** Undefined where the container no longer ends where it ended. */
function* rereadContainer(
  earlier: Structure,
  container: number,
  text: string,
  moved: number,
): Sliced<Structure | undefined> {
  const old = earlier.containers;
  const [open, close] = [old.open(container), old.close(container)];
  const containers = ContainerTable.withHeadOf(old, container);
  containers.add(open, old.parent(container), old.isArray(container));
  const stack = [container];
  for (let around = old.parent(container); around >= 0; around = old.parent(around)) {
    stack.unshift(around);
  }
  const outside = stack.length - 1;
  const reader = new StructureReader(text, containers, stack);
  const end = close + moved + 1;
  for (let read = open; read < end && reader.depth > outside;) {
    read = Math.min(read + SLICE, end);
    reader.readTo(read, outside + 1);
    yield;
  }
  if (reader.depth !== outside || !containers.isClosed(container) || containers.close(container) !== close + moved) {
    return undefined;
  }
  yield* containers.addingRestOf(old, container, moved);
  const faults = [...earlier.faults.filter(({ offset }) => offset < open), ...reader.faults];
  return { containers, faults: faults.sort((left, right) => left.offset - right.offset) };
}
