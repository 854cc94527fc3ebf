import { l10n } from "vscode";
import { AzureError, type Written } from "../../azure/azureError";
import type { IdentityState } from "../../identity/identityState";
import { resourceName } from "../../identity/resourceId";
import type { ChangeOrigin, ChangeRecord, JournalEntry, RecordedOutcome } from "../../mutation/journal/journalEntry";
import type { RecordedFailure } from "../../mutation/journal/recordedFailure";
import type { ActRecord } from "../../mutation/journal/journalAct";
import type { RecordUndo } from "../../mutation/journal/journalUndo";
import { formatAct, formatActPlace } from "./act";
import { describeChange } from "./change";
import { inARow } from "./inARow";
import { describeCause, describeFailure } from "./failure";
import { describeHazard } from "./hazardWords";
import { formatPlural } from "./plural";

/** Finds an entry by its id, where it is still kept. */
export type FindEntry = (id: string) => JournalEntry | undefined;

/** What an entry did, or which earlier change it undid or tried again, and whether an agent asked for it. */
export function describeEntry(entry: JournalEntry, find: FindEntry): string {
  const change = formatTitle(entry.origin, entry, find);
  return entry.act === undefined && entry.origin.by === "agent" ? l10n.t("{change} (by an agent)", { change }) : change;
}

/** The same before there is an entry. */
export function formatTitle(origin: ChangeOrigin, done: Done, find: FindEntry): string {
  const change = describeDone(done);
  switch (origin.kind) {
    case "change":
      return change ?? l10n.t("Several changes");
    case "repair":
      return change === undefined ? l10n.t("Repair several references") : l10n.t("{change} (repair)", { change });
    case "retry": {
      const earlier = find(origin.entryId);
      if (earlier !== undefined && earlier.origin.kind === "undo") {
        return formatTitle(earlier.origin, done, find);
      }
      return change === undefined ? l10n.t("Retry several changes") : l10n.t('Retry "{change}"', { change });
    }
    case "undo": {
      const earlier = find(origin.entryId);
      if (earlier === undefined && change !== undefined) {
        return l10n.t("{change} (to undo an earlier change)", { change });
      }
      const undone = earlier && describeDone(earlier);
      return undone === undefined ? l10n.t("Undo several changes") : l10n.t('Undo "{change}"', { change: undone });
    }
  }
}

interface Done extends Pick<JournalEntry, "act" | "outline"> {
  readonly records: readonly Pick<ChangeRecord, "change">[];
}

/** What was done at the resources, whatever it was done for; undefined where that was different at each. */
function describeDone({ act, outline, records }: Done): string | undefined {
  if (act !== undefined) {
    return formatAct(act.act);
  }
  const changes = outline?.changes ?? records.map(({ change }) => change);
  const [title, another] = changes === "several" ? [] : new Set(changes.map((change) => describeChange(change)));
  return another === undefined ? title : undefined;
}

/** Where: the resource, or how many. */
export function describeWhere(entry: Pick<JournalEntry, "records" | "act" | "outline">): string {
  if (entry.act !== undefined) {
    return formatActPlace(entry.act.act);
  }
  if (entry.outline !== undefined) {
    return formatPlural(l10n.t("{count, plural, one {# resource} other {# resources}}"), {
      count: entry.outline.count,
    });
  }
  const { records } = entry;
  const [only] = records;
  return only !== undefined && records.length === 1
    ? resourceName(only.resourceId)
    : formatPlural(l10n.t("{count, plural, one {# resource} other {# resources}}"), { count: records.length });
}

/** The identities of a state by name. */
export function stateByName(state: IdentityState | undefined): string {
  if (state === undefined) {
    return l10n.t("unknown");
  }
  const names = state.userAssigned.map(({ id }) => resourceName(id));
  const all = state.systemAssigned ? [l10n.t("system-assigned"), ...names] : names;
  return all.length === 0 ? l10n.t("no identity") : inARow(all);
}

/** An outcome in one or two words. `isLive`: a window is working on it at the moment. */
export function describeOutcome(outcome: RecordedOutcome, isLive: boolean): string {
  switch (outcome.kind) {
    case "waiting":
      return isLive ? l10n.t("waiting") : l10n.t("unknown");
    case "running":
      return isLive ? l10n.t("changing...") : l10n.t("unknown");
    case "changed":
      if (outcome.despite !== undefined) {
        return l10n.t("changed, but a failure was reported");
      }
      return outcome.leftOut.length === 0 ? l10n.t("changed and verified") : l10n.t("partly changed");
    case "differs":
      return outcome.because === undefined
        ? l10n.t("changed, but not as planned")
        : l10n.t("accepted, but not carried out as planned");
    case "noChange":
      return l10n.t("no changes needed");
    case "changedMeanwhile":
      return l10n.t("not changed: someone else changed it in the meantime");
    case "blocked":
      return l10n.t("can't be changed");
    case "failed":
      return l10n.t("failed, nothing was written");
    case "notStarted":
      return l10n.t("not started");
    case "unknown":
      return outcome.isWritten === true ? l10n.t("changed, not verified") : l10n.t("might have been changed");
  }
}

/** A kept failure as the error that it was. */
function asError({ failure, code, correlationId, message }: RecordedFailure): AzureError {
  const text = message ?? code;
  return new AzureError(
    failure,
    text === undefined ? undefined : { status: undefined, code, message: text, correlationId },
  );
}

/** What Azure made of a change that it had accepted, where it did not carry it out as it was planned. */
export function describeAccepted(because: AzureError): string {
  const { what, meaning } = describeCause(because);
  switch (because.failure.reason) {
    case "conflict":
      return l10n.t("Azure accepted the change, but another change replaced it.");
    case "network":
    case "cancelled":
    case "badAnswer":
      return l10n
        .t("Azure accepted the change, but its result is unknown: {what} {meaning}", { what, meaning })
        .trimEnd();
    default:
      return l10n.t("Azure accepted the change, but it didn't succeed: {what} {meaning}", { what, meaning }).trimEnd();
  }
}

/** That a change is there although Azure says that its operation failed. */
export function describeDespite(despite: AzureError): string {
  const { what, meaning } = describeCause(despite);
  return l10n
    .t("The identities are as planned, although Azure reported a failure: {what} {meaning}", { what, meaning })
    .trimEnd();
}

function reasons(failure: RecordedFailure, written: Written): readonly string[] {
  const { what, meaning, advice } = describeFailure(asError(failure).ofWrite(written));
  return [what, meaning, advice].filter((part) => part !== "");
}

/** Why a resource is not as it was meant to be: sentences, or nothing where there is nothing to explain. */
export function describeReason({ outcome }: ChangeRecord, isLive: boolean): readonly string[] {
  switch (outcome.kind) {
    case "changed":
      return [
        ...(outcome.despite === undefined ? [] : [describeDespite(asError(outcome.despite))]),
        ...outcome.leftOut.map((each) => describeFailure(asError(each)).what),
      ];
    case "waiting":
    case "running":
      return isLive
        ? []
        : [l10n.t("The window was closed while the change was in progress. It's unknown whether it was made.")];
    case "differs":
      return [
        ...(outcome.because === undefined ? [] : [describeAccepted(asError(outcome.because))]),
        l10n.t("It now has: {0}.", stateByName(outcome.found)),
      ];
    case "changedMeanwhile":
      return [l10n.t("Someone else changed it after the plan was shown, so the result would have been different.")];
    case "blocked":
      return outcome.because.kind === "unreadableIdentity"
        ? [l10n.t("Its identities are in a form that this version of the extension doesn't support.")]
        : outcome.because.hazards.flatMap((hazard) => {
            const { headline, meaning } = describeHazard(hazard);
            return [l10n.t("{0}.", headline), meaning];
          });
    case "failed":
      return reasons(outcome.because, "no");
    case "noChange":
      return [];
    case "notStarted":
      return [l10n.t("The batch was stopped first.")];
    case "unknown":
      return outcome.because === undefined
        ? [
            l10n.t(
              "Another version of this extension recorded how it ended. This version can't read that. Check the resource.",
            ),
          ]
        : [
            ...(outcome.isOpen === true ? [lookedAtAgain(outcome.isAccepted === true)] : []),
            ...reasons(outcome.because, outcome.isWritten === true ? "yes" : "maybe"),
          ];
  }
}

/** A write that nobody has answered may never have arrived: it is not looked for without end. */
function lookedAtAgain(isAccepted: boolean): string {
  return isAccepted
    ? l10n.t("The extension keeps checking until it's finished.")
    : l10n.t("The extension keeps checking for a few minutes, as the change might still be made.");
}

/** How an act ended, in sentences, where that is not known. */
export function describeActReason({ outcome }: ActRecord, isLive: boolean): readonly string[] {
  switch (outcome.kind) {
    case "done":
      return [];
    case "running":
      return isLive
        ? []
        : [l10n.t("The window was closed while the change was in progress. It's unknown whether it was made.")];
    case "unknown":
      return outcome.because === undefined ? [] : reasons(outcome.because, "maybe");
  }
}

/** Why an entry cannot be taken back or tried again at the moment: a window is still working on it. */
export function describeStillRunning(isElsewhere: boolean): string {
  return isElsewhere
    ? l10n.t("Another window is still making this change. Wait for it to finish, or stop it there.")
    : l10n.t("This change is still in progress. Wait for it to finish, or stop it.");
}

/** Whether an entry can be taken back, in words. */
export function describeUndo(undo: RecordUndo["kind"]): string | undefined {
  switch (undo) {
    case "possible":
      return undefined;
    case "partly":
      return l10n.t("Can be partly undone: a system-assigned identity that was disabled comes back as a new identity.");
    case "impossible":
      return l10n.t("Can't be undone: a system-assigned identity that was disabled comes back as a new identity.");
    case "nothing":
      return undefined;
  }
}
