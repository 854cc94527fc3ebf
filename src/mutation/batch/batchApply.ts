import { AzureError } from "../../azure/azureError";
import { resourceIdKey } from "../../identity/resourceId";
import type { BatchBudget, WriteBudget } from "./batchBudget";
import { BetweenWrites } from "./batchStop";
import type { Clock } from "../clock";
import type { MutationProgress, MutationService } from "../mutationService";
import { asAzureError, type LeftOut, type Outcome, standsAsBefore } from "../outcome";
import { planOnSnapshot, type ResourcePlan } from "../resourcePlan";

/** "Stop" ends within seconds; most operations end within them too (docs/azure-behaviour.md#duration-of-operations), and then their end is known. */
const FOLLOWED_AFTER_STOP_MS = 10_000;

/** Identities that Azure has refused to assign in this batch, by tenant and id, so that nothing is sent twice to learn it. */
export type RefusedIdentities = Map<string, LeftOut>;

/** What writing one resource of a batch works with. */
export interface ApplyOneOptions {
  readonly mutation: MutationService;
  readonly budget: BatchBudget;
  readonly refused: RefusedIdentities;
  readonly clock: Clock;
  /** Fires when the user stops: no write is begun after it, and those under way are followed a while longer. */
  readonly stop: AbortSignal;
  /** Undefined where nobody is there to ask: one resource of many. A retry plans it anew and shows it. */
  readonly agreeAgain: ((next: ResourcePlan) => Promise<boolean>) | undefined;
  readonly onProgress: (progress: MutationProgress) => void;
}

/** Applies one agreed plan. Never throws: whatever happens is the outcome of this resource alone. */
export async function applyOne(agreed: ResourcePlan, options: ApplyOneOptions): Promise<Outcome> {
  let current = agreed;
  try {
    for (;;) {
      const reduced = withoutRefused(current, options.refused);
      if (reduced.kind === "nothingLeft") {
        return { kind: "failed", error: reduced.because.error, planned: undefined };
      }
      current = reduced.plan;
      const outcome = await write(current, options);
      if (outcome.kind !== "refused") {
        return outcome.kind === "changed" ? { ...outcome, leftOut: leftOut(agreed, options.refused) } : outcome;
      }
      // The service is atomic here (docs/azure-behaviour.md#one-bad-id-fails-the-whole-patch): nothing of the change was made, and the others are tried without it.
      current = await replan(current, options);
    }
  } catch (error) {
    const known = asAzureError(error);
    return AzureError.is(known, "cancelled") && !known.failure.sent
      ? { kind: "notStarted" }
      : { kind: "failed", error: known, planned: current };
  }
}

async function write(plan: ResourcePlan, options: ApplyOneOptions): Promise<Outcome | { readonly kind: "refused" }> {
  const { mutation, budget, clock, stop, refused, agreeAgain } = options;
  const { subscription, resource } = plan;
  const between = new BetweenWrites(stop, clock, agreeAgain === undefined ? FOLLOWED_AFTER_STOP_MS : 0);
  let allowed: WriteBudget | undefined;
  let isDone = false;
  try {
    const counted = (allowed = await budget.beforeWrite(subscription, resource, between.signal));
    if (leftOut(plan, refused).length > 0) {
      // Another has found out while this one waited.
      return { kind: "refused" };
    }
    const outcome = await mutation.apply(plan, {
      signal: between.signal,
      beforeRead: (read) => counted.beforeRead(read),
      agreeAgain: agreeAgain ?? (() => Promise.resolve(false)),
      onProgress: (progress) => {
        between.onProgress(progress);
        if (progress.kind === "waiting" && progress.because === "throttled") {
          budget.pause(subscription, progress.seconds);
        }
        count(progress, counted);
        options.onProgress(progress);
      },
    });
    isDone = outcome.kind === "changed";
    // Whoever can be asked decides about the rest of the change as well.
    const refusal = agreeAgain === undefined ? refusalOf(outcome) : undefined;
    return refusal !== undefined && remember(refusal, plan, refused) ? { kind: "refused" } : outcome;
  } finally {
    between.dispose();
    allowed?.answered();
    allowed?.end(isDone);
  }
}

/** Why Azure made nothing of the change: it did not accept it, or its operation failed and left everything as it was. */
function refusalOf(outcome: Outcome): AzureError | undefined {
  if (outcome.kind === "differs" && standsAsBefore(outcome)) {
    return outcome.because;
  }
  return outcome.kind === "failed" ? outcome.error : undefined;
}

/** Counts what a change sends beyond what its budget has counted before it began. */
function count({ kind }: MutationProgress, budget: WriteBudget): void {
  if (kind === "sending") {
    budget.countSent();
    return;
  }
  budget.answered();
  if (kind === "planningAgain") {
    budget.countRead();
  }
}

const refusedKey = (plan: ResourcePlan, id: string): string =>
  `${plan.subscription.tenant.tenantId.toLowerCase()} ${resourceIdKey(id)}`;

/** Notes the identities that an error names. Whether they are among those that this change assigns, and nothing else would be lost. */
function remember(error: AzureError, plan: ResourcePlan, refused: RefusedIdentities): boolean {
  if (!("identityIds" in error.failure)) {
    return false;
  }
  const named = new Set(error.failure.identityIds.map(resourceIdKey));
  const ids = assigned(plan).filter((id) => named.has(resourceIdKey(id)));
  for (const id of ids) {
    refused.set(refusedKey(plan, id), { id, error });
  }
  return ids.length > 0;
}

/** Only a change that assigns and does nothing else can go without some of its ids: a swap would lose what it takes away. */
function assigned({ change }: ResourcePlan): readonly string[] {
  const changes = change.kind === "several" ? change.changes : [change];
  const assigns = changes.filter((each) => each.kind === "assignUserAssigned");
  return assigns.length === changes.length ? assigns.flatMap(({ ids }) => ids) : [];
}

function leftOut(agreed: ResourcePlan, refused: RefusedIdentities): LeftOut[] {
  return assigned(agreed).flatMap((id) => refused.get(refusedKey(agreed, id)) ?? []);
}

function withoutRefused(
  plan: ResourcePlan,
  refused: RefusedIdentities,
):
  { readonly kind: "plan"; readonly plan: ResourcePlan } | { readonly kind: "nothingLeft"; readonly because: LeftOut } {
  const [because] = leftOut(plan, refused);
  if (because === undefined) {
    return { kind: "plan", plan };
  }
  const ids = assigned(plan).filter((id) => !refused.has(refusedKey(plan, id)));
  const { subscription, resource, etag } = plan;
  const reduced = planOnSnapshot(subscription, { resource, etag }, { kind: "assignUserAssigned", ids });
  return reduced.plan.isNoOp ? { kind: "nothingLeft", because } : { kind: "plan", plan: reduced };
}

async function replan(plan: ResourcePlan, { mutation, budget, stop }: ApplyOneOptions): Promise<ResourcePlan> {
  const { subscription, resource, change } = plan;
  await budget.beforeRead(subscription, stop);
  return await mutation.plan(subscription, resource.id, change, stop);
}
