import { describe, expect, it, vi } from "vitest";
import { acceptMany } from "../../../../src/ui/shown/pickMany";

vi.mock("vscode", () => import("../../views/fakeVscode"));

const choice = (data: number, isFixed = false) => ({ label: String(data), data, isFixed });
const nothing = { ticked: [], focused: undefined, hasUnticked: false, allowsNone: false };

describe("Enter in a pick of many", () => {
  it("answers what is ticked, whatever is focused", () => {
    const ticked = [choice(1), choice(2)];
    expect(acceptMany({ ...nothing, ticked, focused: choice(3) })).toEqual({ kind: "answer", answer: [1, 2] });
  });

  it("answers the focused row where nothing is ticked", () => {
    expect(acceptMany({ ...nothing, focused: choice(3) })).toEqual({ kind: "answer", answer: [3] });
  });

  it("answers nothing where the focused row cannot be ticked, or no row is focused", () => {
    expect(acceptMany({ ...nothing, focused: choice(3, true) })).toEqual({ kind: "nothing" });
    expect(acceptMany(nothing)).toEqual({ kind: "nothing" });
  });

  it("does not answer with a row whose tick was just taken away", () => {
    expect(acceptMany({ ...nothing, focused: choice(3), hasUnticked: true })).toEqual({ kind: "nothing" });
  });

  it("answers with none where that is an answer", () => {
    expect(acceptMany({ ...nothing, focused: choice(3), allowsNone: true })).toEqual({ kind: "answer", answer: [] });
  });
});
