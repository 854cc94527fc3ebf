import { showCancellableProgress } from "./shown/progress";

/** Shows a task in a notification that can cancel it. The signal fires when the person presses Cancel. */
export async function withCancellableProgress<T>(
  title: string,
  task: (signal: AbortSignal, report: (message: string) => void) => Promise<T>,
): Promise<T> {
  return await showCancellableProgress(title, async (report, token) => {
    const abort = new AbortController();
    const listener = token.onCancellationRequested(() => {
      abort.abort();
    });
    try {
      return await task(abort.signal, report);
    } finally {
      listener.dispose();
    }
  });
}
