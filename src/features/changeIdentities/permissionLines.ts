import * as vscode from "vscode";
import type { Subscription } from "../../azure/accounts";
import type { NeededRight } from "../../identity/permissionsNeeded";
import { accessRequestText, lockInWords, missingRightInWords } from "../../ui/words/permission";
import { heading } from "./lines";
import type { RightsReport } from "./permissionCheck";
import { showInStatusBar } from "../../ui/shown/messages";
import type { Line } from "../../ui/shown/quickPick";

/** A line that puts a text on the clipboard when it is chosen, and leaves the lines open. */
export interface CopyLine extends Line {
  readonly copy?: string;
}

/** What stands in the person's way, with the request for an administrator; nothing where nothing is known to. */
export function rightsLines({ subscription, missing, locks, self }: RightsReport): CopyLine[] {
  if (missing.length === 0 && locks.length === 0) {
    return [];
  }
  const request = self === undefined ? "" : accessRequestText(missing, self);
  return [
    heading(vscode.l10n.t("What stands in your way")),
    ...locks.map((lock) => {
      const words = lockInWords(lock);
      return { icon: "lock", label: words.headline, detail: words.advice };
    }),
    ...missingLines(missing, subscription),
    ...(request === ""
      ? []
      : [
          {
            icon: "copy",
            label: vscode.l10n.t("Copy the Request for an Administrator"),
            detail: request,
            copy: request,
          },
        ]),
  ];
}

/** Several rights can come to the same words, because one role gives them all. */
function missingLines(missing: readonly NeededRight[], subscription: Subscription): Line[] {
  const words = missing.map((right) => missingRightInWords(right, subscription));
  const distinct = new Map(words.map((each) => [`${each.headline} ${each.advice}`, each]));
  return [...distinct.values()].map(({ headline, advice }) => ({ icon: "warning", label: headline, detail: advice }));
}

/** The report without the rights that, as it turned out, are not needed. */
export function withoutNeedless(report: RightsReport, needed: readonly NeededRight[]): RightsReport {
  const counts = new Set(needed.map(keyOf));
  return { ...report, missing: report.missing.filter((right) => counts.has(keyOf(right))) };
}

function keyOf({ action, scope }: NeededRight): string {
  return `${action} ${scope}`.toLowerCase();
}

/** Puts a text on the clipboard and says so in the status bar. */
export async function copyText(text: string): Promise<void> {
  await vscode.env.clipboard.writeText(text);
  showInStatusBar(vscode.l10n.t("Copied"));
}
