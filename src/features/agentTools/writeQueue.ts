import { unlessAborted } from "./unlessAborted";

/** Lets one review be shown at a time: agents call their tools side by side, and a second list would close the first. */
export class WriteQueue {
  private last: Promise<unknown> = Promise.resolve();

  /** Runs a task once those before it have ended. @throws AzureError `cancelled` while it waits, and what the task throws */
  async run<T>(task: () => Promise<T>, signal: AbortSignal): Promise<T> {
    const before = this.last;
    let end = (): void => undefined;
    this.last = Promise.all([before, new Promise<void>((resolve) => (end = resolve))]);
    try {
      await unlessAborted(before, signal);
      return await task();
    } finally {
      end();
    }
  }
}
