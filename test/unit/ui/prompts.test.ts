import { describe, expect, it } from "vitest";
import { answerStep, goOnWith, PromptCancelled, type Prompts, WentBack } from "../../../src/ui/prompts";

interface Answers {
  kind?: string;
  name?: string;
}

/** Answers every input with its own prompt. */
const prompts: Prompts = {
  canGoBack: false,
  pick: () => Promise.reject(new Error("nothing is picked here")),
  search: () => Promise.reject(new Error("nothing is searched here")),
  pickMany: () => Promise.reject(new Error("nothing is picked here")),
  input: ({ prompt }) => Promise.resolve(prompt),
};

const step = answerStep<Answers, "name">(
  "name",
  (_, all) => all.input({ prompt: "a name" }),
  ({ kind }) => kind === "new",
);

describe("a step that asks for one answer", () => {
  it("is needed where the answer is wanted and not known", () => {
    expect([{}, { kind: "new" }, { kind: "new", name: "known" }].map((answers) => step.isNeeded(answers))).toEqual([
      false,
      true,
      false,
    ]);
  });

  it("keeps what it is told, and forgets it on the way back, so that it is asked again", async () => {
    const answers: Answers = { kind: "new" };
    await step.ask(answers, prompts);
    expect(answers).toEqual({ kind: "new", name: "a name" });
    step.forget(answers);
    expect(answers).toEqual({ kind: "new" });
    expect(step.isNeeded(answers)).toBe(true);
  });
});

describe("going on with an answer", () => {
  it("asks again where the user steps back from there, and never where it was known", async () => {
    const answers = ["first", "second"];
    const seen: string[] = [];
    const ask = () => Promise.resolve(answers.shift() ?? "none");
    const goOn = (answer: string, { canGoBack }: { readonly canGoBack: boolean }): Promise<string> => {
      seen.push(`${answer} ${String(canGoBack)}`);
      return answer === "first" ? Promise.reject(new WentBack()) : Promise.resolve(answer);
    };
    expect(await goOnWith(undefined, ask, goOn)).toBe("second");
    await expect(goOnWith("first", ask, goOn)).rejects.toBeInstanceOf(WentBack);
    expect(seen).toEqual(["first true", "second true", "first false"]);
  });

  it("passes on what else goes wrong", async () => {
    const cancelled = goOnWith(
      undefined,
      () => Promise.resolve("a"),
      () => Promise.reject(new PromptCancelled()),
    );
    await expect(cancelled).rejects.toBeInstanceOf(PromptCancelled);
  });
});
