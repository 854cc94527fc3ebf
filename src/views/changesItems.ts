import * as vscode from "vscode";
import { parseResourceId, resourceName } from "../identity/resourceId";
import type { Journal } from "../mutation/journal/journal";
import {
  type ChangeRecord,
  type JournalEntry,
  onlyRecord,
  type RecordedOutcome,
} from "../mutation/journal/journalEntry";
import { isRecordRetryable, isRetryable, isUndone } from "../mutation/journal/journalQuery";
import { tallyOf } from "../mutation/journal/journalTally";
import { undoOfEntry, undoOfRecord } from "../mutation/journal/journalUndo";
import type { ChangeNode } from "../ui/journalNodes";
import { treeItem, type RowItem } from "../ui/shown/tree";
import { formatTally } from "../ui/words/batch";
import { describeChange } from "../ui/words/change";
import { inARow } from "../ui/words/inARow";
import { formatActOutcome, idsOfAct } from "../ui/words/act";
import {
  describeActReason,
  describeEntry,
  describeOutcome,
  describeReason,
  stateByName,
  describeUndo,
  describeWhere,
} from "../ui/words/journalWords";
import { formatTime } from "../ui/words/time";
import { tooltip } from "./items/item";

const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;
/** Colours beside the icons, which differ by themselves. */
const RED = new vscode.ThemeColor("list.errorForeground");
const YELLOW = new vscode.ThemeColor("list.warningForeground");
const GREEN = new vscode.ThemeColor("testing.iconPassed");
const NOT_KNOWN = new vscode.ThemeIcon("question", YELLOW);

function outcomeIcon(outcome: RecordedOutcome, isLive: boolean): vscode.ThemeIcon {
  switch (outcome.kind) {
    case "waiting":
      return isLive ? new vscode.ThemeIcon("circle-outline") : NOT_KNOWN;
    case "running":
      return isLive ? new vscode.ThemeIcon("loading~spin") : NOT_KNOWN;
    case "changed":
      return outcome.leftOut.length === 0 && outcome.despite === undefined
        ? new vscode.ThemeIcon("pass", GREEN)
        : new vscode.ThemeIcon("warning", YELLOW);
    case "differs":
      return outcome.because === undefined
        ? new vscode.ThemeIcon("warning", YELLOW)
        : new vscode.ThemeIcon("error", RED);
    case "noChange":
      return new vscode.ThemeIcon("dash");
    case "notStarted":
      return new vscode.ThemeIcon("circle-slash");
    case "unknown":
      return NOT_KNOWN;
    case "changedMeanwhile":
    case "blocked":
    case "failed":
      return new vscode.ThemeIcon("error", RED);
  }
}

function entryIcon(entry: JournalEntry, isLive: boolean): vscode.ThemeIcon {
  if (isLive) {
    return new vscode.ThemeIcon("loading~spin");
  }
  if (entry.act !== undefined) {
    return entry.act.outcome.kind === "done" ? new vscode.ThemeIcon("pass", GREEN) : NOT_KNOWN;
  }
  const only = onlyRecord(entry);
  if (only !== undefined) {
    return outcomeIcon(only.outcome, false);
  }
  const { changedOtherwise, failed, notStarted, notKnown } = tallyOf(entry, isLive);
  if (failed > 0) {
    return new vscode.ThemeIcon("error", RED);
  }
  return changedOtherwise + notStarted + notKnown > 0
    ? new vscode.ThemeIcon("warning", YELLOW)
    : new vscode.ThemeIcon("pass", GREEN);
}

/** What the menus ask for of a resource that was not changed. */
function failureWords({ outcome }: ChangeRecord): readonly string[] {
  if (outcome.kind !== "failed") {
    return [];
  }
  const { reason } = outcome.because.failure;
  return reason === "forbidden" || reason === "linkedForbidden" ? ["failed", "forbidden"] : ["failed"];
}

/** What the items of the view of changes are drawn from. */
export type ShownJournal = Pick<Journal, "entries" | "entry" | "isRunning" | "runsElsewhere">;

/** One act: a change of one resource, or a batch. `isOpen`: what VS Code shows at first. */
export function changeEntryItem(
  node: ChangeNode,
  entry: JournalEntry,
  journal: ShownJournal,
  isOpen: boolean,
): RowItem {
  const isLive = journal.isRunning(entry.id);
  const isTakenBack = isUndone(journal.entries, entry);
  const what = describeEntry(entry, (id) => journal.entry(id));
  const only = onlyRecord(entry);
  const { act } = entry;
  const where = describeWhere(entry);
  const ofAct = act && [formatActOutcome(act.outcome, isLive)];
  const ofChange = only !== undefined ? [describeOutcome(only.outcome, isLive)] : [formatTally(tallyOf(entry, isLive))];
  const undo = undoOfEntry(entry);
  const facts = [
    ...(ofAct ?? ofChange),
    ...(journal.runsElsewhere(entry.id) ? [vscode.l10n.t("running in another window")] : []),
    ...(isTakenBack ? [vscode.l10n.t("undone")] : []),
  ];
  const made = treeItem(where, act !== undefined ? None : isOpen ? Expanded : Collapsed);
  made.id = node.id;
  made.description = inARow([what, ...facts, formatTime(entry.startedAt)]);
  made.iconPath = isTakenBack ? new vscode.ThemeIcon("discard") : entryIcon(entry, isLive);
  made.contextValue = [
    "change",
    ...(isLive ? ["running"] : []),
    ...(!isLive && undo !== "nothing" && !isTakenBack ? ["undoable"] : []),
    ...(!isLive && isRetryable(journal.entries, entry) ? ["retryable"] : []),
    ...(only === undefined ? [] : ["one", ...failureWords(only)]),
  ].join(" ");
  made.tooltip = tooltip([
    where,
    what,
    inARow(facts),
    new Date(entry.startedAt).toLocaleString(),
    describeUndo(undo),
    ...(act === undefined ? [] : [...describeActReason(act, isLive), ...idsOfAct(act.act)]),
  ]);
  made.accessibilityInformation = {
    label: inARow([where, what, ...facts, formatTime(entry.startedAt)]),
  };
  return made;
}

function recordOf(entry: JournalEntry, node: ChangeNode): ChangeRecord | undefined {
  return node.kind === "changeEntry" ? undefined : entry.records[node.index];
}

/** What became of one resource of a batch. */
export function changeRecordItem(node: ChangeNode, entry: JournalEntry, journal: ShownJournal): RowItem {
  const record = recordOf(entry, node);
  const made = treeItem(record === undefined ? "" : resourceName(record.resourceId), Collapsed);
  made.id = node.id;
  if (record) {
    const isLive = journal.isRunning(entry.id);
    const [reason] = describeReason(record, isLive);
    const outcome = describeOutcome(record.outcome, isLive);
    made.description =
      reason === undefined
        ? outcome
        : vscode.l10n.t({
            message: "{outcome}: {reason}",
            args: { outcome, reason },
            comment: ["{outcome} is how a change ended, such as failed. {reason} is a sentence."],
          });
    made.iconPath = outcomeIcon(record.outcome, isLive);
    const canBeUndone = !isLive && entry.origin.kind !== "repair" && undoOfRecord(record).kind !== "nothing";
    const canBeRetried = !isLive && isRecordRetryable(journal.entries, entry, record);
    made.contextValue = [
      "changedResource",
      ...(canBeUndone ? ["undoable"] : []),
      ...(canBeRetried ? ["retryable"] : []),
      ...failureWords(record),
    ].join(" ");
    made.tooltip = tooltip([
      resourceName(record.resourceId),
      describeChange(record.change),
      outcome,
      ...describeReason(record, isLive),
      record.resourceId,
    ]);
    made.accessibilityInformation = {
      label: inARow([resourceName(record.resourceId), made.description]),
    };
  }
  return made;
}

/** What a resource carried before or after, or why it is not as it was meant to be. */
export function changeLineItem(
  node: ChangeNode & { readonly kind: "changeLine" },
  entry: JournalEntry,
  journal: ShownJournal,
): RowItem {
  const record = recordOf(entry, node);
  const [label, text, details] =
    record === undefined ? ["", "", []] : lineOf(node.line, record, journal.isRunning(entry.id));
  const made = treeItem(label, None);
  made.id = node.id;
  made.description = text;
  made.tooltip = tooltip([label, text, ...details]);
  made.accessibilityInformation = { label: vscode.l10n.t("{label}: {text}", { label, text }) };
  return made;
}

type Line = readonly [label: string, text: string, details: readonly string[]];

function lineOf(line: (ChangeNode & { kind: "changeLine" })["line"], record: ChangeRecord, isLive: boolean): Line {
  const { before, after, outcome, resourceId } = record;
  const ids = (state: ChangeRecord["before"]): string[] => [
    ...(state?.systemAssigned?.principalId === undefined
      ? []
      : [vscode.l10n.t("Principal ID {0}", state.systemAssigned.principalId)]),
    ...(state?.userAssigned ?? []).map(({ id }) => id),
  ];
  switch (line) {
    case "before":
      return [vscode.l10n.t("Before"), stateByName(before), ids(before)];
    case "after":
      return outcome.kind === "changed"
        ? [vscode.l10n.t("After"), stateByName(after), ids(after)]
        : [vscode.l10n.t("Planned"), stateByName(after), ids(after)];
    case "reason": {
      const reasons = describeReason(record, isLive);
      const group = parseResourceId(resourceId)?.resourceGroup ?? "";
      return reasons.length === 0
        ? [vscode.l10n.t("Where"), vscode.l10n.t("resource group {0}", group), [resourceId]]
        : [vscode.l10n.t("Why"), reasons.join(" "), [resourceId]];
    }
  }
}
