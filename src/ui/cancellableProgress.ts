import { showCancellableProgress } from "./shown/progress";

/** Shows a task in a notification that can cancel it. The signal fires when the user presses Cancel. */
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

/** What is done faster than this is not worth a notification. */
const SLOW_MS = 500;

/** The same, for what is done at once as a rule: the notification appears only where it takes longer. */
export async function withProgressWhereSlow<T>(title: string, task: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const abort = new AbortController();
  const done = task(abort.signal);
  let timer: NodeJS.Timeout | undefined;
  const slow = new Promise<"slow">((resolve) => {
    timer = setTimeout(resolve, SLOW_MS, "slow");
  });
  try {
    if ((await Promise.race([done, slow])) !== "slow") {
      return await done;
    }
  } finally {
    clearTimeout(timer);
  }
  return await withCancellableProgress(title, async (signal) => {
    signal.addEventListener("abort", () => {
      abort.abort();
    });
    return await done;
  });
}
