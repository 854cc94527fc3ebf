import type { Subscription } from "../azure/accounts";
import { AzureError } from "../azure/azureError";
import type { ComputeResource } from "../azure/compute/computeResource";
import type { ComputeGateway } from "../azure/compute/compute";
import type { FollowOptions, OperationProgress } from "../azure/longRunning";
import { fateUnknown, mayHaveArrived } from "../azure/unsettled";
import type { IdentityChange } from "../identity/identityChange";
import { identityDifference, sameIdentities } from "../identity/identityState";
import { isBlocked } from "../identity/plan";
import { realWait, type Wait } from "./clock";
import { MutationError } from "./mutationError";
import { asAzureError, type Outcome } from "./outcome";
import { planOnSnapshot, type ResourcePlan, sameOutcome } from "./resourcePlan";

/** What applying a plan tells while it runs. */
export type MutationProgress =
  | { readonly kind: "sending" }
  | OperationProgress
  | { readonly kind: "waiting"; readonly because: "conflict" | "throttled"; readonly seconds: number }
  | { readonly kind: "planningAgain" };

/** How a plan is to be applied. */
export interface ApplyOptions extends Omit<FollowOptions, "onProgress"> {
  readonly onProgress: (progress: MutationProgress) => void;
  /** Asked where somebody else's change makes the outcome other than what was agreed. */
  readonly agreeAgain: (next: ResourcePlan) => Promise<boolean>;
}

// A conflict lasts as long as the other operation: 5.7 s at the median for a machine (docs/azure-behaviour.md#duration-of-operations).
const CONFLICT_WAITS_MS = [2_000, 5_000, 10_000, 20_000];
const DEFAULT_THROTTLE_SECONDS = 10;
const LONGEST_THROTTLE_SECONDS = 120;

/** The one place that writes identities to Azure. Every command goes through it. */
export class MutationService {
  constructor(
    private readonly gateway: ComputeGateway,
    private readonly wait: Wait = realWait,
  ) {}

  /**
   * Reads the resource afresh and plans the change on it. Writes nothing.
   * @throws AzureError, MutationError `unreadableIdentity`
   */
  async plan(
    subscription: Subscription,
    resourceId: string,
    change: IdentityChange,
    signal: AbortSignal,
  ): Promise<ResourcePlan> {
    return planOnSnapshot(subscription, await this.gateway.read(subscription, resourceId, signal), change);
  }

  /**
   * Applies an agreed plan: one PATCH with If-Match, the operation followed, the resource read again and compared.
   * On 412 and 409 it reads and plans again, and asks again only where the outcome would be another. What fails is an outcome as well.
   */
  async apply(agreed: ResourcePlan, options: ApplyOptions): Promise<Outcome> {
    const current = { plan: agreed };
    try {
      return await this.attempts(agreed, current, options);
    } catch (error) {
      return outcomeOfError(error, current.plan);
    }
  }

  /** `at` is kept at the plan that is being written. @throws AzureError, MutationError */
  private async attempts(agreed: ResourcePlan, at: { plan: ResourcePlan }, options: ApplyOptions): Promise<Outcome> {
    const accepted = new WeakSet<ResourcePlan>();
    // Even where its operation is preempted, a write that Azure has taken may be carried out, now or later.
    let taken: ResourcePlan | undefined;
    const onProgress = (progress: MutationProgress): void => {
      if (progress.kind === "accepted") {
        accepted.add(at.plan);
      }
      options.onProgress(progress);
    };
    for (let attempt = 0; ; attempt++) {
      const current = at.plan;
      const { resource, plan } = current;
      if (isBlocked(plan)) {
        const hazards = plan.hazards.filter((hazard) => hazard.level === "blocker");
        throw new MutationError({ reason: "blocked", resource, hazards });
      }
      if (plan.patch === undefined) {
        return taken === undefined ? { kind: "noChange", applied: current, resource } : compare(taken, resource);
      }
      try {
        onProgress({ kind: "sending" });
        const { subscription, etag: ifMatch } = current;
        const write = { ...options, onProgress, ifMatch };
        const found = await this.gateway.patchIdentity(subscription, resource.id, plan.patch, write);
        return compare(current, found.resource);
      } catch (error) {
        if (accepted.has(current) && AzureError.is(error, "conflict")) {
          taken = current;
        }
        const next = await this.recover(error, current, { attempt, taken }, options);
        if (next.kind !== "planned") {
          return next;
        }
        const isToWrite = next.plan.plan.patch !== undefined;
        if (isToWrite && !sameOutcome(agreed, next.plan) && !(await options.agreeAgain(next.plan))) {
          return { kind: "changedMeanwhile", next: next.plan };
        }
        at.plan = next.plan;
      }
    }
  }

  /** Makes of a failed write either a plan to try next, an outcome, or the same error again. */
  private async recover(
    error: unknown,
    failed: ResourcePlan,
    { attempt, taken }: { readonly attempt: number; readonly taken: ResourcePlan | undefined },
    options: ApplyOptions,
  ): Promise<Outcome | { readonly kind: "planned"; readonly plan: ResourcePlan }> {
    if (isUnanswered(error)) {
      return await this.settle(error, failed, options.signal);
    }
    const conflictWait = CONFLICT_WAITS_MS[attempt];
    if (conflictWait === undefined || !mayPass(error)) {
      if (taken === undefined) {
        throw error;
      }
      return await this.settle(error, taken, options.signal);
    }
    try {
      if (AzureError.is(error, "throttled")) {
        const asked = error.failure.retryAfterSeconds ?? DEFAULT_THROTTLE_SECONDS;
        const seconds = Math.min(asked, LONGEST_THROTTLE_SECONDS);
        options.onProgress({ kind: "waiting", because: "throttled", seconds });
        await this.wait(seconds * 1000, options.signal);
        return { kind: "planned", plan: failed };
      }
      if (AzureError.is(error, "conflict")) {
        options.onProgress({ kind: "waiting", because: "conflict", seconds: conflictWait / 1000 });
        await this.wait(conflictWait, options.signal);
      }
      options.onProgress({ kind: "planningAgain" });
      const { subscription, resource, change } = failed;
      return { kind: "planned", plan: await this.plan(subscription, resource.id, change, options.signal) };
    } catch (between) {
      throw taken !== undefined && AzureError.is(between) ? fateUnknown(between) : between;
    }
  }

  /** What became of a write is not known: the resource itself tells whether it has arrived. It is never sent twice. */
  private async settle(error: unknown, failed: ResourcePlan, signal: AbortSignal): Promise<Outcome> {
    const outcome = compare(failed, await this.lookAt(failed, signal));
    if (outcome.kind === "changed") {
      return outcome;
    }
    throw error;
  }

  /** @throws AzureError that says nothing of the write before it */
  private async lookAt({ subscription, resource }: ResourcePlan, signal: AbortSignal): Promise<ComputeResource> {
    try {
      return (await this.gateway.read(subscription, resource.id, signal)).resource;
    } catch (error) {
      throw AzureError.is(error) ? fateUnknown(error) : error;
    }
  }
}

function outcomeOfError(error: unknown, planned: ResourcePlan): Outcome {
  if (error instanceof MutationError) {
    return { kind: "blocked", refusal: error.refusal };
  }
  const known = asAzureError(error);
  if (AzureError.is(known, "cancelled") && !known.failure.sent) {
    return { kind: "notStarted" };
  }
  return { kind: mayHaveArrived(known.failure) ? "unknown" : "failed", error: known, planned };
}

/** Whether a refusal is of this moment only. */
function mayPass(error: unknown): boolean {
  return (
    AzureError.is(error, "throttled") || AzureError.is(error, "conflict") || AzureError.is(error, "preconditionFailed")
  );
}

/** Whether nothing is known of a write: no answer, one of a gateway on the way, or one that is no answer of Azure's. */
function isUnanswered(error: unknown): error is AzureError {
  return AzureError.is(error, "network") || AzureError.is(error, "serverError") || AzureError.is(error, "badAnswer");
}

function compare(applied: ResourcePlan, resource: ComputeResource): Outcome {
  if (resource.identity.kind === "unreadable") {
    return { kind: "differs", applied, resource, difference: undefined };
  }
  const { state } = resource.identity;
  if (sameIdentities(state, applied.plan.after)) {
    return { kind: "changed", applied, resource, leftOut: [] };
  }
  return { kind: "differs", applied, resource, difference: identityDifference(applied.plan.after, state) };
}
