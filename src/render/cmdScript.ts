import { quoteCmd } from "./cmdQuote";
import { commentLines, oneLine } from "./comment";
import { type Step, withItem } from "./shellScript";

function stepLines(step: Step): string[] {
  if (step.kind === "comment") {
    // Some of these run or expand even behind rem.
    return commentLines("rem", [oneLine(step.text).replace(/[&|<>^%!"]/g, " ")]);
  }
  const items = step.items.length === 0 ? [""] : step.items;
  return items.flatMap((item) => withItem(step.commands, item).map((words) => words.map(quoteCmd).join(" ")));
}

/**
 * The steps as lines for the prompt of cmd. A list, not a loop: a loop's variable is spelled otherwise in a batch file than at the
 * prompt, and a batch file ends with the first `az` that it does not `call`.
 */
export function cmdScript(steps: readonly Step[]): string {
  return steps.flatMap(stepLines).join("\n");
}
