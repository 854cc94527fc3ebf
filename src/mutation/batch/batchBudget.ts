import type { Subscription } from "../../azure/accounts";
import type { ComputeResource } from "../../azure/compute/computeResource";
import type { FollowingRead } from "../../azure/longRunning";
import { subscriptionKey } from "../../azure/inventory/subscriptionInventory";
import { resourceIdKey } from "../../identity/resourceId";
import { type BucketSize, TokenBucket } from "./batchBucket";
import { ReadQueue } from "./batchReads";
import { Slots } from "./batchSlots";
import type { Clock } from "../clock";

// docs/azure-behaviour.md#throttling. Azure Resource Manager counts for one principal in one subscription, Compute for a subscription and
// region, and for one resource; scale sets have buckets of their own.
const ARM_READS: BucketSize = { capacity: 250, perSecond: 25 };
const ARM_WRITES: BucketSize = { capacity: 200, perSecond: 10 };
const COMPUTE_UPDATES: BucketSize = { capacity: 1500, perSecond: 500 / 60 };
const RESOURCE_UPDATES: BucketSize = { capacity: 12, perSecond: 4 / 60 };

/** The poll that finds a change done, and the read that verifies it: kept for each that is under way. */
const READS_TO_END = 2;
/** Writes that wait for their first answer at the same time: as many connections are opened for them. */
const SENT_AT_ONCE = 50;
/** The same over all subscriptions. */
const SENT_AT_ONCE_IN_ALL = 500;
/** Past this many, buckets that are full again are forgotten. */
const MANY_BUCKETS = 2_000;

/** What a change that is under way has to tell, and what it has to wait for. */
export interface WriteBudget {
  /** Waits until one more of the reads that follow it is within the budget, and counts it. @throws AzureError `cancelled` */
  beforeRead(read: FollowingRead): Promise<void>;
  /** A read besides those that follow it. */
  countRead(): void;
  /** The write goes out, for the first time or again. */
  countSent(): void;
  /** The write is answered: another may take its place on the wire. */
  answered(): void;
  /** `isDone`: the operation has run to its end, so that how long it took says something about the others. */
  end(isDone: boolean): void;
}

/** What one subscription's requests share. */
interface SubscriptionBudget {
  readonly key: string;
  readonly reads: ReadQueue;
  readonly slots: Slots;
  pausedUntil: number;
}

/** Keeps what batches send within Azure's buckets. One for a window: a batch finds them as the batch before has left them. */
export class BatchBudget {
  private readonly buckets = new Map<string, TokenBucket>();
  private readonly subscriptions = new Map<string, SubscriptionBudget>();
  /** The shortest time that a change of a kind of resource has taken, in milliseconds. */
  private readonly shortest = new Map<string, number>();
  private readonly sending = new Slots(SENT_AT_ONCE_IN_ALL);

  constructor(private readonly clock: Clock) {}

  /** Waits until one read is within the budget, and counts it. @throws AzureError `cancelled` */
  async beforeRead(subscription: Subscription, signal: AbortSignal): Promise<void> {
    const own = this.of(subscription);
    await this.take(own, () => [], signal);
    await own.reads.take("begin", signal);
  }

  /**
   * Waits until one write is within the budget, and counts it. The reads that follow it wait each for itself, because nobody knows how
   * many there will be.
   * @throws AzureError `cancelled`
   */
  async beforeWrite(subscription: Subscription, resource: ComputeResource, signal: AbortSignal): Promise<WriteBudget> {
    const own = this.of(subscription);
    const { key, reads, slots } = own;
    const writes = (): TokenBucket[] => [
      this.bucket(`${key} writes`, ARM_WRITES),
      this.bucket(`${key} updates ${resource.kind} ${resource.location.toLowerCase()}`, COMPUTE_UPDATES),
      this.bucket(`updates ${resourceIdKey(resource.id)}`, RESOURCE_UPDATES),
    ];
    const leaveOwn = await slots.enter(signal);
    let answered = leaveOwn;
    try {
      await this.take(own, writes, signal);
      // Only what is within its buckets takes up one of all places: whoever waits for its own keeps nobody else waiting.
      const leaveAll = await this.sending.enter(signal);
      answered = () => {
        leaveAll();
        leaveOwn();
      };
    } catch (error) {
      leaveOwn();
      throw error;
    }
    reads.keep(READS_TO_END);
    return { ...this.begun(`${key} ${resource.kind}`, reads, writes, signal), answered };
  }

  /** Azure has asked to slow down: nothing more is begun in this subscription before the time is over. */
  pause(subscription: Subscription, seconds: number): void {
    const own = this.of(subscription);
    own.pausedUntil = Math.max(own.pausedUntil, this.clock.now() + seconds * 1000);
  }

  private begun(
    kind: string,
    reads: ReadQueue,
    writes: () => TokenBucket[],
    signal: AbortSignal,
  ): Omit<WriteBudget, "answered"> {
    const { clock, shortest } = this;
    let sentAt: number | undefined;
    let lastPollAt = clock.now();
    return {
      beforeRead: async (read) => {
        const elapsed = clock.now() - (sentAt ?? clock.now());
        const isDue = read === "verify" || elapsed >= (shortest.get(kind) ?? Number.POSITIVE_INFINITY);
        await reads.take(isDue ? "due" : "early", signal);
        if (read === "poll") {
          lastPollAt = clock.now();
        }
      },
      countRead: () => {
        reads.spend();
      },
      countSent: () => {
        if (sentAt !== undefined) {
          for (const bucket of writes()) {
            bucket.spend(1, clock.now());
          }
        }
        sentAt = clock.now();
      },
      end: (isDone) => {
        reads.keep(-READS_TO_END);
        if (isDone && sentAt !== undefined) {
          shortest.set(kind, Math.min(shortest.get(kind) ?? Number.POSITIVE_INFINITY, lastPollAt - sentAt));
        }
      },
    };
  }

  private of(subscription: Subscription): SubscriptionBudget {
    const key = subscriptionKey(subscription);
    const known = this.subscriptions.get(key);
    if (known) {
      return known;
    }
    const now = this.clock.now();
    const reads = new ReadQueue(this.clock, new TokenBucket(ARM_READS, now));
    const made = { key, reads, slots: new Slots(SENT_AT_ONCE), pausedUntil: now };
    this.subscriptions.set(key, made);
    return made;
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

  /** Waits until Azure's pause is over and each bucket holds one, and takes it in one go: many wait for the same buckets. */
  private async take(own: SubscriptionBudget, buckets: () => TokenBucket[], signal: AbortSignal): Promise<void> {
    for (;;) {
      const now = this.clock.now();
      const needed = buckets();
      const pause = own.pausedUntil - now;
      const delay = Math.max(pause, ...needed.map((bucket) => bucket.delayUntil(1, now)));
      if (delay <= 0) {
        for (const bucket of needed) {
          bucket.spend(1, now);
        }
        return;
      }
      await this.clock.wait(delay, signal);
    }
  }
}
