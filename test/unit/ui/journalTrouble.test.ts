import { beforeEach, expect, it, vi } from "vitest";
import { journalTrouble } from "../../../src/ui/journalTrouble";
import { user } from "../features/support/fakeUser";

vi.mock("vscode", () => import("../features/support/fakeUser"));

beforeEach(() => {
  user.reset();
});

it("a list of changes that cannot be saved is told once, and logged each time", () => {
  const log = { warn: vi.fn(), show: vi.fn() };
  const tell = journalTrouble(log);
  tell(new Error("ENOSPC: no space left on device"));
  tell(new Error("ENOSPC: no space left on device"));
  expect(user.texts()).toEqual([expect.stringMatching(/^Couldn't read or save the list of changes\./)]);
  expect(user.told[0]?.level).toBe("warning");
  expect(log.warn).toHaveBeenCalledTimes(2);
});
