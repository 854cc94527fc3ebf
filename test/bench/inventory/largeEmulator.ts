import { startEmulator } from "../../emulator/src/emulator";
import { lazyLargeEstate } from "../../emulator/src/estate/largeEstate";

/**
 * A process of its own, so that the answers are not made by the program that is measured. Says where it is on its first line. Its arguments:
 * how many subscriptions, machines and scale sets, and how long each answer takes in milliseconds. The estate is made as it is asked for.
 */
async function main(): Promise<void> {
  const [subscriptions = 50, machines = 10_000, scaleSets = 1_000, latencyMs = 0] = process.argv.slice(2).map(Number);
  const seed = lazyLargeEstate({ subscriptions, machines, scaleSets });
  const { url, certificatePem, credentials } = await startEmulator({ seed, latencyMs });
  console.log(JSON.stringify({ url, certificatePem, credentials }));
}

void main();
