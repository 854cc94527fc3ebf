import { afterEach, describe, expect, it, vi } from "vitest";
import { readArmTemplate, readingArmTemplate } from "../../../src/documents/arm/model";
import { diagnosing } from "../../../src/documents/arm/diagnose/diagnose";
import { Canonical } from "../../../src/documents/arm/expression/canonical";
import { inTurns, type Sliced } from "../../../src/documents/sliced";
import { SyntaxTree } from "../../../src/documents/arm/syntax/syntaxTree";
import { largeTemplate } from "./arm/largeTemplate";

describe("reading in turns", () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  /** A clock on which every look at it takes so many milliseconds. */
  function slowClock(milliseconds: number): void {
    let now = 0;
    vi.spyOn(performance, "now").mockImplementation(() => (now += milliseconds));
  }

  it("lets the others have their turns where it takes long, and reads the same", async () => {
    const text = largeTemplate();
    let turns = 0;
    slowClock(10);
    const template = await inTurns(readingArmTemplate(text), () => {
      turns++;
      return Promise.resolve();
    });
    // One look at the clock for each 8 K characters at least.
    expect(turns).toBeGreaterThan(text.length / 8_500);
    expect(template.resources).toEqual(readArmTemplate(text).resources);
  });

  it("stops in the turn in which it is cancelled", async () => {
    slowClock(10);
    let turns = 0;
    const cancelled = inTurns(readingArmTemplate(largeTemplate()), () => {
      turns++;
      return turns < 3 ? Promise.resolve() : Promise.reject(new Error("cancelled"));
    });
    await expect(cancelled).rejects.toThrow("cancelled");
    expect(turns).toBe(3);
  });

  it("takes one turn where it does not take long", async () => {
    slowClock(0);
    const nextTurn = vi.fn(() => Promise.resolve());
    await inTurns(readingArmTemplate(`{"resources": []}`), nextTurn);
    expect(nextTurn).not.toHaveBeenCalled();
  });
});

/** How much was done between two points at which the work can be interrupted, at most: calls that take the text apart. */
function mostAtOnce(work: Sliced<unknown>): number {
  const slices: number[] = [0];
  const spies = [
    vi.spyOn(SyntaxTree.prototype, "slots"),
    vi.spyOn(SyntaxTree.prototype, "members"),
    vi.spyOn(Canonical.prototype, "key"),
  ];
  const calls = () => spies.reduce((sum, { mock }) => sum + mock.calls.length, 0);
  for (let done = false; !done;) {
    done = work.next().done === true;
    slices.push(calls());
    for (const spy of spies) {
      spy.mockClear();
    }
  }
  for (const spy of spies) {
    spy.mockRestore();
  }
  return Math.max(...slices);
}

describe("a turn", () => {
  const many = 20_000;
  const machine = `{"type":"Microsoft.Compute/virtualMachines","identity":{"type":"SystemAssigned"}},`;

  it.each([
    ["objects without end", "{},".repeat(many)],
    ["objects as resources", `{"resources":[${"{},".repeat(many)}]}`],
    ["resources in resources", `{"resources":[${`{"resources":{}},`.repeat(many)}]}`],
    ["machines without end", `{"resources":[${machine.repeat(5000)}]}`],
    [
      "readings of a principal",
      `{"resources":[${machine.replace("SystemAssigned", "None")}],"x":[${`"[reference('a').identity.principalId]",`.repeat(5000)}]}`,
    ],
    [
      "one identity with a list without end",
      `{"resources":[{"type":"Microsoft.Compute/virtualMachines","identity":{"type":"UserAssigned","userAssignedIdentities":{${`"[variables('x')]":{},`.repeat(many)}}}}]}`,
    ],
  ])("takes in no more of a text for its being long: %s", (_, text) => {
    // A resource is looked at some dozen times; its list of identities may hold a thousand.
    const most = 200;
    expect(mostAtOnce(readingArmTemplate(text))).toBeLessThan(most);
    expect(mostAtOnce(diagnosing(readArmTemplate(text)))).toBeLessThan(most);
    const typed = text.replace("{", `{"a":1,`);
    expect(mostAtOnce(readingArmTemplate(typed, readArmTemplate(text)))).toBeLessThan(most);
  });

  it.each([
    ["closing brackets only", "]}".repeat(100_000)],
    ["open strings", `"\n`.repeat(100_000)],
  ])("does not end in a search through faults without end: %s", (_, text) => {
    expect(readArmTemplate(text).tree.faults.length).toBeLessThan(20_000);
  });

  it("reads the members of a large object in several", () => {
    const members = (count: number) =>
      `{${Array.from({ length: count }, (__, index) => `"member-${index}":1`).join(",")}}`;
    const steps = (text: string) => {
      const work = SyntaxTree.reading(text);
      let count = 0;
      while (work.next().done !== true) {
        count++;
      }
      return count;
    };
    const length = members(8000).length;
    expect(steps(members(8000))).toBeGreaterThan(length / 8192 + 8000 / 300);
  });
});
