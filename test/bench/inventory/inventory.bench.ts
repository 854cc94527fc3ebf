import { Inventory } from "../../../src/azure/inventory/inventory";
import { timed, withLargeEmulator } from "./measuredEmulator";

/**
 * Lists 50 subscriptions with 10,000 machines and 1,000 scale sets through the inventory, against the floor: the same pages fetched bare,
 * as many at a time. The bound of the design is 1.3 times the floor.
 */

const BOUND = 1.3;
const ROUNDS = 5;

void withLargeEmulator([50, 10_000, 1_000], async ({ azure, subscriptionIds, bareLists }) => {
  const ids = await subscriptionIds();
  const inventory = new Inventory(azure.subscriptions, azure.inventory);
  await inventory.load();
  const floors: number[] = [];
  const measured: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const floor = await timed(() => bareLists(ids));
    floors.push(floor.milliseconds);
    measured.push((await timed(() => inventory.refresh())).milliseconds);
    const known = inventory.subscriptions.reduce((sum, each) => sum + each.resources.size + each.identities.size, 0);
    if (known !== floor.result) {
      throw new Error(`The inventory knows ${known} things, the pages hold ${floor.result}.`);
    }
  }
  const ratio = Math.min(...measured) / Math.min(...floors);
  console.log(`bare pages ${Math.min(...floors).toFixed(0)} ms, inventory ${Math.min(...measured).toFixed(0)} ms`);
  console.log(`ratio ${ratio.toFixed(2)}, bound ${BOUND}: ${ratio <= BOUND ? "kept" : "NOT KEPT"}`);
  process.exitCode = ratio <= BOUND ? 0 : 1;
});
