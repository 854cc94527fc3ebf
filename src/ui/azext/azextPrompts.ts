import {
  AzureWizard,
  AzureWizardPromptStep,
  callWithTelemetryAndErrorHandling,
  GoBackError,
  type IActionContext,
  type IAzureQuickPickItem,
  type IWizardOptions,
  isUserCancelledError,
  openReadOnlyContent,
  registerUIExtensionVariables,
} from "@microsoft/vscode-azext-utils";
import * as vscode from "vscode";
import type { Choice, InputOptions, PickOptions, Prompts, RunStepsOptions, Step } from "../prompts";
import { PromptCancelled, WentBack } from "../prompts";
import { pickMany } from "../shown/pickMany";
import { searchPick } from "../shown/searchPick";
import { wizardState } from "./wizardState";
import { shownTexts } from "../shown/quickPick";
import { forInput, forPlainLine, forQuickPick } from "../shown/safeText";

/** Tells azext-utils whose it is. It wants an output channel of its own kind; nothing but its own notes is written there. */
export function registerAzext(context: vscode.ExtensionContext, channel: vscode.LogOutputChannel): void {
  const outputChannel = Object.assign(Object.create(channel) as vscode.LogOutputChannel, {
    isPersistent: false,
    appendLog: (value: string) => {
      channel.info(value);
    },
  });
  registerUIExtensionVariables({ context, outputChannel });
  // The wizard knows a step back by the name of its error's class, which the minifier shortens.
  Object.defineProperty(GoBackError, "name", { value: "GoBackError" });
}

/** A wizard whose prompts carry its title even where there is only one of them, and whose first step can lead back to what was before. */
class TitledWizard<Context extends IActionContext> extends AzureWizard<Context> {
  /** azext-utils does not declare it; its version is fixed in package.json. */
  declare readonly currentStep: number;

  constructor(
    context: Context,
    options: IWizardOptions<Context>,
    private readonly canGoBack: boolean,
    private readonly uncounted: () => number,
  ) {
    super(context, options);
  }

  get totalSteps(): number {
    return Number(Reflect.get(AzureWizard.prototype, "totalSteps", this)) - this.uncounted();
  }

  get showTitle(): boolean {
    return true;
  }

  get showBackButton(): boolean {
    return this.canGoBack || this.currentStep > 1;
  }
}

class AzextStep<Answers> extends AzureWizardPromptStep<IActionContext> {
  private isReached = false;

  constructor(
    private readonly step: Step<Answers>,
    private readonly answers: Answers,
  ) {
    super();
    this.id = step.id;
  }

  /** Whether it is still to come, and does not count. */
  get isUncounted(): boolean {
    return this.step.isQuiet === true && !this.isReached && this.shouldPrompt();
  }

  override shouldPrompt(): boolean {
    return this.step.isNeeded(this.answers);
  }

  override async prompt(context: IActionContext): Promise<void> {
    this.isReached = true;
    try {
      await this.step.ask(this.answers, promptsOf(context));
    } catch (error) {
      this.isReached = false;
      throw error instanceof WentBack ? new GoBackError() : error;
    }
    // The wizard goes back to steps that have asked something, and sees by itself only what its own prompts have asked.
    Object.assign(this, { prompted: true });
  }

  override undo(): void {
    this.step.forget(this.answers);
  }
}

/** Runs the steps of a flow in an azext wizard. @throws PromptCancelled; WentBack where there is something before the first step */
export async function runAzextSteps<Answers>(
  title: string,
  steps: readonly Step<Answers>[],
  answers: Answers,
  { canGoBack = false }: RunStepsOptions = {},
): Promise<void> {
  await callWithTelemetryAndErrorHandling("managedIdentities.steps", async (context) => {
    context.telemetry.suppressAll = true;
    context.errorHandling.suppressDisplay = true;
    context.errorHandling.rethrow = true;
    const needed = steps.filter((step) => step.isQuiet !== true && step.isNeeded(answers));
    const promptSteps = steps.map((step) => new AzextStep(step, answers));
    try {
      await new TitledWizard(
        context,
        { title: forPlainLine(title), promptSteps, hideStepCount: needed.length < 2 },
        canGoBack,
        () => promptSteps.filter(({ isUncounted }) => isUncounted).length,
      ).prompt();
    } catch (error) {
      if (canGoBack && error instanceof GoBackError) {
        throw new WentBack();
      }
      // azext swallows its own cancellation, whatever it is told about rethrowing.
      throw isUserCancelledError(error) ? new PromptCancelled() : error;
    }
  });
}

/** Opens text that cannot be edited. `key` tells one such text from another of the same name. */
export async function openAzextReadOnly(
  label: string,
  key: string,
  text: string,
  fileExtension: string,
  options: vscode.TextDocumentShowOptions,
): Promise<void> {
  await openReadOnlyContent({ label: forPlainLine(label), fullId: key }, text, fileExtension, options);
}

function shownFault(fault: string | undefined): string | undefined {
  return fault === undefined ? undefined : forInput(fault);
}

function toItems<Data>(choices: readonly Choice<Data>[]): IAzureQuickPickItem<Data>[] {
  return choices.map(({ group, data, ...line }) => ({
    ...shownTexts(line),
    data,
    ...(group === undefined ? {} : { group: forPlainLine(group) }),
  }));
}

function promptsOf(context: IActionContext): Prompts {
  const common = (options: PickOptions) => ({
    placeHolder: forPlainLine(options.placeholder),
    loadingPlaceHolder: forPlainLine(options.loading ?? vscode.l10n.t("Loading...")),
    ...(options.empty === undefined ? {} : { noPicksMessage: forQuickPick(options.empty) }),
    suppressPersistence: true,
    enableGrouping: true,
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return {
    canGoBack: wizardState(context).canGoBack,
    async pick(choices, options) {
      const items = Promise.resolve(choices).then(toItems);
      return (await context.ui.showQuickPick(items, common(options))).data;
    },
    search: (choices, options) => searchPick(choices, options, wizardState(context)),
    pickMany: (choices, options) => pickMany(choices, options, wizardState(context)),
    input: ({ prompt, placeholder, value, check, checkEntered, isSecret }: InputOptions) =>
      context.ui.showInputBox({
        prompt: forInput(prompt),
        ...(placeholder === undefined ? {} : { placeHolder: forPlainLine(placeholder) }),
        ...(value === undefined ? {} : { value }),
        ...(check === undefined ? {} : { validateInput: (text: string) => shownFault(check(text)) }),
        ...(checkEntered === undefined
          ? {}
          : { asyncValidationTask: async (text: string) => shownFault(await checkEntered(text)) }),
        ...(isSecret === undefined ? {} : { password: isSecret }),
      }),
  };
}
