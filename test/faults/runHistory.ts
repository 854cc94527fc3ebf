import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Certificate } from "../emulator/src/certificate";
import { type Emulator, startEmulator } from "../emulator/src/emulator";
import { type Told } from "./act";
import { Activity } from "./activity";
import { faultEstate } from "./estate";
import { Run } from "./run";
import { type History } from "./step";
import { VirtualTime } from "./virtualTime";

const STARTED_AT = Date.UTC(2026, 2, 2, 9, 0, 0);

/** Runs a history from its beginning to its end, and checks what came of it. Restores the real time in any case. */
export async function runHistory(history: History, certificate: Certificate): Promise<Told> {
  const folder = await mkdtemp(path.join(tmpdir(), "faults-"));
  const activity = new Activity();
  const unwatch = activity.watch();
  let running: Emulator | undefined;
  const emulator = (): Emulator => {
    if (running === undefined) {
      throw new Error("The emulator is not running.");
    }
    return running;
  };
  const isBusy = (): boolean =>
    activity.isOnDisk || (running !== undefined && activity.inFlight !== running.control.waiting());
  const time = new VirtualTime(STARTED_AT, isBusy);
  const restore = time.install();
  try {
    const run = new Run(history, { time, activity, folder, emulator });
    running = await startEmulator({
      seed: faultEstate,
      certificate,
      intercept: run.troubles.intercept,
      operationMs: history.weather.operationMs,
      latencyMs: history.weather.latencyMs,
    });
    running.control.setOverlappingWrites(history.weather.overlappingWrites);
    running.control.setVariants(history.weather.variants);
    return await run.all();
  } finally {
    await running?.close();
    restore();
    unwatch();
    await rm(folder, { recursive: true, force: true });
  }
}
