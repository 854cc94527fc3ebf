import * as vscode from "vscode";
import { forNotification } from "./safeText";

/** Shows a task in a notification that can cancel it. */
export async function showCancellableProgress<T>(
  title: string,
  task: (report: (message: string) => void, token: vscode.CancellationToken) => Promise<T>,
): Promise<T> {
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: forNotification(title),
    cancellable: true,
  };
  return await vscode.window.withProgress(options, (progress, token) =>
    task((message) => {
      progress.report({ message: forNotification(message) });
    }, token),
  );
}

/** Shows in a view that something is under way. */
export async function showViewProgress(viewId: string, task: () => Promise<void>): Promise<void> {
  await vscode.window.withProgress({ location: { viewId } }, task);
}
