import { type History, type Step } from "./step";

/** Runs that a shrinking may take. */
const MOST_RUNS = 60;

/**
 * Makes a failing history shorter: cut off after the step that fails, then without each step, and each trouble, that it does not need.
 * @param fails whether a history still fails in the same way
 * @param failedAt the number of the step that fails, from 1
 */
export async function shrink(
  history: History,
  failedAt: number,
  fails: (shorter: History) => Promise<boolean>,
): Promise<History> {
  let runs = 0;
  let shortest = history;
  const tryWith = async (steps: readonly Step[]): Promise<boolean> => {
    const shorter = { ...history, steps };
    if (runs >= MOST_RUNS || steps.length === 0) {
      return false;
    }
    runs++;
    const isStillFailing = await fails(shorter);
    if (isStillFailing) {
      shortest = shorter;
    }
    return isStillFailing;
  };
  await tryWith(history.steps.slice(0, failedAt));
  for (let at = shortest.steps.length - 1; at >= 0; at--) {
    await tryWith(shortest.steps.filter((_, index) => index !== at));
  }
  for (let at = shortest.steps.length - 1; at >= 0; at--) {
    const step = shortest.steps[at];
    if (step !== undefined && "troubles" in step) {
      for (let trouble = step.troubles.length - 1; trouble >= 0; trouble--) {
        await tryWith(shortest.steps.map((each, index) => (index === at ? withoutTrouble(each, trouble) : each)));
      }
    }
  }
  return shortest;
}

function withoutTrouble(step: Step, at: number): Step {
  return "troubles" in step ? { ...step, troubles: step.troubles.filter((_, index) => index !== at) } : step;
}
