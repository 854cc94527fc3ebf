import { describe, expect, it } from "vitest";
import { readArmTemplate } from "../../../../src/documents/arm/model";
import { OncePerTemplate } from "../../../../src/documents/arm/oncePerTemplate";
import { atOnce } from "../../../../src/documents/sliced";

describe("what is read of a template once", () => {
  it("is read for the first who asks, of each template", () => {
    const read: string[] = [];
    const lengths = new OncePerTemplate(function* ({ text }) {
      read.push(text);
      yield;
      return { length: text.length };
    });
    const [one, other] = [readArmTemplate("{}"), readArmTemplate("{ }")];
    expect(lengths.of(one)).toBe(atOnce(lengths.reading(one)));
    expect(lengths.of(other)).toEqual({ length: 3 });
    expect(read).toEqual(["{}", "{ }"]);
  });
});
