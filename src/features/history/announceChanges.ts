import type { Disposable } from "../../azure/accounts";
import type { Journal } from "../../mutation/journal/journal";
import { ContextKey } from "../../ui/contextKey";

/**
 * Keeps a context key that hides the commands on changes where there are none. It is not set before the list of changes was read: what is
 * not known is not hidden.
 */
export function announceChanges(journal: Pick<Journal, "entries" | "onDidChange">): Disposable {
  const noChanges = new ContextKey("managedIdentities.noChanges");
  return journal.onDidChange(() => {
    noChanges.set(journal.entries.length === 0);
  });
}
