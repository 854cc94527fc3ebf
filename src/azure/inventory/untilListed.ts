import type { Inventory } from "./inventory";

/** Waits until what the inventory knows meets a condition. */
export function untilListed(inventory: Pick<Inventory, "onDidChange">, condition: () => boolean): Promise<void> {
  if (condition()) {
    return Promise.resolve();
  }
  return new Promise((resolve) => {
    const listening = inventory.onDidChange(() => {
      if (condition()) {
        listening.dispose();
        resolve();
      }
    });
  });
}
