import * as vscode from "vscode";
import type { ChangeTarget, ComputeResource } from "../../azure/compute/computeResource";
import type { IdentityChange } from "../../identity/identityChange";
import { resourceIdKey } from "../../identity/resourceId";
import { type BatchTarget, type PlannedTarget, plannedTarget } from "../../mutation/batch/batchPlan";
import type { AgreedChange, AppliedChange, ApplyChangeOptions } from "../../mutation/changePipeline";
import { tallyOf } from "../../mutation/journal/journalTally";
import { resourceOf } from "../../mutation/outcome";
import type { ResourcePlan } from "../../mutation/resourcePlan";
import { completeFirstStep } from "../../ui/firstSteps";
import { withCancellableProgress } from "../../ui/cancellableProgress";
import { answerStep, PromptCancelled, type Step } from "../../ui/prompts";
import { formatTally } from "../../ui/words/batch";
import { describeDifference } from "../../ui/words/change";
import { formatTitle } from "../../ui/words/journalWords";
import { describeProgress } from "../../ui/words/mutationProgress";
import { notifyNothingListed, notifyNothingToDo, notifyOfMany, notifyOfOne } from "./changeResult";
import type { ChangeDeps, ChangeOptions } from "./deps";
import { checkPermissions, isRefusal, type PermissionReport } from "./permissionCheck";
import { questionOfTarget } from "./planNotes";
import { agree, type PreviewOptions } from "./preview";
import { notifyStale } from "./staleNotice";
import { formatPlural } from "../../ui/words/plural";

const UNSTOPPED = new AbortController().signal;

/** The same change of each resource. */
export function sameChange(targets: readonly ChangeTarget[], change: IdentityChange): readonly BatchTarget[] {
  return targets.map((target) => ({ ...target, change }));
}

/**
 * The one way in which identities of resources are changed, of one as of a thousand: plan on fresh reads, check permissions and locks,
 * preview, ask where something is lost, apply, verify, record, notify. What happens to one alone is thrown; of many each has its outcome.
 * @returns the resources, each as it was last read; those that could not be read are not among them
 * @throws PromptCancelled, AzureError, MutationError; WentBack before anything is written, where there is a step to go back to
 */
export async function changeIdentities(
  deps: ChangeDeps,
  targets: readonly BatchTarget[],
  options: ChangeOptions = {},
): Promise<readonly ComputeResource[]> {
  return await makeChange(deps, await prepareChange(deps, targets, options), options);
}

/** A change that was agreed to, or turned out not to be needed. */
export type PreparedChange =
  | { readonly kind: "nothingToDo"; readonly resources: readonly ComputeResource[] }
  | {
      readonly kind: "agreed";
      readonly agreed: AgreedChange;
      readonly permissions: PermissionReport | undefined;
      readonly isUndoOffered: boolean;
    };

const askedOf = (targets: readonly BatchTarget[]) =>
  ({ kind: "several", changes: targets.map(({ change }) => change) }) as const;

/**
 * Everything of `changeIdentities` up to the first write.
 * @throws PromptCancelled, AzureError, MutationError; WentBack where there is a step to go back to
 */
async function prepareChange(
  deps: ChangeDeps,
  targets: readonly BatchTarget[],
  {
    origin = { kind: "change" },
    remarks = [],
    remarksOn,
    isUndoOffered = true,
    canGoBack = false,
    signal = UNSTOPPED,
  }: ChangeOptions,
): Promise<PreparedChange> {
  if (targets.length === 0) {
    notifyNothingListed();
    return { kind: "nothingToDo", resources: [] };
  }
  const { planned, permissions } = await plan(deps, targets, signal);
  if (planned.every(({ kind }) => kind === "noChange")) {
    await deps.changes.recordNothingToDo(planned, origin);
    if (!(await notifyStale(deps, planned.flatMap(readBy), askedOf(targets)))) {
      notifyNothingToDo(planned);
    }
    return { kind: "nothingToDo", resources: planned.flatMap(readBy) };
  }
  const plans = await agree(deps, planned, {
    reason: "first",
    canGoBack,
    remarks: [...remarks, ...(remarksOn?.(planned) ?? [])],
    permissions,
    isByAgent: origin.by === "agent",
    signal,
  });
  const agreed = new Set(plans);
  // What is left out because of a lock or a permission was not attempted, and is no part of the record.
  const rest = planned.filter((each) => each.kind !== "toChange" || agreed.has(each.plan));
  return { kind: "agreed", agreed: { planned: rest, plans, origin }, permissions, isUndoOffered };
}

/** Makes a change that was prepared, and tells how it ended. @returns as `changeIdentities` */
export async function makeChange(
  deps: ChangeDeps,
  prepared: PreparedChange,
  { signal = UNSTOPPED, onApplied }: Pick<ChangeOptions, "signal" | "onApplied"> = {},
): Promise<readonly ComputeResource[]> {
  if (prepared.kind === "nothingToDo") {
    return prepared.resources;
  }
  const { agreed, permissions, isUndoOffered } = prepared;
  const { planned, plans } = agreed;
  const applied = await apply(deps, agreed, permissions, signal);
  onApplied?.(applied);
  const { entry, outcomes } = applied;
  if ([...outcomes.values()].some(({ kind }) => kind === "changed")) {
    completeFirstStep(agreed.origin.kind === "undo" ? "undo" : "change");
  }
  const only = onlyOne(plans);
  if (planned.length === 1 && only) {
    notifyOfOne(deps, entry.id, outcomes.get(only), isUndoOffered);
  } else {
    notifyOfMany(deps, entry, isUndoOffered);
  }
  const read = [...planned.flatMap(readBy), ...[...outcomes.values()].flatMap((outcome) => resourceOf(outcome) ?? [])];
  const latest = [...new Map(read.map((resource) => [resourceIdKey(resource.id), resource])).values()];
  await notifyStale(deps, latest, askedOf(planned.map(({ target }) => target)));
  return latest;
}

/** The last step of a flow that changes identities: reviews the change, and leads back to the steps before. `makeChange` makes it. */
export function changeStep<Answers extends { prepared?: PreparedChange }>(
  deps: ChangeDeps,
  targetsOf: (answers: Answers) => readonly BatchTarget[],
  isWanted: (answers: Answers) => boolean = () => true,
): Step<Answers> {
  return answerStep<Answers, "prepared", { prepared?: PreparedChange }>(
    "prepared",
    (answers, { canGoBack }) => prepareChange(deps, targetsOf(answers), { canGoBack }),
    isWanted,
  );
}

/** The resource as it was read for its plan. */
function readBy(planned: PlannedTarget): readonly ComputeResource[] {
  switch (planned.kind) {
    case "failed":
      return [];
    case "unreadable":
      return [planned.resource];
    case "toChange":
    case "noChange":
    case "blocked":
      return [planned.plan.resource];
  }
}

interface Planning {
  readonly planned: readonly PlannedTarget[];
  /** Of one resource: they are read along with it. */
  readonly permissions: PermissionReport | undefined;
}

async function plan(deps: ChangeDeps, targets: readonly BatchTarget[], outer: AbortSignal): Promise<Planning> {
  const only = onlyOne(targets);
  const title =
    only === undefined
      ? formatPlural(vscode.l10n.t("Reading {count, plural, one {# resource} other {# resources}}"), {
          count: targets.length,
        })
      : vscode.l10n.t("Reading {0}", only.resource.name);
  const [planned, permissions] = await withCancellableProgress(title, (pressed, report) => {
    const signal = AbortSignal.any([pressed, outer]);
    return Promise.all([
      deps.changes
        .plan(targets, signal, (done) => {
          if (only === undefined) {
            report(vscode.l10n.t("{done} of {total}", { done, total: targets.length }));
          }
        })
        .then((all) => (only === undefined ? all : all.map(readable))),
      only && checkPermissions(deps, questionOfTarget(only), signal),
    ]);
  });
  for (const each of planned) {
    for (const resource of readBy(each)) {
      deps.inventory.replaceResource(each.target.subscription, resource);
    }
  }
  return { planned, permissions };
}

/** What keeps one resource alone from being planned is told as an error. @throws AzureError, MutationError */
function readable(planned: PlannedTarget): PlannedTarget {
  if (planned.kind === "failed" || planned.kind === "unreadable") {
    throw planned.error;
  }
  return planned;
}

const onlyOne = <Item>(items: readonly Item[]): Item | undefined => (items.length === 1 ? items[0] : undefined);

async function apply(
  deps: ChangeDeps,
  agreed: AgreedChange,
  permissions: PermissionReport | undefined,
  signal: AbortSignal,
): Promise<AppliedChange> {
  const only = onlyOne(agreed.planned);
  const ends = new Map<ResourcePlan, () => void>();
  return await withCancellableProgress(titleOf(deps, agreed), (pressed, report) => {
    const stop = AbortSignal.any([pressed, signal]);
    const again = { permissions, isByAgent: agreed.origin.by === "agent", signal };
    const told = only ? reportOne(deps, only.target, again, report) : reportMany(deps, stop, report);
    return deps.changes.apply(agreed, {
      ...told,
      stop,
      onProgress: (each, progress) => {
        if (progress.kind === "sending" && !ends.has(each)) {
          void deps.busy.during(each.resource.id, () => new Promise<void>((resolve) => ends.set(each, resolve)));
        }
        told.onProgress?.(each, progress);
      },
      onOutcome: (each, outcome) => {
        ends.get(each)?.();
        const resource = resourceOf(outcome);
        if (resource !== undefined) {
          deps.inventory.replaceResource(each.subscription, resource);
        }
        // What was known of the user's permissions was not true, or is no longer.
        if (outcome.kind === "failed" && isRefusal(outcome.error)) {
          deps.permissions.reset();
        }
        told.onOutcome?.(each, outcome);
      },
    });
  });
}

function titleOf({ journal }: ChangeDeps, { planned, plans, origin }: AgreedChange): string {
  const only = onlyOne(planned) && plans[0];
  return only
    ? vscode.l10n.t({
        message: "{resource}: {changes}",
        args: { resource: only.resource.name, changes: describeDifference(only.plan.difference) },
        comment: ["{changes} is what is being done, such as enable the system-assigned identity."],
      })
    : formatTitle(origin, { records: planned.map(({ target }) => target) }, (id) => journal.entry(id));
}

type Told = Omit<ApplyChangeOptions, "stop">;

/** Of one resource every step is told, and the user is asked again where somebody else's change makes the outcome another. */
function reportOne(
  deps: ChangeDeps,
  target: BatchTarget,
  again: Pick<PreviewOptions, "permissions" | "isByAgent" | "signal">,
  report: (message: string) => void,
): Told {
  return {
    onProgress: (_, progress) => {
      report(describeProgress(progress));
    },
    agreeAgain: async (next) => {
      try {
        const options = { ...again, reason: "changedMeanwhile", canGoBack: false, remarks: [] } as const;
        await agree(deps, [plannedTarget(target, next)], options);
        return true;
      } catch (error) {
        if (error instanceof PromptCancelled) {
          return false;
        }
        throw error;
      }
    },
  };
}

/** A notification is read no faster. */
const REPORT_EVERY_MS = 100;

/** Of many it is told how many have ended how, here and in the view of changes. */
function reportMany(deps: ChangeDeps, stop: AbortSignal, report: (message: string) => void): Told {
  let entryId = "";
  let reportedAt = -Infinity;
  // Counting thousands of resources at each of them would take longer than changing them.
  const reportTally = (): void => {
    if (performance.now() - reportedAt < REPORT_EVERY_MS) {
      return;
    }
    reportedAt = performance.now();
    report(formatTally(tallyOf(deps.journal.entry(entryId) ?? { records: [] }, true)));
  };
  stop.addEventListener("abort", () => {
    report(vscode.l10n.t("Stopping. Waiting a few seconds for requests that were already sent."));
  });
  return {
    onBegin: (id) => {
      entryId = id;
      deps.journalFocus.show(id);
      reportTally();
    },
    onOutcome: reportTally,
  };
}
