import { beforeEach, expect, it, vi } from "vitest";
import { journalTrouble } from "../../../src/ui/journalTrouble";
import { person } from "../features/support/fakePerson";

vi.mock("vscode", () => import("../features/support/fakePerson"));

beforeEach(() => {
  person.reset();
});

it("a list of changes that cannot be saved is told once, and logged each time", () => {
  const log = { warn: vi.fn(), show: vi.fn() };
  const tell = journalTrouble(log);
  tell(new Error("ENOSPC: no space left on device"));
  tell(new Error("ENOSPC: no space left on device"));
  expect(person.texts()).toEqual([expect.stringMatching(/^Couldn't read or save the list of changes\./)]);
  expect(person.told[0]?.level).toBe("warning");
  expect(log.warn).toHaveBeenCalledTimes(2);
});
