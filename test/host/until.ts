import { setTimeout as pause } from "node:timers/promises";
import { HostError } from "./hostError";

/** How long the driver rests between two looks. */
export const pollMs = 40;

/** How long the driver waits for a condition unless a call says otherwise. */
export const defaultTimeoutMs = 30_000;

export interface UntilOptions {
  readonly timeoutMs?: number;
  /** What there is instead, asked for only when the deadline has passed. */
  readonly instead: () => Promise<string>;
}

/**
 * Asks `probe` again and again until it gives something, and returns that.
 * At the deadline it fails with what was looked for and what was there instead.
 */
export async function until<T>(
  what: string,
  probe: () => Promise<T | undefined>,
  { timeoutMs = defaultTimeoutMs, instead }: UntilOptions,
): Promise<T> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const found = await probe();
    if (found !== undefined) {
      return found;
    }
    if (performance.now() > deadline) {
      throw new HostError("notSeen", `Not seen within ${timeoutMs} ms: ${what}.\n${await instead()}`);
    }
    await pause(pollMs);
  }
}
