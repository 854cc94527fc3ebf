import { Inventory } from "../../../src/azure/inventory/inventory";
import { timed, withLargeEmulator } from "./measuredEmulator";

/**
 * A sparse estate: 10,000 machines in 1,000 subscriptions, 150 ms a request. Measured is when the first and when all machines can be seen, by
 * Azure Resource Graph with the lists under way, and when the lists have ended. The floor is the same lists fetched bare, as many at once.
 */

// node --import tsx sparse.bench.ts [subscriptions] [machines] [milliseconds a request]
const [SUBSCRIPTIONS = 1_000, MACHINES = 10_000, LATENCY_MS = 150] = process.argv.slice(2).map(Number);
/** All machines are seen in this part of the time that the bare lists take; in a dense estate the lists are as fast as the copy. */
const SEEN_BOUND = MACHINES / SUBSCRIPTIONS <= 20 ? 0.5 : 1.3;
const LISTED_BOUND = 1.3;

void withLargeEmulator([SUBSCRIPTIONS, MACHINES, 0, LATENCY_MS], async ({ azure, subscriptionIds, bareLists }) => {
  const ids = await subscriptionIds();
  const { milliseconds: floor } = await timed(() => bareLists(ids));
  const inventory = new Inventory(azure.subscriptions, azure.inventory, () => azure.firstRows);
  const known = (): number => inventory.subscriptions.reduce((sum, { resources }) => sum + resources.size, 0);
  const started = performance.now();
  let subscriptionsAt = 0;
  let [firstAt, allAt] = [0, 0];
  inventory.onDidChange((event) => {
    if (event.kind === "all" && inventory.state.kind === "loaded") {
      subscriptionsAt = performance.now() - started;
    }
    if (event.kind === "subscription" && allAt === 0) {
      const seen = known();
      firstAt = seen > 0 && firstAt === 0 ? performance.now() - started : firstAt;
      allAt = seen === MACHINES ? performance.now() - started : 0;
    }
  });
  await inventory.load();
  const listedAt = performance.now() - started;
  const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
  console.log(
    `${MACHINES} machines in ${SUBSCRIPTIONS} subscriptions: subscriptions ${seconds(subscriptionsAt)}, first rows ${seconds(firstAt)}, ` +
      `all seen ${seconds(allAt)}, listed ${seconds(listedAt)}; bare lists ${seconds(floor)}`,
  );
  const isKept =
    known() === MACHINES &&
    allAt - subscriptionsAt <= SEEN_BOUND * floor &&
    listedAt - subscriptionsAt <= LISTED_BOUND * floor;
  console.log(isKept ? "kept" : "NOT KEPT");
  process.exitCode = isKept ? 0 : 1;
});
