import * as vscode from "vscode";

/** The steps of the walkthrough. Each is ticked off by what the user has done, wherever it was done. */
const FIRST_STEPS = ["signIn", "usage", "change", "template", "undo"] as const;

export type FirstStep = (typeof FIRST_STEPS)[number];

/** Not contributed: only the extension itself knows what was done. */
const STEP_DONE = "_managedIdentities.firstStepDone";

const MEMORY_KEY = "managedIdentities.firstSteps";

const isFirstStep = (value: unknown): value is FirstStep => FIRST_STEPS.some((step) => step === value);

/** What ticks off a step, for those who can hand on a command only. */
export function firstStepCommand(step: FirstStep, title: string): vscode.Command {
  return { command: STEP_DONE, title, arguments: [step] };
}

/** Ticks off a step of the walkthrough. Called where it is known that it was done, never where it was only begun. */
export function completeFirstStep(step: FirstStep): void {
  void vscode.commands.executeCommand(STEP_DONE, step);
}

/**
 * Ticks off steps of the walkthrough. `memory` keeps which are done: VS Code notices only what happens once it has loaded its
 * walkthroughs, so that each is told again when one may have been opened.
 */
export function registerFirstSteps(memory: vscode.Memento): vscode.Disposable {
  const stored = memory.get<unknown>(MEMORY_KEY);
  const done = new Set<FirstStep>(Array.isArray(stored) ? stored.filter(isFirstStep) : []);
  const tellAll = ({ opened, changed }: vscode.TabChangeEvent): void => {
    // The editor of walkthroughs is of no kind that extensions know.
    if ([...opened, ...changed].some(({ input }) => input === undefined)) {
      done.forEach(tell);
    }
  };
  return vscode.Disposable.from(
    vscode.window.tabGroups.onDidChangeTabs(tellAll),
    vscode.commands.registerCommand(STEP_DONE, (step: unknown) => {
      if (isFirstStep(step)) {
        if (!done.has(step)) {
          done.add(step);
          void memory.update(MEMORY_KEY, [...done]);
        }
        tell(step);
      }
    }),
  );
}

/**
 * The key of a step, which package.json names, is true for a moment only: one that is true already when VS Code loads its walkthroughs
 * never ticks off anything.
 */
function tell(step: FirstStep): void {
  for (const isDone of [true, false]) {
    void vscode.commands.executeCommand("setContext", `managedIdentities.done.${step}`, isDone);
  }
}
