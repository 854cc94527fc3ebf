import * as vscode from "vscode";

/** Shows a task in a notification that can cancel it. The signal fires when the person presses Cancel. */
export async function withCancellableProgress<T>(
  title: string,
  task: (signal: AbortSignal, report: (message: string) => void) => Promise<T>,
): Promise<T> {
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return await vscode.window.withProgress(options, async (progress, token) => {
    const abort = new AbortController();
    const listener = token.onCancellationRequested(() => {
      abort.abort();
    });
    try {
      return await task(abort.signal, (message) => {
        progress.report({ message });
      });
    } finally {
      listener.dispose();
    }
  });
}
