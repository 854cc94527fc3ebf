import { describe, expect, it } from "vitest";
import { quotaResetMs } from "../../../../src/azure/http/resourceGraph";

describe("the time until the quota of Azure Resource Graph is whole again", () => {
  it.each([
    ["00:00:05", 5_000],
    ["00:00:00", 0],
    ["00:00:04.5000000", 4_000],
    ["00:01:00", 60_000],
    ["99:00:00", 60_000],
    ["soon", 5_000],
    [undefined, 5_000],
  ])("%s is read, and never makes anybody wait for long", (text, milliseconds) => {
    expect(quotaResetMs(text)).toBe(milliseconds);
  });
});
