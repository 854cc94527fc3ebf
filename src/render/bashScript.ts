import { quoteBash } from "./bashQuote";
import { commentLines } from "./comment";
import { type Command, type Step, withItem } from "./shellScript";

/** A loop over items: `variable` holds each in turn. */
export function bashLoop(variable: string, items: readonly string[], body: readonly string[]): string[] {
  return [
    `for ${variable} in \\`,
    ...items.map((item, index) => `  ${quoteBash(item)}${index < items.length - 1 ? " \\" : ""}`),
    "do",
    ...body.map((line) => `  ${line}`),
    "done",
  ];
}

function line(command: Command): string {
  return command.map((word) => (typeof word === "string" ? quoteBash(word) : '"$id"')).join(" ");
}

function stepLines(step: Step): string[] {
  if (step.kind === "comment") {
    return commentLines("#", [step.text]);
  }
  const [first, second] = step.items;
  if (first !== undefined && second !== undefined) {
    return bashLoop("id", step.items, step.commands.map(line));
  }
  return withItem(step.commands, first ?? "").map(line);
}

/** The steps as a script of bash. */
export function bashScript(steps: readonly Step[]): string {
  return steps.flatMap(stepLines).join("\n");
}
