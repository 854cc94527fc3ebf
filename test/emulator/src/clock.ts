/** Where the emulator takes the time from; operations, tokens and buckets all follow it. */
export interface Clock {
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };
