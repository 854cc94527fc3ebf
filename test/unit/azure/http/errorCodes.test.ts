import { describe, expect, it } from "vitest";
import { errorCodes, meaningOfCode } from "../../../../src/azure/http/errorCodes";

describe("the table of codes", () => {
  it("holds each code once, and says where it is known from", () => {
    const codes = errorCodes.map(({ code }) => code.toLowerCase());
    expect(new Set(codes).size).toBe(codes.length);
    expect(errorCodes.filter(({ code, source }) => code.trim() !== code || source === "")).toEqual([]);
  });

  it("is read in any casing, and has nothing to say of what it does not hold", () => {
    expect(meaningOfCode("SCOPELOCKED")).toBe("locked");
    expect(meaningOfCode("__proto__")).toBeUndefined();
    expect(meaningOfCode(undefined)).toBeUndefined();
  });
});
