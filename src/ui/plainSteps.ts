import { l10n } from "vscode";
import { type Prompts, type RunSteps, type Step, WentBack } from "./prompts";
import { askForInput } from "./shown/inputPrompt";
import { pickMany } from "./shown/pickMany";
import type { PickFrame } from "./shown/pickFrame";
import { searchPick } from "./shown/searchPick";

/** Runs the steps of a flow without the wizard of azext-utils, which needs Node. @throws PromptCancelled */
export const runPlainSteps: RunSteps = async (title, steps, answers) => {
  const asked: Step<typeof answers>[] = [];
  for (let next = nextStep(steps, answers, asked); next !== undefined; next = nextStep(steps, answers, asked)) {
    try {
      await next.ask(answers, promptsOf({ title, steps: undefined, canGoBack: asked.length > 0 }));
      asked.push(next);
    } catch (error) {
      const before = error instanceof WentBack ? asked.pop() : undefined;
      if (before === undefined) {
        throw error;
      }
      before.forget(answers);
    }
  }
};

/** The next one that is needed, after the last that was asked. */
function nextStep<Answers>(
  steps: readonly Step<Answers>[],
  answers: Answers,
  asked: readonly Step<Answers>[],
): Step<Answers> | undefined {
  const last = asked.at(-1);
  const start = last === undefined ? 0 : steps.indexOf(last) + 1;
  return steps.slice(start).find((step) => step.isNeeded(answers));
}

function promptsOf(frame: PickFrame): Prompts {
  return {
    canGoBack: frame.canGoBack,
    pick: (choices, options) =>
      searchPick(choices, { ...options, noMatch: () => l10n.t("No matching entries") }, frame),
    search: (choices, options) => searchPick(choices, options, frame),
    pickMany: (choices, options) => pickMany(choices, options, frame),
    input: (options) => askForInput(options, frame),
  };
}
