import { l10n } from "vscode";
import type { IdentityState } from "../../identity/identityState";
import { parseResourceId, resourceName } from "../../identity/resourceId";
import type { JournalEntry } from "../../mutation/journal/journalEntry";
import { toCsv } from "../../ui/shown/csv";
import { formatAct, formatActOutcome, formatActPlace, idsOfAct } from "../../ui/words/act";
import { describeChange } from "../../ui/words/change";
import {
  describeActReason,
  describeEntry,
  describeOutcome,
  describeReason,
  type FindEntry,
} from "../../ui/words/journalWords";

/** A record of an entry for other programs: everything that is known, with times after ISO 8601. `isLive`: a window is working on it. */
export function formatEntryAsJson(entry: JournalEntry, isLive: boolean, find: FindEntry): string {
  const record = {
    change: describeEntry(entry, find),
    startedAt: new Date(entry.startedAt).toISOString(),
    origin: entry.origin,
    act: entry.act,
    resources: entry.records.map((each) => ({
      name: resourceName(each.resourceId),
      resourceId: each.resourceId,
      tenantId: each.tenantId,
      change: each.change,
      outcome: each.outcome,
      reason: describeReason(each, isLive).join(" "),
      before: each.before,
      after: each.after,
    })),
  };
  return `${JSON.stringify(record, undefined, 2)}\n`;
}

const idsOf = (state: IdentityState | undefined): string =>
  state === undefined
    ? ""
    : [...(state.systemAssigned ? ["SystemAssigned"] : []), ...state.userAssigned.map(({ id }) => id)].join("; ");

/** A record of an entry for a spreadsheet: a row a resource. `isLive`: a window is working on it. */
export function formatEntryAsCsv(entry: JournalEntry, isLive: boolean): string {
  const head = [
    l10n.t("Time"),
    l10n.t("Change"),
    l10n.t("Name"),
    l10n.t("Resource group"),
    l10n.t("Subscription ID"),
    l10n.t("Outcome"),
    l10n.t("Result"),
    l10n.t("Reason"),
    l10n.t("Before"),
    l10n.t("After"),
    l10n.t("Resource ID"),
    l10n.t("Requested by"),
  ];
  const time = new Date(entry.startedAt).toISOString();
  const rows = entry.records.map((each) => {
    const id = parseResourceId(each.resourceId);
    return [
      time,
      describeChange(each.change),
      resourceName(each.resourceId),
      id?.resourceGroup ?? "",
      id?.subscriptionId ?? "",
      each.outcome.kind,
      describeOutcome(each.outcome, isLive),
      describeReason(each, isLive).join(" "),
      idsOf(each.before),
      idsOf(each.after),
      each.resourceId,
      requestedBy(entry),
    ];
  });
  return toCsv([head, ...rows, ...actRow(entry, time, isLive)]);
}

const requestedBy = ({ origin }: JournalEntry): string => (origin.by === "agent" ? l10n.t("agent") : l10n.t("user"));

function actRow(entry: JournalEntry, time: string, isLive: boolean): readonly (readonly string[])[] {
  const { act } = entry;
  if (act === undefined) {
    return [];
  }
  const [id = ""] = idsOfAct(act.act);
  const where = parseResourceId(id);
  const reason = describeActReason(act, isLive).join(" ");
  const result = formatActOutcome(act.outcome, isLive);
  const place = [formatActPlace(act.act), where?.resourceGroup ?? "", act.subscriptionId ?? ""];
  return [[time, formatAct(act.act), ...place, act.outcome.kind, result, reason, "", "", id, requestedBy(entry)]];
}
