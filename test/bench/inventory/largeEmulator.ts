import { startEmulator } from "../../emulator/src/emulator";
import { largeEstate } from "../../emulator/src/estate/largeEstate";

/** A process of its own, so that the answers are not made by the program that is measured. Says where it is on its first line. */
async function main(): Promise<void> {
  const seed = largeEstate({ subscriptions: 50, machines: 10_000, scaleSets: 1_000 });
  const { url, certificatePem, credentials } = await startEmulator({ seed });
  console.log(JSON.stringify({ url, certificatePem, credentials }));
}

void main();
