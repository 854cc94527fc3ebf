import * as vscode from "vscode";
import type { AzureFailure } from "../../azure/azureError";
import type { ComputeResource } from "../../azure/compute/computeResource";
import { subscriptionKey } from "../../azure/inventory/subscriptionInventory";
import type { Hazard } from "../../identity/hazard";
import { resourceName } from "../../identity/resourceId";
import type { PlannedTarget } from "../../mutation/batch/batchPlan";
import { summarize } from "../../mutation/batch/batchSummary";
import { canBeRetried, type ChangeRecord, hasChanged, type JournalEntry } from "../../mutation/journal/journalEntry";
import { tallyOf } from "../../mutation/journal/journalTally";
import { canBeUndone } from "../../mutation/journal/journalUndo";
import { MutationError } from "../../mutation/mutationError";
import type { Outcome } from "../../mutation/outcome";
import type { TreeNode } from "../../ui/nodes";
import { PromptCancelled } from "../../ui/prompts";
import { notifyInformation, notifyWarning } from "../../ui/shown/messages";
import { hazardOfMany, formatTally } from "../../ui/words/batch";
import { formatNames } from "../../ui/words/change";
import { hazardInASentence, describeHazard } from "../../ui/words/hazardWords";
import { describeIdentity, describeVerified } from "../../ui/words/identity";
import { describeAccepted, describeDespite, describeEntry, describeReason } from "../../ui/words/journalWords";
import type { ChangeDeps } from "./deps";
import { formatPlural } from "../../ui/words/plural";

type ResultDeps = Pick<ChangeDeps, "journal" | "journalFocus">;

/** Says that none of what was chosen is listed. */
export function notifyNothingListed(): void {
  void notifyWarning(
    vscode.l10n.t("No changes were made: your selection isn't listed at the moment. Refresh and try again."),
  );
}

/** Says that everything already is as wished. */
export function notifyNothingToDo(planned: readonly PlannedTarget[]): void {
  const { noOps, hazards } = summarize(planned);
  const [first, second] = noOps;
  if (first !== undefined && second === undefined) {
    notifyNoChange(first.resource, first.plan.hazards);
    return;
  }
  const text = formatPlural(
    vscode.l10n.t(
      "No changes needed: {count, plural, one {the resource already has} other {all # resources already have}} the requested identities.",
    ),
    { count: planned.length },
  );
  void notifyInformation([text, ...hazards.map((shared) => hazardInASentence(hazardOfMany(shared)))].join(" "));
}

function notifyNoChange(resource: ComputeResource, hazards: readonly Hazard[]): void {
  const text = vscode.l10n.t("No changes needed: {resource} has {identities}.", {
    resource: resource.name,
    identities: describeIdentity(resource),
  });
  void notifyInformation([text, ...hazards.map((hazard) => hazardInASentence(describeHazard(hazard)))].join(" "));
}

/**
 * Says how the change of one resource ended, and offers to take it back where that is possible. Does not wait for the user.
 * @throws AzureError, MutationError where it failed; PromptCancelled where the user did not want it any longer
 */
export function notifyOfOne(
  deps: ResultDeps,
  entryId: string,
  outcome: Outcome | undefined,
  isUndoOffered: boolean,
): void {
  switch (outcome?.kind) {
    case "changed": {
      const { resource, despite } = outcome;
      if (despite !== undefined) {
        const has = vscode.l10n.t("{resource} now has {identities}.", {
          resource: resource.name,
          identities: describeIdentity(resource),
        });
        void notifyWarning([has, describeDespite(despite)].join(" "));
        return;
      }
      const text = describeVerified(resource);
      const entry = deps.journal.entry(entryId);
      const offers = entry !== undefined && isUndoOffered && canBeUndone(entry) ? [undoOf(entry)] : [];
      offer(notifyInformation, text, [...offers, ...nextSteps(outcome)]);
      return;
    }
    case "noChange":
      notifyNoChange(outcome.resource, outcome.applied.plan.hazards);
      return;
    case "differs":
      if (outcome.because !== undefined) {
        const has = describeIdentity(outcome.resource);
        const found = vscode.l10n.t("{resource} now has {identities}, which isn't what was planned.", {
          resource: outcome.resource.name,
          identities: has,
        });
        void notifyWarning([describeAccepted(outcome.because), found].join(" "));
        return;
      }
      void notifyWarning(
        vscode.l10n.t(
          "The change was made, but {resource} now has {identities}, which isn't what was planned. Someone else might have changed it at the same time.",
          { resource: outcome.resource.name, identities: describeIdentity(outcome.resource) },
        ),
      );
      return;
    case "failed":
    case "unknown":
      throw outcome.error;
    case "blocked":
      throw new MutationError(outcome.refusal);
    case "changedMeanwhile":
    case "notStarted":
    case undefined:
      throw new PromptCancelled();
  }
}

/**
 * Says how the change of many ended, with the names of what was not done. Offers to show why and to try again what may succeed then, else
 * to take it back, and to take it along. Does not wait for the user.
 */
export function notifyOfMany(deps: ResultDeps, entry: JournalEntry, isUndoOffered: boolean): void {
  const title = describeEntry(entry, (id) => deps.journal.entry(id));
  const tally = formatTally(tallyOf(entry, false));
  const amiss = entry.records.filter(isAmiss);
  const copy: Offer = {
    title: vscode.l10n.t("Copy as..."),
    follow: () => vscode.commands.executeCommand("managedIdentities.copyRecordedChangeAs", entry.id),
  };
  if (amiss.length === 0) {
    const undo = isUndoOffered && canBeUndone(entry) ? [undoOf(entry)] : [];
    offer(notifyInformation, vscode.l10n.t("{change}: {outcomes}.", { change: title, outcomes: tally }), [
      ...undo,
      copy,
    ]);
    return;
  }
  const retry: Offer = {
    title: vscode.l10n.t("Retry Failed Changes"),
    follow: () => vscode.commands.executeCommand("managedIdentities.retryFailedChanges", entry.id),
  };
  const details: Offer = {
    title: vscode.l10n.t("Show Changes"),
    follow: () => {
      deps.journalFocus.show(entry.id);
    },
  };
  const [notDone, notKnown] = [amiss.filter((each) => !hasChanged(each)), amiss.filter(hasChanged)];
  const sentences = [
    vscode.l10n.t("{change}: {outcomes}.", { change: title, outcomes: tally }),
    ...notDoneSentences(notDone),
    ...(notKnown.length === 0 ? [] : [vscode.l10n.t("Not as planned, or unknown: {0}.", namesOf(notKnown))]),
  ];
  offer(notifyWarning, sentences.join(" "), [...(amiss.some(canHelpNow) ? [retry] : []), details, copy]);
}

/** What came to nothing, for each reason apart. */
function notDoneSentences(records: readonly ChangeRecord[]): string[] {
  const byReason = Map.groupBy(records, (record) => describeReason(record, false)[0] ?? "");
  return [...byReason].map(([reason, same]) =>
    reason === ""
      ? vscode.l10n.t("Not done: {resources}.", { resources: namesOf(same) })
      : vscode.l10n.t("Not done: {resources}. {reason}", { resources: namesOf(same), reason }),
  );
}

/** What a user often does next with an identity that a resource has got: it can do nothing before it has access. */
function nextSteps({ applied, resource }: Extract<Outcome, { kind: "changed" }>): Offer[] {
  const { difference } = applied.plan;
  const place = { subscriptionKey: subscriptionKey(applied.subscription), resourceId: resource.id };
  const run =
    (command: string, node: TreeNode): Offer["follow"] =>
    () =>
      vscode.commands.executeCommand(`managedIdentities.${command}`, node);
  const grant = vscode.l10n.t("Grant Access...");
  if (difference.systemAssigned === "enabled") {
    const node: TreeNode = { kind: "systemAssigned", id: `${resource.id}/next`, ...place };
    return [
      { title: grant, follow: run("grantAccess", node) },
      { title: vscode.l10n.t("Copy Principal ID"), follow: run("copyPrincipalId", node) },
    ];
  }
  const [only, another] = difference.assigned;
  return only === undefined || another !== undefined
    ? []
    : [
        {
          title: grant,
          follow: run("grantAccess", {
            kind: "userAssigned",
            id: `${resource.id}/next`,
            identityId: only.id,
            ...place,
          }),
        },
      ];
}

/** Whether another attempt can help as things are: not where somebody has to do something else first, or the answer would be the same. */
function canHelpNow(record: ChangeRecord): boolean {
  const { outcome } = record;
  return canBeRetried(record) && (outcome.kind !== "failed" || !isLasting(outcome.because.failure.reason));
}

function isLasting(reason: AzureFailure["reason"]): boolean {
  switch (reason) {
    case "forbidden":
    case "linkedForbidden":
    case "denied":
    case "locked":
    case "readOnlySubscription":
    case "notRegistered":
    case "notFound":
    case "invalid":
    case "deadIdentity":
    case "carriedIdentity":
    case "badSettings":
      return true;
    case "notSignedIn":
    case "signInTimeout":
    case "directoryForbidden":
    case "principalNotFound":
    case "conflict":
    case "preconditionFailed":
    case "throttled":
    case "beingDeleted":
    case "network":
    case "cancelled":
    case "operationFailed":
    case "badAnswer":
    case "serverError":
      return false;
  }
}

const namesOf = (records: readonly ChangeRecord[]): string =>
  formatNames(records.map(({ resourceId }) => resourceName(resourceId)));

/** Whether the resource is not as was wished, or may not be. */
function isAmiss({ outcome }: ChangeRecord): boolean {
  return outcome.kind === "changed"
    ? outcome.leftOut.length > 0 || outcome.despite !== undefined
    : outcome.kind !== "noChange";
}

/** A button of a notification, and what it leads to. */
interface Offer {
  readonly title: string;
  readonly follow: () => unknown;
}

const undoOf = ({ id }: JournalEntry): Offer => ({
  title: vscode.l10n.t("Undo"),
  follow: () => vscode.commands.executeCommand("managedIdentities.undoChange", id),
});

function offer(notify: typeof notifyInformation, text: string, offers: readonly Offer[]): void {
  void notify(text, ...offers.map(({ title }) => title)).then(async (pressed) => {
    await offers.find(({ title }) => title === pressed)?.follow();
  });
}
