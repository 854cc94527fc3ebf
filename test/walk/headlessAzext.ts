import { chosen } from "./headlessVscode";

/** The wizard of azext-utils without a screen: each step is asked once, and a pick takes the lines that were chosen beforehand. */
interface Step {
  shouldPrompt(context: unknown): boolean;
  prompt(context: unknown): Promise<void>;
}

interface Item {
  readonly label: string;
}

const ui = {
  async showQuickPick(
    items: Promise<readonly Item[]>,
    options: { readonly canPickMany?: boolean },
  ): Promise<Item | readonly Item[]> {
    const item = chosen(await items);
    if (item === undefined) {
      throw new Error("nothing to choose");
    }
    return options.canPickMany === true ? [item] : item;
  },
};

export class AzureWizardPromptStep {
  id: string | undefined;
}

export class AzureWizard {
  constructor(
    private readonly context: unknown,
    private readonly options: { readonly promptSteps: readonly Step[] },
  ) {}

  async prompt(): Promise<void> {
    for (const step of this.options.promptSteps) {
      if (step.shouldPrompt(this.context)) {
        await step.prompt(this.context);
      }
    }
  }
}

export class GoBackError extends Error {}

export const isUserCancelledError = (): boolean => false;
export const registerUIExtensionVariables = (): void => undefined;
export const openReadOnlyContent = (): Promise<void> => Promise.resolve();

export function callWithTelemetryAndErrorHandling<Result>(
  _: string,
  task: (context: object) => Promise<Result>,
): Promise<Result> {
  return task({ ui, telemetry: {}, errorHandling: {} });
}
