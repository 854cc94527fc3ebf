import { type Clock } from "./clock";
import { computeThrottled, graphQuotaHeaders, graphThrottled, subscriptionThrottled } from "./serviceErrors";

interface Bucket {
  readonly name: string;
  /** Which requests share it. */
  readonly key: string;
  readonly capacity: number;
  readonly refillPerMinute: number;
}

interface Level {
  tokens: number;
  at: number;
}

/** Capacity and refill a minute of Compute's buckets: for the resource, for the subscription (docs/azure-behaviour.md#compute-limits). */
const computeLimits: Readonly<
  Record<string, readonly [resource: readonly [number, number], subscription: readonly [number, number]]>
> = {
  UpdateVM: [
    [12, 4],
    [1500, 500],
  ],
  PutVM: [
    [12, 4],
    [1500, 500],
  ],
  LowCostGet: [
    [36, 12],
    [24000, 8000],
  ],
  HighCostGet: [
    [900, 300],
    [900, 300],
  ],
  GetOperation: [
    [45, 15],
    [15000, 5000],
  ],
  CreateVMScaleSet: [
    [12, 4],
    [375, 125],
  ],
  VMScaleSetActions: [
    [12, 4],
    [1500, 500],
  ],
  GetVMScaleSet: [
    [36, 12],
    [2400, 800],
  ],
  HighCostGetVMScaleSet: [
    [30, 10],
    [1080, 360],
  ],
};

/** Lists have a bucket for the subscription only. */
const subscriptionOnly = new Set(["HighCostGet"]);

/** Azure Resource Manager's own buckets for one principal in one subscription: capacity, refill a second. */
const armLimits = { read: [250, 25], write: [200, 10], delete: [200, 10] } as const;

/** What Resource Graph answers a user in each span (docs/azure-behaviour.md#resource-graph-limits). */
const GRAPH_QUERIES = 15;
const GRAPH_SPAN_MS = 5_000;

/** Token buckets. They always count, for the headers; they refuse only where `enforced`. */
export class Throttle {
  readonly #levels = new Map<string, Level>();
  readonly #graph = new Map<string, { readonly endsAt: number; left: number }>();

  constructor(
    private readonly clock: Clock,
    private readonly enforced: () => boolean,
  ) {}

  /** Takes from Compute's buckets and gives the value of `x-ms-ratelimit-remaining-resource`. */
  takeCompute(operation: string, subscriptionId: string, resource: string): string {
    const limits = computeLimits[operation];
    if (limits === undefined) {
      return "";
    }
    const [[capacity, refill], [total, totalRefill]] = limits;
    const ofSubscription = {
      name: `Microsoft.Compute/${operation}SubscriptionMaximum`,
      key: subscriptionId,
      capacity: total,
      refillPerMinute: totalRefill,
    };
    const ofResource = {
      name: `Microsoft.Compute/${operation}Resource`,
      key: resource,
      capacity,
      refillPerMinute: refill,
    };
    const buckets = subscriptionOnly.has(operation) ? [ofSubscription] : [ofSubscription, ofResource];
    const empty = buckets.find((bucket) => this.#level(bucket) < 1);
    if (empty !== undefined && this.enforced()) {
      throw computeThrottled(
        empty.name.slice("Microsoft.Compute/".length),
        empty.capacity,
        empty.capacity + 1,
        new Date(this.clock.now()),
      );
    }
    return buckets.map((bucket) => `${bucket.name};${this.#take(bucket)}`).join(",");
  }

  /** Takes from Azure Resource Manager's own bucket and gives its `x-ms-ratelimit-remaining-*` headers. */
  takeArm(
    kind: "read" | "write" | "delete",
    subscriptionId: string,
    objectId: string,
  ): Readonly<Record<string, string>> {
    const [capacity, perSecond] = armLimits[kind];
    const bucket = { name: kind, key: `${subscriptionId} ${objectId}`, capacity, refillPerMinute: perSecond * 60 };
    const global = {
      name: `global ${kind}`,
      key: subscriptionId,
      capacity: capacity * 15,
      refillPerMinute: perSecond * 900,
    };
    if (this.#level(bucket) < 1 && this.enforced()) {
      throw subscriptionThrottled(kind, subscriptionId, objectId, Math.ceil(capacity / perSecond));
    }
    return {
      [`x-ms-ratelimit-remaining-subscription-${kind}s`]: String(this.#take(bucket)),
      [`x-ms-ratelimit-remaining-subscription-global-${kind}s`]: String(this.#take(global)),
    };
  }

  /** Takes one query of Resource Graph from a user's quota and gives its headers. */
  takeGraph(objectId: string): Readonly<Record<string, string>> {
    const now = this.clock.now();
    const known = this.#graph.get(objectId);
    const span =
      known !== undefined && now < known.endsAt ? known : { endsAt: now + GRAPH_SPAN_MS, left: GRAPH_QUERIES };
    this.#graph.set(objectId, span);
    const seconds = Math.ceil((span.endsAt - now) / 1000);
    if (span.left === 0 && this.enforced()) {
      throw graphThrottled(seconds);
    }
    span.left = Math.max(0, span.left - 1);
    return graphQuotaHeaders(span.left, seconds);
  }

  #level(bucket: Bucket): number {
    const now = this.clock.now();
    const level = this.#levels.get(`${bucket.name} ${bucket.key}`) ?? { tokens: bucket.capacity, at: now };
    const refilled = level.tokens + ((now - level.at) / 60_000) * bucket.refillPerMinute;
    level.tokens = Math.min(bucket.capacity, refilled);
    level.at = now;
    this.#levels.set(`${bucket.name} ${bucket.key}`, level);
    return level.tokens;
  }

  #take(bucket: Bucket): number {
    const left = Math.max(0, this.#level(bucket) - 1);
    const level = this.#levels.get(`${bucket.name} ${bucket.key}`);
    if (level !== undefined) {
      level.tokens = left;
    }
    return Math.floor(left);
  }
}
