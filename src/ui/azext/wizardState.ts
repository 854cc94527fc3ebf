import type { IActionContext } from "@microsoft/vscode-azext-utils";
import type { PickFrame } from "../shown/pickFrame";

/** What a wizard tells its own prompts. azext-utils does not declare it; its version is fixed in package.json. */
interface Wizard {
  readonly title?: string;
  readonly hideStepCount: boolean;
  readonly currentStep: number;
  readonly totalSteps: number;
  readonly showBackButton: boolean;
}

/** Where in its wizard a prompt stands. */
export function wizardState({ ui }: IActionContext): PickFrame {
  const { wizard } = ui as typeof ui & { readonly wizard?: Wizard };
  if (wizard === undefined) {
    return { title: undefined, steps: undefined, canGoBack: false };
  }
  const { title, hideStepCount, currentStep, totalSteps, showBackButton } = wizard;
  return {
    title,
    steps: hideStepCount ? undefined : { current: currentStep, total: totalSteps },
    canGoBack: showBackButton,
  };
}
