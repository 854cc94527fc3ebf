import * as vscode from "vscode";

/** A step of the walkthrough that is ticked off by what the user has done, wherever it was done. */
export type FirstStep = "signIn" | "usage" | "change" | "template" | "undo";

/** What ticks off a step: VS Code remembers that it was, and package.json names the context key of each. */
export function firstStepCommand(step: FirstStep, title: string): vscode.Command {
  return { command: "setContext", title, arguments: [`managedIdentities.done.${step}`, true] };
}

/** Ticks off a step of the walkthrough. Called where it is known that it was done, never where it was only begun. */
export function completeFirstStep(step: FirstStep): void {
  const { command, arguments: keyAndValue = [] } = firstStepCommand(step, "");
  void vscode.commands.executeCommand(command, ...(keyAndValue as readonly unknown[]));
}
