import { afterEach, describe, expect, it, vi } from "vitest";
import { readArmTemplate, readingArmTemplate } from "../../../../src/documents/arm/model";
import { inTurns } from "../../../../src/documents/arm/sliced";
import { largeTemplate } from "./largeTemplate";

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
