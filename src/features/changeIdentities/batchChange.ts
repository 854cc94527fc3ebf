import * as vscode from "vscode";
import { AzureError } from "../../azure/azureError";
import type { ChangeTarget, ComputeResource } from "../../azure/compute/computeResource";
import { subscriptionKey } from "../../azure/inventory/subscriptionInventory";
import type { IdentityChange } from "../../identity/identityChange";
import { resourceIdKey, resourceName } from "../../identity/resourceId";
import type { BatchTarget, PlannedTarget } from "../../mutation/batch/batchPlan";
import type { AgreedChange, AppliedChange } from "../../mutation/changePipeline";
import { canBeRetried, type ChangeRecord, type JournalEntry } from "../../mutation/journal/journalEntry";
import { tallyOf } from "../../mutation/journal/journalTally";
import { canBeUndone } from "../../mutation/journal/journalUndo";
import { summarize } from "../../mutation/batch/batchSummary";
import { type Outcome, resourceOf } from "../../mutation/outcome";
import type { ResourcePlan } from "../../mutation/resourcePlan";
import type { App } from "../../ui/app";
import { withCancellableProgress } from "../../ui/progress";
import { hazardOfMany, tallyInWords } from "../../ui/words/batch";
import { namesInWords } from "../../ui/words/change";
import { hazardInASentence } from "../../ui/words/hazard";
import { entryInWords, titleInWords } from "../../ui/words/journal";
import { agreeToBatch } from "./batchPreview";
import type { PreviewItem } from "./previewItems";
import { changeIdentities, type ChangeOptions } from "./changeIdentities";
import { tellInformation, tellWarning } from "../../ui/tell";

/** How a change of many is made known, besides what any change has: `remarks` stand in its preview. */
export interface ManyOptions extends ChangeOptions {
  readonly remarks?: readonly PreviewItem[];
}

/**
 * Changes one resource or many: one by the usual flow, many by a batch with one plan for all, a bounded number at a time.
 * @returns the resources, each as it was last read; those that could not be read are not among them
 * @throws PromptCancelled, AzureError, MutationError
 */
export async function changeResources(
  app: App,
  targets: readonly BatchTarget[],
  options: ManyOptions = {},
): Promise<readonly ComputeResource[]> {
  const [first, second] = targets;
  return first !== undefined && second === undefined
    ? [await changeIdentities(app, first, first.change, options)]
    : await changeMany(app, targets, options);
}

/** Makes one change on one resource or many. @throws PromptCancelled, AzureError, MutationError */
export async function changeAlike(app: App, targets: readonly ChangeTarget[], change: IdentityChange): Promise<void> {
  await changeResources(
    app,
    targets.map((target) => ({ ...target, change })),
  );
}

async function changeMany(
  app: App,
  targets: readonly BatchTarget[],
  { origin = { kind: "change" }, remarks = [], isUndoOffered = true }: ManyOptions,
): Promise<readonly ComputeResource[]> {
  if (targets.length === 0) {
    void tellWarning(
      vscode.l10n.t("Nothing was changed: what you chose is not listed at the moment. Refresh and try again."),
    );
    return [];
  }
  const planned = await planMany(app, targets);
  if (planned.every(({ kind }) => kind === "noChange")) {
    await app.changes.recordNothingToDo(planned, origin);
    const text = vscode.l10n.t("Nothing to change: all {0} resources already are as wished.", planned.length);
    const hazards = summarize(planned).hazards.map((shared) => hazardInASentence(hazardOfMany(shared)));
    void tellInformation([text, ...hazards].join(" "));
    return planned.flatMap(readBy);
  }
  const agreed = await agreeToBatch(app, planned, remarks);
  const { entry, outcomes } = await applyMany(app, { planned, plans: agreed, origin });
  tell(app, entry, isUndoOffered);
  const read = [...planned.flatMap(readBy), ...[...outcomes.values()].flatMap((each) => resourceOf(each) ?? [])];
  return [...new Map(read.map((resource) => [resourceIdKey(resource.id), resource])).values()];
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

async function planMany(app: App, targets: readonly BatchTarget[]): Promise<readonly PlannedTarget[]> {
  const title = vscode.l10n.t("Reading {0} resources", targets.length);
  const planned = await withCancellableProgress(title, (signal, report) =>
    app.changes.plan(targets, signal, (done) => {
      report(vscode.l10n.t("{0} of {1}", done, targets.length));
    }),
  );
  for (const each of planned) {
    for (const resource of readBy(each)) {
      app.inventory.replaceResource(each.target.subscription, resource);
    }
  }
  return planned;
}

async function applyMany(app: App, agreed: AgreedChange): Promise<AppliedChange> {
  const ends = new Map<ResourcePlan, () => void>();
  let entryId = "";
  const tally = (): string => tallyInWords(tallyOf(app.journal.entry(entryId) ?? { records: [] }, true));
  const title = titleInWords(
    agreed.origin,
    agreed.planned.map(({ target }) => target.change),
  );
  return await withCancellableProgress(title, (stop, report) => {
    stop.addEventListener("abort", () => {
      report(vscode.l10n.t("Stopping. What has been sent is followed some seconds longer."));
    });
    return app.changes.apply(agreed, {
      stop,
      onBegin: (id) => {
        entryId = id;
        app.journalFocus.show(id);
        report(tally());
      },
      onProgress: (plan, { kind }) => {
        if (kind === "sending" && !ends.has(plan)) {
          void app.busy.during(plan.resource.id, () => new Promise<void>((resolve) => ends.set(plan, resolve)));
        }
      },
      onOutcome: (plan, outcome) => {
        ends.get(plan)?.();
        show(app, plan, outcome);
        forgetRights(app, outcome);
        report(tally());
      },
    });
  });
}

/** Puts what was read last into the tree. */
function show(app: App, { subscription }: ResourcePlan, outcome: Outcome): void {
  const resource = resourceOf(outcome);
  if (resource !== undefined) {
    app.inventory.replaceResource(subscription, resource);
  }
}

/** After a refusal the person's rights are read anew: what was known of them was not true, or is no longer. */
function forgetRights(app: App, outcome: Outcome): void {
  if (
    outcome.kind === "failed" &&
    (AzureError.is(outcome.error, "forbidden") || AzureError.is(outcome.error, "linkedForbidden"))
  ) {
    app.permissions.reset();
  }
}

/** Whether the resource is not as was wished, or may not be. */
function isAmiss({ outcome }: ChangeRecord): boolean {
  return outcome.kind === "changed" ? outcome.leftOut.length > 0 : outcome.kind !== "noChange";
}

/**
 * Says how a batch ended, with the names of what was not done. Offers to show why and to try again what may succeed then, else to take
 * it back, and to take it along. Does not wait for the person.
 */
function tell(app: App, entry: JournalEntry, isUndoOffered: boolean): void {
  const tally = tallyInWords(tallyOf(entry, false));
  const amiss = entry.records.filter(isAmiss);
  const retry = vscode.l10n.t("Retry the Failed Ones");
  const details = vscode.l10n.t("Show Changes");
  const copy = vscode.l10n.t("Copy as...");
  const undo = vscode.l10n.t("Undo");
  const follow = async (button: string | undefined): Promise<void> => {
    if (button === undo) {
      await vscode.commands.executeCommand("managedIdentities.undoChange", entry.id);
    } else if (button === retry) {
      await vscode.commands.executeCommand("managedIdentities.retryFailedChanges", entry.id);
    } else if (button === details) {
      app.journalFocus.show(entry.id);
    } else if (button === copy) {
      await vscode.commands.executeCommand("managedIdentities.copyRecordedChangeAs", entry.id);
    }
  };
  if (amiss.length === 0) {
    const text = vscode.l10n.t("{0}: {1}.", entryInWords(entry), tally);
    void tellInformation(text, ...(isUndoOffered && canBeUndone(entry) ? [undo] : []), copy).then(follow);
    return;
  }
  const names = namesInWords(amiss.map(({ resourceId }) => resourceName(resourceId)));
  const text = vscode.l10n.t("{0}: {1}. Not done: {2}.", entryInWords(entry), tally, names);
  void tellWarning(text, ...(amiss.some(canBeRetried) ? [retry] : []), details, copy).then(follow);
}

/** Resources once each: a selection can hold a resource and the group that it stands in. */
export function distinctTargets<Target extends Pick<BatchTarget, "subscription" | "resource">>(
  targets: readonly Target[],
): Target[] {
  const key = ({ subscription, resource }: Target): string =>
    `${subscriptionKey(subscription)} ${resourceIdKey(resource.id)}`;
  return [...new Map(targets.map((target) => [key(target), target])).values()];
}
