import type { TextEdit } from "./textEdit";

/** A step over a text: `keep` copies so many characters, `drop` leaves them out, `insert` adds. */
type Step =
  | { readonly kind: "keep"; readonly length: number }
  | { readonly kind: "drop"; readonly length: number }
  | { readonly kind: "insert"; readonly text: string };

function stepsOf(edits: readonly TextEdit[]): Step[] {
  const steps: Step[] = [];
  let at = 0;
  for (const { offset, length, text } of edits) {
    steps.push({ kind: "keep", length: offset - at }, { kind: "drop", length }, { kind: "insert", text });
    at = offset + length;
  }
  steps.push({ kind: "keep", length: Number.POSITIVE_INFINITY });
  return steps.filter((step) => (step.kind === "insert" ? step.text !== "" : step.length > 0));
}

function lengthOf(step: Step): number {
  return step.kind === "insert" ? step.text.length : step.length;
}

/** The step without its first `count` characters; undefined where nothing is left. */
function rest(step: Step, count: number): Step | undefined {
  if (lengthOf(step) === count) {
    return undefined;
  }
  return step.kind === "insert"
    ? { kind: "insert", text: step.text.slice(count) }
    : { kind: step.kind, length: step.length - count };
}

function composeSteps(first: readonly Step[], second: readonly Step[]): readonly Step[] {
  const composed: Step[] = [];
  // Not taken off the arrays: that would move all that is behind, each time.
  let [nextLeft, nextRight] = [1, 1];
  let [left, right] = [first[0], second[0]];
  while (left !== undefined && right !== undefined) {
    if (left.kind === "drop") {
      composed.push(left);
      left = first[nextLeft++];
    } else if (right.kind === "insert") {
      composed.push(right);
      right = second[nextRight++];
    } else {
      const count = Math.min(lengthOf(left), lengthOf(right));
      if (left.kind === "keep") {
        composed.push({ kind: right.kind, length: count });
      } else if (right.kind === "keep") {
        composed.push({ kind: "insert", text: left.text.slice(0, count) });
      }
      left = rest(left, count) ?? first[nextLeft++];
      right = rest(right, count) ?? second[nextRight++];
    }
  }
  return composed;
}

/** The edits that do at once what `first`, and then `second` on the outcome, do. Both sorted, neither overlapping in itself. */
export function composeEdits(first: readonly TextEdit[], second: readonly TextEdit[]): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  let at = 0;
  let pending: TextEdit = { offset: 0, length: 0, text: "" };
  for (const step of composeSteps(stepsOf(first), stepsOf(second))) {
    if (step.kind === "keep") {
      edits.push(pending);
      at += step.length;
      pending = { offset: at, length: 0, text: "" };
    } else if (step.kind === "drop") {
      at += step.length;
      pending = { ...pending, length: pending.length + step.length };
    } else {
      pending = { ...pending, text: pending.text + step.text };
    }
  }
  return [...edits, pending].filter((edit) => edit.length > 0 || edit.text !== "");
}
