import { describe, expect, it } from "vitest";
import { pollWaitMs } from "../../../src/azure/pollWait";

/** The times, in milliseconds, at which an operation is looked at while it runs for so long, and the look that finds it done. */
function looks(operationMs: number): number[] {
  const at: number[] = [];
  for (let now = pollWaitMs(0); ; now += pollWaitMs(now)) {
    at.push(now);
    if (now >= operationMs) {
      return at;
    }
  }
}

describe("the waits between the looks at an operation", () => {
  it("find its end soon after it, measured by its own time", () => {
    for (const operationMs of [0, 300, 1_000, 5_700, 13_000, 21_500, 41_000, 296_000]) {
      expect((looks(operationMs).at(-1) ?? 0) - operationMs).toBeLessThanOrEqual(Math.max(250, operationMs * 0.15));
    }
  });

  it("stay within the bucket of one resource: 45 looks, and 15 more a minute", () => {
    let [level, before] = [45, 0];
    for (const at of looks(30 * 60_000)) {
      level = Math.min(45, level + ((at - before) / 60_000) * 15) - 1;
      before = at;
      expect(level).toBeGreaterThanOrEqual(0);
    }
  });
});
