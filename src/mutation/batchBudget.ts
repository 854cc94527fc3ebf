import type { Subscription } from "../azure/accounts";
import type { ComputeResource } from "../azure/computeResource";
import { subscriptionKey } from "../azure/subscriptionInventory";
import { resourceIdKey } from "../identity/resourceId";
import { type BucketSize, TokenBucket } from "./batchBucket";
import type { Wait } from "./mutationService";

/** A clock that never goes back, in milliseconds, and a way to wait by it. */
export interface Clock {
  now(): number;
  readonly wait: Wait;
}

// azure-behaviour section 4. Azure Resource Manager counts for one principal in one subscription, Compute for a subscription and
// region, and for one resource; scale sets have buckets of their own.
const ARM_READS: BucketSize = { capacity: 250, perSecond: 25 };
const ARM_WRITES: BucketSize = { capacity: 200, perSecond: 10 };
const COMPUTE_UPDATES: BucketSize = { capacity: 1500, perSecond: 500 / 60 };
const RESOURCE_UPDATES: BucketSize = { capacity: 12, perSecond: 4 / 60 };

/** The first poll and the read that verifies. Further polls are counted as they happen. */
const READS_OF_A_CHANGE = 2;
/**
 * Kept for a change that has just begun, because its polls come whether or not the bucket has something left. The first follow each
 * other quickly, the later ones slowly: each poll makes it one less, and two stay to the end.
 */
const READS_KEPT_BACK = 4;
const READS_KEPT_TO_THE_END = 2;
/** Past this many, buckets that are full again are forgotten. */
const MANY_BUCKETS = 2_000;

/** A bucket, what it has to hold before a request, and what the request takes from it. */
interface Need {
  readonly bucket: TokenBucket;
  readonly atLeast: number;
  readonly takes: number;
}

/** What a change that is under way has to tell: what it sends beyond what was counted before it began, and its end. */
export interface WriteBudget {
  countRead(): void;
  /** One that is sent again. */
  countWrite(): void;
  end(): void;
}

/** Keeps what batches send within Azure's buckets. One for a window: a batch finds them as the batch before has left them. */
export class BatchBudget {
  private readonly buckets = new Map<string, TokenBucket>();
  private readonly pausedUntil = new Map<string, number>();
  private readonly keptBack = new Map<string, number>();

  constructor(private readonly clock: Clock) {}

  /** Waits until one read is within the budget, and counts it. @throws AzureError `cancelled` */
  async beforeRead(subscription: Subscription, signal: AbortSignal): Promise<void> {
    const key = subscriptionKey(subscription);
    await this.take(
      key,
      () => [{ bucket: this.bucket(`${key} reads`, ARM_READS), atLeast: 1 + this.kept(key), takes: 1 }],
      signal,
    );
  }

  /** Waits until one change is within the budget, and counts its requests. @throws AzureError `cancelled` */
  async beforeWrite(subscription: Subscription, resource: ComputeResource, signal: AbortSignal): Promise<WriteBudget> {
    const key = subscriptionKey(subscription);
    const reads = (): TokenBucket => this.bucket(`${key} reads`, ARM_READS);
    const writes = (): TokenBucket[] => [
      this.bucket(`${key} writes`, ARM_WRITES),
      this.bucket(`${key} updates ${resource.kind} ${resource.location.toLowerCase()}`, COMPUTE_UPDATES),
      this.bucket(`updates ${resourceIdKey(resource.id)}`, RESOURCE_UPDATES),
    ];
    const needs = (): Need[] => [
      { bucket: reads(), atLeast: READS_OF_A_CHANGE + READS_KEPT_BACK + this.kept(key), takes: READS_OF_A_CHANGE },
      ...writes().map((bucket): Need => ({ bucket, atLeast: 1, takes: 1 })),
    ];
    let keeps = READS_KEPT_BACK;
    await this.take(key, needs, signal, () => {
      this.keep(key, keeps);
    });
    return {
      countRead: () => {
        reads().spend(1, this.clock.now());
        if (keeps > READS_KEPT_TO_THE_END) {
          keeps--;
          this.keep(key, -1);
        }
      },
      countWrite: () => {
        for (const bucket of writes()) {
          bucket.spend(1, this.clock.now());
        }
      },
      end: () => {
        this.keep(key, -keeps);
      },
    };
  }

  /** Azure has asked to slow down: nothing more is begun in this subscription before the time is over. */
  pause(subscription: Subscription, seconds: number): void {
    const key = subscriptionKey(subscription);
    this.pausedUntil.set(key, Math.max(this.pausedUntil.get(key) ?? 0, this.clock.now() + seconds * 1000));
  }

  private kept(key: string): number {
    return this.keptBack.get(key) ?? 0;
  }

  private keep(key: string, more: number): void {
    this.keptBack.set(key, this.kept(key) + more);
  }

  private bucket(key: string, size: BucketSize): TokenBucket {
    const now = this.clock.now();
    const known = this.buckets.get(key);
    if (known) {
      return known;
    }
    if (this.buckets.size >= MANY_BUCKETS) {
      for (const [other, bucket] of this.buckets) {
        if (bucket.isFull(now)) {
          this.buckets.delete(other);
        }
      }
    }
    const made = new TokenBucket(size, now);
    this.buckets.set(key, made);
    return made;
  }

  /** Looks and takes in one go, without giving way in between: many wait for the same buckets. */
  private async take(key: string, needs: () => Need[], signal: AbortSignal, taken?: () => void): Promise<void> {
    for (;;) {
      const now = this.clock.now();
      const needed = needs();
      const pause = (this.pausedUntil.get(key) ?? now) - now;
      const delay = Math.max(pause, ...needed.map(({ bucket, atLeast }) => bucket.delayUntil(atLeast, now)));
      if (delay <= 0) {
        for (const { bucket, takes } of needed) {
          bucket.spend(takes, now);
        }
        taken?.();
        return;
      }
      await this.clock.wait(delay, signal);
    }
  }
}
