/** How much a bucket holds and how fast it fills again. */
export interface BucketSize {
  readonly capacity: number;
  readonly perSecond: number;
}

/** A token bucket by arithmetic: nothing ticks. Times are milliseconds of one clock. */
export class TokenBucket {
  private tokens: number;

  constructor(
    private readonly size: BucketSize,
    private at: number,
  ) {
    this.tokens = size.capacity;
  }

  /** What is in it now; below zero after more was spent than there was. */
  level(now: number): number {
    const refilled = this.tokens + ((now - this.at) / 1000) * this.size.perSecond;
    this.tokens = Math.min(this.size.capacity, refilled);
    this.at = now;
    return this.tokens;
  }

  /** Counts something that has happened, whether or not there was enough. */
  spend(count: number, now: number): void {
    this.tokens = this.level(now) - count;
  }

  /** Milliseconds until it holds as much; more than its capacity counts as its capacity. */
  delayUntil(wanted: number, now: number): number {
    const missing = Math.min(wanted, this.size.capacity) - this.level(now);
    // A whole millisecond more than the arithmetic says, so that rounding never finds it almost full.
    return missing <= 0 ? 0 : Math.ceil((missing / this.size.perSecond) * 1000) + 1;
  }

  isFull(now: number): boolean {
    return this.level(now) >= this.size.capacity;
  }
}
