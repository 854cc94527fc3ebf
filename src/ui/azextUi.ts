import type * as vscode from "vscode";
import type * as azextPrompts from "./azext/azextPrompts";
import type { RunSteps } from "./prompts";

type AzextModule = typeof azextPrompts;

/** The wizards and read-only editors of azext-utils, loaded when they are first needed. */
export class AzextUi {
  private loaded: Promise<AzextModule> | undefined;

  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  readonly runSteps: RunSteps = async (title, steps, answers, options) => {
    const azext = await this.load();
    await azext.runAzextSteps(title, steps, answers, options);
  };

  /** Opens text that cannot be edited beside what is open. `key` tells one such text from another of the same name. */
  async openReadOnly(
    label: string,
    key: string,
    text: string,
    fileExtension: `.${string}`,
    options: vscode.TextDocumentShowOptions = {},
  ): Promise<void> {
    const azext = await this.load();
    await azext.openAzextReadOnly(label, key, text, fileExtension, options);
  }

  private load(): Promise<AzextModule> {
    this.loaded ??= import("./azext/azextPrompts").then((azext) => {
      azext.registerAzext(this.context, this.log);
      return azext;
    });
    return this.loaded;
  }
}
