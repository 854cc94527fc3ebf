import * as vscode from "vscode";
import { type InputOptions, PromptCancelled, WentBack } from "../prompts";
import type { PickFrame } from "./pickFrame";
import { createInput } from "./quickPick";
import { forInput } from "./safeText";

/** Asks for a text in a flow. @throws PromptCancelled, WentBack */
export async function askForInput(
  { prompt, placeholder = "", value = "", check, checkEntered, isSecret = false }: InputOptions,
  { title = "", canGoBack }: PickFrame,
): Promise<string> {
  const input = createInput(title, placeholder);
  input.prompt = forInput(prompt);
  input.value = value;
  input.password = isSecret;
  input.ignoreFocusOut = true;
  input.buttons = canGoBack ? [vscode.QuickInputButtons.Back] : [];
  const show = (fault: string | undefined): boolean => {
    input.validationMessage = fault === undefined ? undefined : forInput(fault);
    return fault === undefined;
  };
  const entered = async (): Promise<string | undefined> => {
    const text = input.value;
    return show(check?.(text)) && show(await checkEntered?.(text)) ? text : undefined;
  };
  try {
    return await new Promise<string>((resolve, reject) => {
      input.onDidChangeValue((text) => {
        show(check?.(text));
      });
      input.onDidTriggerButton(() => {
        reject(new WentBack());
      });
      input.onDidHide(() => {
        reject(new PromptCancelled());
      });
      input.onDidAccept(() => {
        entered().then((text) => {
          if (text !== undefined) {
            resolve(text);
          }
        }, reject);
      });
      input.show();
    });
  } finally {
    input.dispose();
  }
}
