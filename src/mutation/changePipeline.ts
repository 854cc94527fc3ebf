import type { Disposable, Subscription } from "../azure/accounts";
import { AzureError } from "../azure/azureError";
import { forEachBounded } from "../azure/forEachBounded";
import { subscriptionKey } from "../azure/inventory/subscriptionInventory";
import { resourceIdKey } from "../identity/resourceId";
import { applyOne, type RefusedIdentities } from "./batch/batchApply";
import { BatchBudget } from "./batch/batchBudget";
import { Slots } from "./batch/batchSlots";
import { type BatchTarget, type PlannedTarget, plannedTarget, unplannedTarget } from "./batch/batchPlan";
import { type Clock, realClock } from "./clock";
import type { Journal } from "./journal/journal";
import type { ChangeOrigin, JournalEntry } from "./journal/journalEntry";
import { JournalRecorder } from "./journal/journalRecorder";
import type { MutationProgress, MutationService } from "./mutationService";
import { type LearntResource, OpenOutcomes } from "./openOutcomes";
import type { Outcome } from "./outcome";
import type { ResourcePlan } from "./resourcePlan";

/** Each subscription has buckets of its own, and none waits for another; over all of them as much is under way as ten have use for. */
const SUBSCRIPTIONS_WORTH = 10;
const READS_AT_ONCE = 16;
/**
 * What the bucket of one subscription's writes lets begin at once. No change of a machine took longer than 21.5 s
 * (docs/azure-behaviour.md#duration-of-operations), in which that bucket gives as many again: with fewer at once, waiting for Azure would
 * take up the time, and not its limits.
 */
const WRITES_AT_ONCE = 400;
/** What is waited for ends by itself: a task that is stopped leaves its place. */
const UNSTOPPED = new AbortController().signal;

/** A change that was planned, shown and agreed to. */
export interface AgreedChange {
  /** All that was planned: what is not among `plans` is recorded as it is. */
  readonly planned: readonly PlannedTarget[];
  readonly plans: readonly ResourcePlan[];
  readonly origin: ChangeOrigin;
}

/** How an agreed change is applied, and whom it tells about the resource of `plan`. */
export interface ApplyChangeOptions {
  /** Keeps further writes from beginning; those under way are followed some seconds longer. */
  readonly stop: AbortSignal;
  /** Asked where somebody else's change makes the outcome other than was agreed. Given for one resource: nobody is asked for each of many. */
  readonly agreeAgain?: (next: ResourcePlan) => Promise<boolean>;
  /** The journal has an entry from here on. */
  readonly onBegin?: (entryId: string) => void;
  readonly onProgress?: (plan: ResourcePlan, progress: MutationProgress) => void;
  readonly onOutcome?: (plan: ResourcePlan, outcome: Outcome) => void;
}

/** How an agreed change has ended. */
export interface AppliedChange {
  /** As it was last; the journal itself no longer has it where the user stopped the change of a single resource, or it needed none. */
  readonly entry: JournalEntry;
  readonly outcomes: ReadonlyMap<ResourcePlan, Outcome>;
}

/** Plans, applies and records a change of one resource or of many, within Azure's buckets. One for a window. */
export class ChangePipeline implements Disposable {
  private readonly budget: BatchBudget;
  private readonly open: OpenOutcomes;

  constructor(
    private readonly mutation: MutationService,
    private readonly journal: Journal,
    private readonly clock: Clock = realClock,
  ) {
    this.budget = new BatchBudget(clock);
    this.open = new OpenOutcomes(
      journal,
      async (subscription, id, signal) => {
        await this.budget.beforeRead(subscription, signal);
        return await mutation.read(subscription, id, signal);
      },
      clock,
    );
  }

  /** Fires when it is learnt in the background how a write has ended that was not known at first. */
  onDidLearn(listener: (learnt: LearntResource) => void): Disposable {
    return this.open.onDidLearn(listener);
  }

  /** Looks again at what earlier windows have left open in these subscriptions. */
  async lookAgain(subscriptions: readonly Subscription[]): Promise<void> {
    await this.open.followStored(subscriptions, Date.now());
  }

  dispose(): void {
    this.open.dispose();
  }

  /**
   * Reads every resource afresh and plans its change. Writes nothing. What fails is among the answers, which stand in the order of
   * the targets.
   * @throws AzureError `cancelled`
   */
  async plan(
    targets: readonly BatchTarget[],
    signal: AbortSignal,
    onRead: (done: number) => void = () => undefined,
  ): Promise<readonly PlannedTarget[]> {
    const planned = new Map<BatchTarget, PlannedTarget>();
    await eachBySubscription(targets, READS_AT_ONCE, async (target) => {
      planned.set(target, await this.planOne(target, signal));
      onRead(planned.size);
    });
    return targets.flatMap((target) => planned.get(target) ?? []);
  }

  /**
   * Notes that a taking back, or another attempt, found everything as wished: the entry that it is for is done with. A change of its own
   * that does nothing leaves no trace.
   */
  async recordNothingToDo(planned: readonly PlannedTarget[], origin: ChangeOrigin): Promise<void> {
    if ("entryId" in origin) {
      const recorder = new JournalRecorder(this.journal, planned, origin);
      await recorder.begin();
      await recorder.end();
    }
  }

  /**
   * Applies agreed plans, a bounded number at a time, and keeps the journal's entry in step. Never throws because of Azure: each resource
   * has its own outcome, told as it comes and given in the order of the plans.
   */
  async apply({ planned, plans, origin }: AgreedChange, options: ApplyChangeOptions): Promise<AppliedChange> {
    const recorder = new JournalRecorder(this.journal, planned, origin);
    await recorder.begin();
    try {
      options.onBegin?.(recorder.id);
      const outcomes = await this.applyEach(plans, recorder, options);
      return { entry: recorder.latest, outcomes };
    } finally {
      await recorder.end();
      const subscriptions = new Map(
        plans.map(({ resource, subscription }) => [resourceIdKey(resource.id), subscription]),
      );
      this.open.follow(recorder.latest, ({ resourceId }) => subscriptions.get(resourceIdKey(resourceId)));
    }
  }

  /** Waits until one read besides those of the batches is within Azure's buckets, and counts it. @throws AzureError `cancelled` */
  beforeRead(subscription: Subscription, signal: AbortSignal): Promise<void> {
    return this.budget.beforeRead(subscription, signal);
  }

  private async applyEach(
    plans: readonly ResourcePlan[],
    recorder: JournalRecorder,
    { stop, agreeAgain, onProgress, onOutcome }: ApplyChangeOptions,
  ): Promise<ReadonlyMap<ResourcePlan, Outcome>> {
    const outcomes = new Map<ResourcePlan, Outcome>();
    const refused: RefusedIdentities = new Map();
    const { mutation, budget, clock } = this;
    await eachBySubscription(plans, WRITES_AT_ONCE, async (plan) => {
      let isSent = false;
      const outcome = await applyOne(plan, {
        mutation,
        budget,
        clock,
        refused,
        stop,
        agreeAgain,
        onProgress: (progress) => {
          if (progress.kind === "sending" && !isSent) {
            isSent = true;
            recorder.running(plan);
          }
          onProgress?.(plan, progress);
        },
      });
      outcomes.set(plan, outcome);
      recorder.ended(plan, outcome);
      onOutcome?.(plan, outcome);
    });
    return outcomes;
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

/** Runs a task for each item, bounded for each subscription on its own, so that none waits for another's buckets, and for all of them. */
async function eachBySubscription<Item extends { readonly subscription: Subscription }>(
  items: readonly Item[],
  limit: number,
  task: (item: Item) => Promise<void>,
): Promise<void> {
  const groups = [...Map.groupBy(items, ({ subscription }) => subscriptionKey(subscription)).values()];
  const slots = new Slots(limit * SUBSCRIPTIONS_WORTH);
  await forEachBounded(groups, groups.length, (group) =>
    forEachBounded(group, limit, async (item) => {
      const leave = await slots.enter(UNSTOPPED);
      try {
        await task(item);
      } finally {
        leave();
      }
    }),
  );
}
