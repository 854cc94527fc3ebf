/**
 * Runs a task for each item, at most `limit` at a time, in the order of the items. A task that fails ends the whole with its error
 * once the running ones are done; give tasks that handle their own errors where the others are to go on.
 */
export async function forEachBounded<Item>(
  items: readonly Item[],
  limit: number,
  task: (item: Item) => Promise<void>,
): Promise<void> {
  const queue = items.values();
  const worker = async (): Promise<void> => {
    for (const item of queue) {
      await task(item);
    }
  };
  const workers = Array.from({ length: Math.min(limit, items.length) }, worker);
  const outcomes = await Promise.allSettled(workers);
  const failed = outcomes.find((outcome) => outcome.status === "rejected");
  if (failed) {
    throw failed.reason;
  }
}
