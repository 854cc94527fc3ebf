import { describe, expect, it, vi } from "vitest";
import { runPlainSteps } from "../../../src/ui/plainSteps";
import { PromptCancelled, type Step, WentBack } from "../../../src/ui/prompts";

vi.mock("vscode", () => import("../views/fakeVscode"));

interface Answers {
  first?: number;
  second?: number;
  third?: number;
}

/** A step that answers with what comes next of `answers`: an error is thrown. */
function step(key: keyof Answers, answers: (number | Error)[], seen: string[], isNeeded = () => true): Step<Answers> {
  return {
    id: key,
    isNeeded: (given) => given[key] === undefined && isNeeded(),
    ask: (given, { canGoBack }) => {
      seen.push(`${key}${canGoBack ? " or back" : ""}`);
      const next = answers.shift();
      if (typeof next !== "number") {
        return Promise.reject(next ?? new PromptCancelled());
      }
      given[key] = next;
      return Promise.resolve();
    },
    forget: (given) => {
      Reflect.deleteProperty(given, key);
    },
  };
}

describe("the steps of a flow without a wizard", () => {
  it("are asked in their order, those that are needed", async () => {
    const seen: string[] = [];
    const answers: Answers = { first: 1 };
    const steps = [step("first", [], seen), step("second", [2], seen), step("third", [3], seen, () => false)];
    await runPlainSteps("Title", steps, answers);
    expect(seen).toEqual(["second"]);
    expect(answers).toEqual({ first: 1, second: 2 });
  });

  it("are gone back through, and forget what they had learnt", async () => {
    const seen: string[] = [];
    const answers: Answers = {};
    await runPlainSteps("Title", [step("first", [1, 10], seen), step("second", [new WentBack(), 2], seen)], answers);
    expect(seen).toEqual(["first", "second or back", "first", "second or back"]);
    expect(answers).toEqual({ first: 10, second: 2 });
  });

  it("end where one is closed", async () => {
    const seen: string[] = [];
    const steps = [step("first", [new PromptCancelled()], seen), step("second", [2], seen)];
    await expect(runPlainSteps("Title", steps, {})).rejects.toThrow(PromptCancelled);
    expect(seen).toEqual(["first"]);
  });
});
