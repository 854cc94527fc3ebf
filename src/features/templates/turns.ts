import type * as vscode from "vscode";
import { inTurns, type Sliced } from "../../documents/sliced";
import { withProgressWhereSlow } from "../../ui/cancellableProgress";
import { PromptCancelled } from "../../ui/prompts";

/** Resolves when everybody else had a turn. A web worker has no `setImmediate`, and its timers wait for some milliseconds. */
export function nextTurn(): Promise<void> {
  const { setImmediate } = globalThis as { readonly setImmediate?: (task: () => void) => unknown };
  return new Promise((resolve) => {
    if (setImmediate !== undefined) {
      setImmediate(resolve);
      return;
    }
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener("message", () => {
      port1.close();
      resolve();
    });
    port1.start();
    port2.postMessage(undefined);
  });
}

/** Does work in turns; a notification shows what takes longer, and can cancel it. @throws PromptCancelled */
export async function workInTurns<T>(title: string, work: Sliced<T>): Promise<T> {
  return await withProgressWhereSlow(title, (signal) =>
    inTurns(work, async () => {
      await nextTurn();
      if (signal.aborted) {
        throw new PromptCancelled();
      }
    }),
  );
}

/** Thrown where nobody waits any longer for what was asked; it goes no further than to who asked. */
class NoLongerAsked extends Error {
  readonly reason = "noLongerAsked";
}

/** Does work in turns for as long as somebody waits for it; undefined where nobody does any longer. */
export async function whileAsked<T>(work: Sliced<T>, token: vscode.CancellationToken): Promise<T | undefined> {
  try {
    return await inTurns(work, async () => {
      await nextTurn();
      if (token.isCancellationRequested) {
        throw new NoLongerAsked();
      }
    });
  } catch (error) {
    if (error instanceof NoLongerAsked) {
      return undefined;
    }
    throw error;
  }
}
