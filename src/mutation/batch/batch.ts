import type { Subscription } from "../../azure/accounts";
import { AzureError } from "../../azure/azureError";
import { forEachBounded } from "../../azure/forEachBounded";
import { subscriptionKey } from "../../azure/inventory/subscriptionInventory";
import { applyOne, type RefusedIdentities } from "./batchApply";
import { BatchBudget, type Clock } from "./batchBudget";
import type { BatchOutcome } from "./batchOutcome";
import { type BatchTarget, type PlannedTarget, plannedTarget, unplannedTarget } from "./batchPlan";
import { type MutationProgress, type MutationService, realWait } from "../mutationService";
import type { ResourcePlan } from "../resourcePlan";

/** Subscriptions that are worked on at the same time: each has buckets of its own. */
const SUBSCRIPTIONS_AT_ONCE = 4;
const READS_AT_ONCE = 16;
/**
 * What the bucket of one subscription's writes lets begin at once. No change of a machine took longer than 21.5 s (azure-behaviour
 * section 2), in which that bucket gives as many again: with fewer at once, waiting for Azure would take up the time, and not its limits.
 */
const WRITES_AT_ONCE = 400;

const realClock: Clock = { now: () => performance.now(), wait: realWait };

/** What applying a batch tells: about the resource of `plan`. */
export interface BatchListener {
  onProgress(plan: ResourcePlan, progress: MutationProgress): void;
  onOutcome(plan: ResourcePlan, outcome: BatchOutcome): void;
}

/** Plans and applies a change on many resources, within Azure's buckets. One for a window. */
export class BatchService {
  private readonly budget: BatchBudget;

  constructor(
    private readonly mutation: MutationService,
    clock: Clock = realClock,
  ) {
    this.budget = new BatchBudget(clock);
  }

  /**
   * Reads every resource afresh and plans its change. Writes nothing. What fails is among the answers, which stand in the order of
   * the targets.
   * @throws AzureError `cancelled`
   */
  async plan(
    targets: readonly BatchTarget[],
    signal: AbortSignal,
    onRead: (done: number) => void,
  ): Promise<readonly PlannedTarget[]> {
    const planned = new Map<BatchTarget, PlannedTarget>();
    await eachBySubscription(targets, READS_AT_ONCE, async (target) => {
      planned.set(target, await this.planOne(target, signal));
      onRead(planned.size);
    });
    return targets.flatMap((target) => planned.get(target) ?? []);
  }

  /**
   * Applies agreed plans, a bounded number at a time. Never throws: each resource has its own outcome, told as it comes and given
   * in the order of the plans. `stop` keeps further writes from beginning; those under way are followed to their end.
   */
  async apply(
    plans: readonly ResourcePlan[],
    stop: AbortSignal,
    listener: BatchListener,
  ): Promise<ReadonlyMap<ResourcePlan, BatchOutcome>> {
    const outcomes = new Map<ResourcePlan, BatchOutcome>();
    const refused: RefusedIdentities = new Map();
    const { mutation, budget } = this;
    await eachBySubscription(plans, WRITES_AT_ONCE, async (plan) => {
      const onProgress = (progress: MutationProgress): void => {
        listener.onProgress(plan, progress);
      };
      const outcome = await applyOne(plan, { mutation, budget, refused, stop, onProgress });
      outcomes.set(plan, outcome);
      listener.onOutcome(plan, outcome);
    });
    return outcomes;
  }

  /** Waits until one read besides those of the batches is within Azure's buckets, and counts it. @throws AzureError `cancelled` */
  beforeRead(subscription: Subscription, signal: AbortSignal): Promise<void> {
    return this.budget.beforeRead(subscription, signal);
  }

  private async planOne(target: BatchTarget, signal: AbortSignal): Promise<PlannedTarget> {
    const { subscription, resource, change } = target;
    try {
      await this.budget.beforeRead(subscription, signal);
      return plannedTarget(target, await this.mutation.plan(subscription, resource.id, change, signal));
    } catch (error) {
      if (AzureError.is(error, "cancelled")) {
        throw error;
      }
      return unplannedTarget(target, error);
    }
  }
}

/** Runs a task for each item, bounded for each subscription on its own, so that none waits for another's buckets. */
async function eachBySubscription<Item extends { readonly subscription: Subscription }>(
  items: readonly Item[],
  limit: number,
  task: (item: Item) => Promise<void>,
): Promise<void> {
  const groups = Map.groupBy(items, ({ subscription }) => subscriptionKey(subscription));
  await forEachBounded([...groups.values()], SUBSCRIPTIONS_AT_ONCE, (group) => forEachBounded(group, limit, task));
}
