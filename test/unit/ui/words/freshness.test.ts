import { describe, expect, it, vi } from "vitest";
import { describeFreshness } from "../../../../src/ui/words/freshness";

vi.mock("vscode", () => import("../../features/support/fakeUser"));

const listed = (listedAt: number | undefined, ...copied: readonly string[]) => ({ listedAt, copied: new Set(copied) });
const at = (time: string): number => new Date(`2020-01-01T${time}:00`).getTime();

describe("how old the rows of a view are", () => {
  it("is the time of the oldest list", () => {
    expect(describeFreshness([listed(at("14:05")), listed(at("13:01"))])).toMatch(/^listed at .*1:01/);
  });

  it("is not said while something has not been listed, or of nothing", () => {
    expect(describeFreshness([listed(at("14:05")), listed(undefined)])).toBeUndefined();
    expect(describeFreshness([])).toBeUndefined();
  });

  it("is said to be that of a copy while a row is from one", () => {
    expect(describeFreshness([listed(at("14:05")), listed(undefined, "/x")])).toBe("partly from Azure Resource Graph");
  });
});
