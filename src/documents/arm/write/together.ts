import { type ArmTemplate, readingArmTemplate } from "../model";
import type { Sliced } from "../../sliced";
import { composeEdits } from "../../composeEdits";
import type { Editing, Rewrite } from "./editing";
import { applyEdits, type TextEdit } from "../../textEdit";

/** Begins the work anew on the template that it was made for. */
export type Begin<T> = () => Editing<T>;

/** What works on one text come to together. */
export interface Together<T> {
  /** Of those that have been done: one list against the text before, sorted. */
  readonly edits: readonly TextEdit[];
  readonly after: ArmTemplate;
  /** By the numbers of the works; those that are not in it got in the way of another, or failed in company, and were left. */
  readonly outcomes: ReadonlyMap<number, T>;
}

interface Running<T> {
  readonly number: number;
  readonly work: Editing<T>;
  readonly wants: Rewrite;
}

/** The numbers of those whose edits touch an edit of another: the later one in the text gives way. */
function inTheWay<T>(running: readonly Running<T>[]): ReadonlySet<number> {
  const all = running.flatMap(({ number, wants }) => wants.edits.map((edit) => ({ number, edit })));
  all.sort((left, right) => left.edit.offset - right.edit.offset);
  const gone = new Set<number>();
  let last = { number: -1, end: -1 };
  for (const { number, edit } of all) {
    if (number !== last.number && edit.offset <= last.end) {
      gone.add(number);
    }
    const end = edit.offset + edit.length;
    if (!gone.has(number) && end >= last.end) {
      last = { number, end };
    }
  }
  return gone;
}

/** The edits of all of them in the order of the text. */
function joined<T>(running: readonly Running<T>[]): readonly TextEdit[] {
  return running.flatMap(({ wants }) => wants.edits).sort((left, right) => left.offset - right.offset);
}

/** One attempt: `failed` are the works that must not take part, since their edits came to nothing that is wanted. */
function* attempting<T>(
  template: ArmTemplate,
  works: ReadonlyMap<number, Begin<T>>,
  isWanted: (outcome: T) => boolean,
): Sliced<Together<T> & { readonly failed: ReadonlySet<number> }> {
  const outcomes = new Map<number, T>();
  const failed = new Set<number>();
  let running: Running<T>[] = [];
  for (const [number, begin] of works) {
    const work = begin();
    const step = work.next();
    if (step.done === true) {
      outcomes.set(number, step.value);
    } else {
      running.push({ number, work, wants: step.value });
    }
    yield;
  }
  let current = template;
  let edits: readonly TextEdit[] = [];
  while (running.length > 0) {
    const gone = inTheWay(running);
    const stays = running.filter(({ number, wants }) => !gone.has(number) && wants.base === current);
    if (current !== template) {
      // Some of its edits are in the text already.
      for (const { number } of running.filter((each) => !stays.includes(each))) {
        failed.add(number);
      }
    }
    yield;
    const now = joined(stays);
    edits = edits.length === 0 ? now : composeEdits(edits, now);
    current = yield* readingArmTemplate(applyEdits(current.text, now), current);
    running = [];
    for (const { number, work } of stays) {
      const step = work.next(current);
      if (step.done !== true) {
        running.push({ number, work, wants: step.value });
      } else if (isWanted(step.value)) {
        outcomes.set(number, step.value);
      } else {
        failed.add(number);
      }
      yield;
    }
  }
  return { edits, after: current, outcomes, failed };
}

/**
 * Does many works on one text in step: the text is read once for a step of all of them, and not once for each. Those whose edits
 * touch each other's are left for another time, and so is what would come to something else than it does alone.
 * @param isWanted whether what a work that has edited the text has come to may stay
 */
export function* doingTogether<T>(
  template: ArmTemplate,
  begins: readonly Begin<T>[],
  isWanted: (outcome: T) => boolean,
): Sliced<Together<T>> {
  const works = new Map(begins.entries());
  for (;;) {
    const { failed, ...result } = yield* attempting(template, works, isWanted);
    if (failed.size === 0) {
      return result;
    }
    for (const number of failed) {
      works.delete(number);
    }
  }
}
