import { l10n } from "vscode";
import { resourceName } from "../../identity/resourceId";
import type { ChangedMember } from "../../azure/inventory/resourceHistory";
import { toCsv } from "../../ui/shown/csv";
import type { SaveFormat } from "../../ui/shown/saveFile";
import { describeChange } from "../../ui/words/change";
import { inARow } from "../../ui/words/inARow";
import { describeFailure } from "../../ui/words/failure";
import { describeOutcome } from "../../ui/words/journalWords";
import { formatTime } from "../../ui/words/time";
import type { HistoryGap, IdentityHistory } from "./readHistory";
import type { HistoryEvent } from "./timeline";

const USER_ASSIGNED = /\/subscriptions\/[^'"\s]+?\/userAssignedIdentities\/[A-Za-z0-9_-]+/i;

/** What happened, in a few words. `isLive` tells whether a window works on an entry of the journal. */
export function describeEvent(event: HistoryEvent, isLive: (entryId: string) => boolean): string {
  switch (event.kind) {
    case "own": {
      const change = describeChange(event.record.change);
      return l10n.t("{label}: {text}", {
        label: change,
        text: describeOutcome(event.record.outcome, isLive(event.entryId)),
      });
    }
    case "written":
      return l10n.t("Written. Whether its identities changed isn't recorded.");
    case "changed": {
      const parts = describeMembers(event.members);
      return parts.length === 0 ? l10n.t("Identities changed") : l10n.t("Changed: {0}", inARow(parts));
    }
  }
}

/** Each identity once, however many of its members changed; a changed `type` only where nothing else tells what was done. */
function describeMembers(members: readonly ChangedMember[]): readonly string[] {
  const identities = new Map<string, string>();
  for (const { path, before, after } of members) {
    const [id] = USER_ASSIGNED.exec(path) ?? USER_ASSIGNED.exec(after ?? before ?? "") ?? [];
    if (id !== undefined) {
      const name = resourceName(id);
      identities.set(
        id.toLowerCase(),
        after === undefined ? l10n.t("removed {0}", name) : l10n.t("assigned {0}", name),
      );
    }
  }
  const principal = members.find(({ path }) => /^identity\.principalId$/i.test(path));
  const system =
    principal === undefined
      ? []
      : principal.after === undefined
        ? [l10n.t("disabled the system-assigned identity")]
        : [l10n.t("enabled the system-assigned identity")];
  const type = members.find(({ path }) => /^identity\.type$/i.test(path));
  const told = [...system, ...identities.values()];
  return told.length > 0 || type === undefined
    ? told
    : [
        l10n.t("type: {before} to {after}", {
          before: type.before ?? l10n.t("none"),
          after: type.after ?? l10n.t("none"),
        }),
      ];
}

/** When, by whom, and as which source tells. */
export function describeWhen(event: HistoryEvent): string {
  const time = formatTime(event.at);
  switch (event.kind) {
    case "own":
      return l10n.t("{0}, with this extension", time);
    case "written":
      return l10n.t("{time}, by {user} (activity log)", { time, user: event.by ?? l10n.t("unknown") });
    case "changed": {
      const by = event.by ?? l10n.t("unknown");
      return event.client === undefined || event.client === "Unspecified"
        ? l10n.t("{time}, by {user}", { time, user: by })
        : l10n.t("{time}, by {user} with {client}", { time, user: by, client: event.client });
    }
  }
}

/** What could have told of more, and did not. */
export function describeHistoryGap(gap: HistoryGap): string {
  switch (gap.kind) {
    case "off":
      return l10n.t("Changes of the last 14 days: Azure Resource Graph is switched off in your settings.");
    case "changes":
      return gap.error === undefined
        ? l10n.t("Changes of the last 14 days: only some of them were read.")
        : l10n.t("Changes of the last 14 days: {0}", describeFailure(gap.error).what);
    case "writes":
      return l10n.t("Activity log of the last 90 days: {0}", describeFailure(gap.error).what);
    case "journal":
      return l10n.t("Your own changes: only the newest batches were read.");
  }
}

/** The history as plain text. */
export function historyText(title: string, history: IdentityHistory, isLive: (entryId: string) => boolean): string {
  return [
    title,
    l10n.t("Checked on {0}", new Date(history.at).toISOString()),
    ...history.gaps.map((gap) => l10n.t("Not checked: {0}", describeHistoryGap(gap))),
    "",
    ...history.events.flatMap((event) => [
      `${new Date(event.at).toISOString()}  ${describeEvent(event, isLive)}`,
      `  ${describeWhen(event)}`,
      ...(event.kind === "changed"
        ? event.members.map(({ path, before, after }) => `  ${path}: ${before ?? "-"} -> ${after ?? "-"}`)
        : []),
    ]),
    "",
  ].join("\n");
}

/** The forms in which it can be saved. */
export function historyFormats(history: IdentityHistory, isLive: (entryId: string) => boolean): readonly SaveFormat[] {
  return [
    {
      label: "CSV",
      description: l10n.t("One row per change, for a spreadsheet"),
      ending: "csv",
      text: () => historyCsv(history, isLive),
    },
    {
      label: "JSON",
      description: l10n.t("All details, for a program"),
      ending: "json",
      text: () => historyJson(history),
    },
  ];
}

/** A row for each event. */
export function historyCsv({ events }: IdentityHistory, isLive: (entryId: string) => boolean): string {
  const head = [l10n.t("Time"), l10n.t("Change"), l10n.t("By"), l10n.t("Source")];
  const rows = events.map((event) => [
    new Date(event.at).toISOString(),
    describeEvent(event, isLive),
    event.kind === "own" ? "" : (event.by ?? ""),
    sourceOf(event),
  ]);
  return toCsv([head, ...rows]);
}

/** All that is known, for a program. */
export function historyJson({ events, gaps, at }: IdentityHistory): string {
  const record = {
    checkedAt: new Date(at).toISOString(),
    notChecked: gaps.map(describeHistoryGap),
    events: events.map((event) => ({ source: sourceOf(event), ...event, at: new Date(event.at).toISOString() })),
  };
  return `${JSON.stringify(record, undefined, 2)}\n`;
}

function sourceOf({ kind }: HistoryEvent): string {
  switch (kind) {
    case "own":
      return l10n.t("this extension");
    case "written":
      return l10n.t("activity log");
    case "changed":
      return "Azure Resource Graph";
  }
}
