import { setTimeout as sleep } from "node:timers/promises";
import { AzureError } from "../azure/azureError";

/** Waits, in milliseconds, until the time is over or the signal fires. @throws AzureError `cancelled` */
export type Wait = (milliseconds: number, signal: AbortSignal) => Promise<void>;

/** A time in milliseconds, and a way to wait by it. What it counts from is said where one is asked for. */
export interface Clock {
  now(): number;
  readonly wait: Wait;
}

/** Waits by the clock of the machine. @throws AzureError `cancelled` */
export const realWait: Wait = async (milliseconds, signal) => {
  try {
    await sleep(milliseconds, undefined, { signal });
  } catch (error) {
    throw new AzureError({ reason: "cancelled", sent: false }, undefined, error);
  }
};

/** Never goes back, whatever the time of day is set to. */
export const realClock: Clock = { now: () => performance.now(), wait: realWait };
