import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { composeEdits } from "../../../src/documents/composeEdits";
import { applyEdits, type TextEdit } from "../../../src/documents/textEdit";

/** Sorted edits of a text that do not overlap. */
function editsOf(text: string): fc.Arbitrary<readonly TextEdit[]> {
  const part = fc.record({ gap: fc.nat(4), length: fc.nat(4), text: fc.string({ maxLength: 4 }) });
  return fc.array(part, { maxLength: 5 }).map((parts) => {
    const edits: TextEdit[] = [];
    let at = 0;
    for (const { gap, length, text: inserted } of parts) {
      const offset = at + gap;
      if (offset + length <= text.length) {
        edits.push({ offset, length, text: inserted });
        at = offset + length;
      }
    }
    return edits;
  });
}

describe("edits laid over each other", () => {
  it("do at once what they do one after the other", () => {
    const cases = fc.string({ maxLength: 30 }).chain((text) =>
      editsOf(text).chain((first) => {
        const middle = applyEdits(text, first);
        return editsOf(middle).map((second) => ({ text, first, second, wanted: applyEdits(middle, second) }));
      }),
    );
    fc.assert(
      fc.property(cases, ({ text, first, second, wanted }) => {
        const composed = composeEdits(first, second);
        expect(applyEdits(text, composed)).toBe(wanted);
        for (const [index, edit] of composed.entries()) {
          const before = composed[index - 1];
          expect(before === undefined || before.offset + before.length < edit.offset).toBe(true);
        }
      }),
      { numRuns: 3000 },
    );
  });

  it("leave nothing where the second takes back the first", () => {
    const insert = { offset: 3, length: 0, text: "abc" };
    expect(composeEdits([insert], [{ offset: 3, length: 3, text: "" }])).toEqual([]);
  });
});
