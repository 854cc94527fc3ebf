import * as vscode from "vscode";

/** What stands around a pick: the title and step number of its flow. Undefined where there is none. */
export interface PickFrame {
  readonly title: string | undefined;
  readonly steps: { readonly current: number; readonly total: number } | undefined;
  readonly canGoBack: boolean;
}

/** A pick in its frame. Its texts are for the caller to set. */
export function createFramedPick<Row extends vscode.QuickPickItem>({
  title,
  steps,
  canGoBack,
}: PickFrame): vscode.QuickPick<Row> {
  const pick = vscode.window.createQuickPick<Row>();
  pick.title = title;
  if (steps !== undefined) {
    [pick.step, pick.totalSteps] = [steps.current, steps.total];
  }
  pick.ignoreFocusOut = true;
  pick.buttons = canGoBack ? [vscode.QuickInputButtons.Back] : [];
  return pick;
}
