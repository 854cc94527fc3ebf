import * as vscode from "vscode";
import type { NeededPermission } from "../../identity/permissionsNeeded";
import { showInStatusBar } from "../../ui/shown/messages";
import type { Line } from "../../ui/shown/quickPick";
import {
  accessRequestText,
  describeLock,
  describeMissingPermission,
  lockRequestText,
  type MissingPermissionWords,
} from "../../ui/words/permission";
import { heading } from "./lines";
import { type MissingPermission, type PermissionReport, permissionsToAskFor } from "./permissionCheck";
import { describeMissingAssigns, describeMissingWrites, describeSharedLock, describeUnasked } from "./words";

/** A line that puts a text on the clipboard when it is chosen, and leaves the lines open. */
export interface CopyLine extends Line {
  readonly copy?: string;
}

/** What stands in the user's way, with the request for an administrator; nothing where nothing is known to. */
export function permissionLines({ missing, locks, selves }: PermissionReport): CopyLine[] {
  const words = missing.map((each) => describeMissingPermission(each, each.subscription));
  // Several permissions can come to the same words, because one role gives them all.
  const distinct = new Map(words.map((each) => [`${each.headline} ${each.advice}`, each]));
  const request = requestText(missing, locks, selves);
  return underHeading([
    ...locks.map(({ lock }) => toLine("lock", describeLock(lock))),
    ...[...distinct.values()].map((each) => toLine("warning", each)),
    ...requestLine(request),
  ]);
}

/** What stands in the user's way on `total` resources, counted; with the request for an administrator. */
export function sharedPermissionLines(
  { missing, locks, unasked, selves }: PermissionReport,
  total: number,
): CopyLine[] {
  const toAskFor = permissionsToAskFor(missing);
  const writes = missing.filter(isWrite);
  const assigns = missing.filter((each) => !isWrite(each));
  const request = requestText(toAskFor, locks, selves);
  return underHeading([
    ...locks.map((lock) => toLine("lock", describeSharedLock(lock, total))),
    ...(writes.length === 0 ? [] : [toLine("warning", describeMissingWrites(writes, toAskFor.filter(isWrite), total))]),
    ...(assigns.length === 0 ? [] : [toLine("warning", describeMissingAssigns(assigns))]),
    ...requestLine(request),
    ...(unasked === 0 ? [] : [toLine("info", describeUnasked(unasked))]),
  ]);
}

/** That the permissions are being looked up. */
export function pendingPermissionLines(): Line[] {
  return underHeading([{ icon: "loading~spin", label: vscode.l10n.t("Checking your permissions...") }]);
}

const isWrite = ({ role }: MissingPermission): boolean => role === "virtualMachineContributor";

const toLine = (icon: string, { headline, advice }: MissingPermissionWords): CopyLine => ({
  icon,
  label: headline,
  detail: advice,
});

function underHeading(lines: readonly CopyLine[]): CopyLine[] {
  return lines.length === 0 ? [] : [heading(vscode.l10n.t("Blocked by")), ...lines];
}

/** Each directory knows the user by another ID. Empty where it is not known in any, and nothing is locked. */
function requestText(
  missing: readonly MissingPermission[],
  locks: PermissionReport["locks"],
  selves: PermissionReport["selves"],
): string {
  const byTenant = Map.groupBy(missing, ({ subscription }) => subscription.tenant.tenantId);
  const texts = [...byTenant].flatMap(([tenantId, ofTenant]) => {
    const self = selves.get(tenantId);
    return self === undefined ? [] : [accessRequestText(ofTenant, self)];
  });
  return [...texts, ...locks.map(({ lock }) => lockRequestText(lock))].join("\n");
}

function requestLine(copy: string): CopyLine[] {
  const label = vscode.l10n.t("Copy Access Request");
  // In the script that is copied, what is asked for in words is a comment.
  const detail = (copy.split("\n")[0] ?? "").replace(/^# /, "");
  return copy === "" ? [] : [{ icon: "copy", label, detail, copy }];
}

/** The report without what, as it turned out, is not needed. */
export function withoutNeedless(report: PermissionReport, needed: readonly NeededPermission[]): PermissionReport {
  const counts = new Set(needed.map(keyOf));
  return { ...report, missing: report.missing.filter((each) => counts.has(keyOf(each))) };
}

function keyOf({ action, scope }: NeededPermission): string {
  return `${action} ${scope}`.toLowerCase();
}

/** Puts a text on the clipboard and says so in the status bar. */
export async function copyText(text: string): Promise<void> {
  await vscode.env.clipboard.writeText(text);
  showInStatusBar(vscode.l10n.t("Copied"));
}
