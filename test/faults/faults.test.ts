import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { prepare } from "./environment";
import { generate } from "./generate";
import { runHistory } from "./runHistory";
import { notSeen, runSeeds, seedsFrom, type Summary } from "./runSeeds";

describe("a hundred random histories", () => {
  let environment: Awaited<ReturnType<typeof prepare>>;
  let summary: Summary;
  beforeAll(async () => {
    environment = await prepare();
    summary = await runSeeds(seedsFrom(1, 100), environment.certificate);
  }, 300_000);
  afterAll(() => environment.end());

  it("end as they were said to, but for the faults that are known", () => {
    expect(summary.failures.join("\n\n")).toBe("");
  });

  it("show each known fault: one that is mended is to be taken off the list", () => {
    expect(notSeen(summary).map(({ promise }) => promise)).toEqual([]);
  });

  it("are the same each time", async () => {
    for (const seed of [2, 13, 59]) {
      const history = generate(seed);
      expect(await runHistory(history, environment.certificate)).toEqual(
        await runHistory(generate(seed), environment.certificate),
      );
    }
  });

  it("leave the real time as it was", () => {
    expect(Math.abs(Date.now() - new Date().getTime())).toBeLessThan(1_000);
    expect(Object.getPrototypeOf(setTimeout)).toBe(Function.prototype);
  });
});
