import type { Choice, PickOptions, Prompts, RunSteps } from "../../../../src/ui/prompts";

/** Thrown where an answer is refused: what was said about it. */
export class Refused extends Error {}

/** A wizard that is answered from a list: the label of the line to pick, or the text, by the question. What is not foreseen gets the first line. */
export function fakeWizard(answers: readonly (readonly [question: RegExp, answer: string])[]) {
  const answerTo = (question: string): string | undefined => answers.find(([about]) => about.test(question))?.[1];
  async function pick<Data>(
    given: readonly Choice<Data>[] | Promise<readonly Choice<Data>[]>,
    { placeholder }: PickOptions,
  ): Promise<Data> {
    const answer = answerTo(placeholder);
    const choices = await given;
    const found = answer === undefined ? choices[0] : choices.find(({ label }) => label.includes(answer));
    if (found === undefined) {
      throw new Refused(`${placeholder}: no ${String(answer)}`);
    }
    return found.data;
  }
  const prompts: Prompts = {
    canGoBack: false,
    pick,
    search: pick,
    pickMany: () => Promise.resolve([]),
    async input({ prompt, value = "", check, checkEntered }) {
      const answer = answerTo(prompt) ?? value;
      const wrong = check?.(answer) ?? (await checkEntered?.(answer));
      if (wrong !== undefined) {
        throw new Refused(wrong);
      }
      return answer;
    },
  };
  const runSteps: RunSteps = async (_, steps, given) => {
    for (const step of steps) {
      if (step.isNeeded(given)) {
        await step.ask(given, prompts);
      }
    }
  };
  return { runSteps, openReadOnly: () => Promise.resolve() };
}
