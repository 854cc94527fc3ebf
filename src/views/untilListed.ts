import type { Inventory } from "../azure/inventory/inventory";

/** Waits until what the inventory knows meets a condition. */
export function untilListed(inventory: Inventory, condition: () => boolean): Promise<void> {
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
