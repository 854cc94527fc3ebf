import * as vscode from "vscode";
import { AzureError } from "../azure/azureError";
import { type ErrorLog, logError } from "./errorBoundary";
import { withCancellableProgress } from "./cancellableProgress";

/** What became of things that were to be removed. */
export interface Removal<Item> {
  readonly removed: readonly Item[];
  readonly failures: readonly { readonly item: Item; readonly error: AzureError }[];
  /** Those that a cancellation has kept. */
  readonly kept: readonly Item[];
}

/**
 * Removes things one after the other, with progress. One that fails does not stop the others, and is logged; a cancellation stops before the next.
 * @throws AzureError where there is only one and it fails
 */
export async function removeEach<Item>(
  log: Pick<ErrorLog, "error">,
  title: string,
  items: readonly Item[],
  remove: (item: Item, signal: AbortSignal, report: (message: string) => void) => Promise<void>,
): Promise<Removal<Item>> {
  const removed: Item[] = [];
  const kept: Item[] = [];
  const failures: { readonly item: Item; readonly error: AzureError }[] = [];
  await withCancellableProgress(title, async (signal, report) => {
    for (const [index, item] of items.entries()) {
      if (signal.aborted) {
        kept.push(item);
        continue;
      }
      const place =
        items.length === 1 ? undefined : vscode.l10n.t("{done} of {total}", { done: index + 1, total: items.length });
      report(place ?? "");
      try {
        await remove(item, signal, (message) => {
          report(place === undefined ? message : vscode.l10n.t("{label}: {text}", { label: place, text: message }));
        });
        removed.push(item);
      } catch (error) {
        if (!AzureError.is(error) || items.length === 1) {
          throw error;
        }
        logError(error, log);
        failures.push({ item, error });
      }
    }
  });
  return { removed, failures, kept };
}
