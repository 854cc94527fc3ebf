import type { Subscription } from "../azure/accounts";
import { AzureError } from "../azure/azureError";
import type { ComputeResource } from "../azure/compute/computeResource";
import type { ComputeGateway, OperationEnd } from "../azure/compute/compute";
import { pollWaitMs } from "../azure/pollWait";
import type { FollowOptions, OperationProgress } from "../azure/longRunning";
import { fateUnknown, mayHaveArrived } from "../azure/unsettled";
import type { IdentityChange } from "../identity/identityChange";
import type { FindIdentityLimits, IdentityLimits } from "../identity/identityLimits";
import { isBlocked } from "../identity/plan";
import { realWait, type Wait } from "./clock";
import { MutationError } from "./mutationError";
import { asAzureError, isSettled, type Outcome, outcomeOfLook, type SentWrite } from "./outcome";
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

/** So long a resource is looked at in the foreground. A machine is done within 21.5 s, most scale sets within 41 s (docs/azure-behaviour.md#duration-of-operations). */
const LONGEST_LOOK_MS = 60_000;
const READS_TO_VERIFY = 2;
// A conflict lasts as long as the other operation: 5.7 s at the median for a machine (docs/azure-behaviour.md#duration-of-operations).
const CONFLICT_WAITS_MS = [2_000, 5_000, 10_000, 20_000];
const DEFAULT_THROTTLE_SECONDS = 10;
const LONGEST_THROTTLE_SECONDS = 120;

/** What is known of identities without reading them for each plan. */
export interface KnownIdentities {
  /** Where they can be used: as it is listed, and as it is now, which is asked for before it stops a change. */
  readonly limits?: {
    limitsOf: FindIdentityLimits;
    /** @throws AzureError `cancelled` */
    readLimits(identityId: string, signal: AbortSignal): Promise<IdentityLimits | undefined>;
  };
  /** Of the identities that a resource has, those that have been created again since under their names. */
  readonly earlierOf?: (resource: ComputeResource) => readonly string[];
}

/** The one place that writes identities to Azure. Every command goes through it. */
export class MutationService {
  constructor(
    private readonly gateway: ComputeGateway,
    private readonly wait: Wait = realWait,
    private readonly known: KnownIdentities = {},
  ) {}

  /** One GET. @throws AzureError */
  async read(subscription: Subscription, resourceId: string, signal: AbortSignal): Promise<ComputeResource> {
    return (await this.gateway.read(subscription, resourceId, signal)).resource;
  }

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
    const snapshot = await this.gateway.read(subscription, resourceId, signal);
    const { limits, earlierOf } = this.known;
    const earlier = earlierOf?.(snapshot.resource) ?? [];
    const planWith = (limitsOf: FindIdentityLimits): ResourcePlan =>
      planOnSnapshot(subscription, snapshot, change, { earlier, limitsOf });
    if (limits === undefined) {
      return planWith(() => undefined);
    }
    const planned = planWith((id) => limits.limitsOf(id));
    const limited = planned.plan.hazards.flatMap((hazard) =>
      hazard.kind === "otherRegion" || hazard.kind === "otherProviders" ? [hazard.id] : [],
    );
    if (limited.length === 0) {
      return planned;
    }
    const fresh = new Map<string, IdentityLimits | undefined>();
    for (const id of limited) {
      fresh.set(id, await limits.readLimits(id, signal));
    }
    return planWith((id) => (fresh.has(id) ? fresh.get(id) : limits.limitsOf(id)));
  }

  /**
   * Applies an agreed plan: one PATCH with If-Match, the operation followed, the resource read again and compared.
   * On 412 and 409 it reads and plans again, and asks again only where the outcome would be another. What fails is an outcome as well.
   */
  async apply(agreed: ResourcePlan, options: ApplyOptions): Promise<Outcome> {
    const at: Attempt = { current: agreed, taken: undefined };
    try {
      return await this.attempts(agreed, at, options);
    } catch (error) {
      return outcomeOfError(error, at);
    }
  }

  /** @throws AzureError, MutationError */
  private async attempts(agreed: ResourcePlan, at: Attempt, options: ApplyOptions): Promise<Outcome> {
    for (let attempt = 0; ; attempt++) {
      const { current, taken } = at;
      const { resource, plan } = current;
      if (isBlocked(plan)) {
        const hazards = plan.hazards.filter((hazard) => hazard.level === "blocker");
        throw new MutationError({ reason: "blocked", resource, hazards });
      }
      if (plan.patch === undefined) {
        return taken === undefined
          ? { kind: "noChange", applied: current, resource }
          : this.settle(taken, options, resource);
      }
      const end = await this.write(current, options);
      if (end.kind === "succeeded") {
        return await this.verify(current, options);
      }
      const isRetried = end.kind !== "notSeen" && mayPass(end.error) && attempt < CONFLICT_WAITS_MS.length;
      if (end.kind !== "refused") {
        at.taken = { planned: current, isAccepted: end.kind !== "unanswered", error: end.error };
      }
      if (!isRetried || end.kind === "unanswered") {
        if (at.taken === undefined) {
          throw end.error ?? new AzureError({ reason: "network" });
        }
        return await this.settle({ ...at.taken, error: end.error }, options);
      }
      const next = await this.planNext(end.error, current, attempt, options);
      const isToWrite = next.plan.patch !== undefined;
      if (isToWrite && !sameOutcome(agreed, next) && !(await options.agreeAgain(next))) {
        return at.taken === undefined
          ? { kind: "changedMeanwhile", next }
          : await this.settle(at.taken, options, next.resource);
      }
      at.current = next;
    }
  }

  /** Sends a plan, and says how that ended. @throws AzureError `cancelled`, where nothing was sent */
  private async write({ subscription, resource, plan, etag }: ResourcePlan, options: ApplyOptions): Promise<WriteEnd> {
    const { patch } = plan;
    if (patch === undefined) {
      return { kind: "succeeded" };
    }
    options.onProgress({ kind: "sending" });
    try {
      return await this.gateway.patchIdentity(subscription, resource.id, patch, { ...options, ifMatch: etag });
    } catch (error) {
      const known = asAzureError(error);
      if (AzureError.is(known, "cancelled") && !known.failure.sent) {
        throw known;
      }
      return { kind: mayHaveArrived(known.failure) ? "unanswered" : "refused", error: known };
    }
  }

  /** Waits for what stands in the way to pass, and plans on what is there then. @throws AzureError */
  private async planNext(
    error: AzureError,
    failed: ResourcePlan,
    attempt: number,
    options: ApplyOptions,
  ): Promise<ResourcePlan> {
    if (AzureError.is(error, "throttled")) {
      const asked = error.failure.retryAfterSeconds ?? DEFAULT_THROTTLE_SECONDS;
      const seconds = Math.min(asked, LONGEST_THROTTLE_SECONDS);
      options.onProgress({ kind: "waiting", because: "throttled", seconds });
      await this.wait(seconds * 1000, options.signal);
      return failed;
    }
    const conflictWait = CONFLICT_WAITS_MS[attempt];
    if (AzureError.is(error, "conflict") && conflictWait !== undefined) {
      options.onProgress({ kind: "waiting", because: "conflict", seconds: conflictWait / 1000 });
      await this.wait(conflictWait, options.signal);
    }
    options.onProgress({ kind: "planningAgain" });
    const { subscription, resource, change } = failed;
    return await this.plan(subscription, resource.id, change, options.signal);
  }

  /** The operation has succeeded: one GET says what the resource carries. One that is refused is sent once more: a token may have ended. */
  private async verify(planned: ResourcePlan, options: ApplyOptions): Promise<Outcome> {
    const write: SentWrite = { planned, isAccepted: true, error: undefined };
    for (let attempt = 1; ; attempt++) {
      try {
        return outcomeOfLook(write, await this.look(planned, options));
      } catch (error) {
        if (attempt === READS_TO_VERIFY || options.signal.aborted) {
          return { ...write, kind: "unknown", error: asAzureError(error).ofWrite("yes"), isOpen: true };
        }
      }
    }
  }

  /**
   * How a write has ended is not known: the resource itself tells, once no operation is running at it any more. It is never sent twice.
   * `known`: as it was read a moment ago.
   */
  private async settle(write: SentWrite, options: ApplyOptions, known?: ComputeResource): Promise<Outcome> {
    let resource = known;
    let waited = 0;
    try {
      while (resource === undefined || (!isSettled(resource) && waited < LONGEST_LOOK_MS)) {
        if (resource !== undefined) {
          const status = resource.provisioningState ?? "";
          options.onProgress({ kind: "running", status, elapsedMs: waited });
          const milliseconds = pollWaitMs(waited);
          await this.wait(milliseconds, options.signal);
          waited += milliseconds;
        }
        resource = await this.look(write.planned, options);
      }
    } catch (error) {
      return { ...write, kind: "unknown", error: fateUnknown(asAzureError(error)).ofWrite("maybe"), isOpen: true };
    }
    if (isSettled(resource)) {
      return outcomeOfLook(write, resource);
    }
    const error = write.error ?? new AzureError({ reason: "network" });
    return { ...write, kind: "unknown", error: error.ofWrite("maybe"), isOpen: true };
  }

  private async look({ subscription, resource }: ResourcePlan, options: ApplyOptions): Promise<ComputeResource> {
    await options.beforeRead?.("verify");
    return await this.read(subscription, resource.id, options.signal);
  }
}

/** Where the attempts at a change stand. */
interface Attempt {
  current: ResourcePlan;
  /** The last write that may have arrived. Even where its operation is displaced it may be carried out, now or later. */
  taken: SentWrite | undefined;
}

/** How the sending of a plan has ended. */
type WriteEnd = OperationEnd | { readonly kind: "refused" | "unanswered"; readonly error: AzureError };

function outcomeOfError(error: unknown, { current, taken }: Attempt): Outcome {
  if (error instanceof MutationError && taken === undefined) {
    return { kind: "blocked", refusal: error.refusal };
  }
  const known = asAzureError(error);
  if (taken !== undefined) {
    return { ...taken, kind: "unknown", error: fateUnknown(known).ofWrite("maybe"), isOpen: true };
  }
  if (AzureError.is(known, "cancelled") && !known.failure.sent) {
    return { kind: "notStarted" };
  }
  return { kind: "failed", error: known.ofWrite("no"), planned: current };
}

/** Whether a refusal is of this moment only. */
function mayPass(error: AzureError): boolean {
  return (
    AzureError.is(error, "throttled") || AzureError.is(error, "conflict") || AzureError.is(error, "preconditionFailed")
  );
}
