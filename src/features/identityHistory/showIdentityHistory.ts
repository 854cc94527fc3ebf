import * as vscode from "vscode";
import { withCancellableProgress } from "../../ui/cancellableProgress";
import { usesResourceGraph } from "../../ui/settings";
import type { Line } from "../../ui/shown/quickPick";
import { fileNameOf, saveInFormat } from "../../ui/shown/saveFile";
import type { ChangeTarget } from "../../azure/compute/computeResource";
import type { RunStepsOptions } from "../../ui/prompts";
import { withTarget } from "../../ui/steps/targets";
import { heading, showLines } from "../changeIdentities/lines";
import type { IdentityHistoryDeps } from "./deps";
import { describeEvent, describeHistoryGap, describeWhen, historyFormats, historyText } from "./historyWords";
import { type IdentityHistory, readHistory } from "./readHistory";
import type { HistoryEvent } from "./timeline";

interface HistoryLine extends Line {
  readonly action?: "open" | "save";
}

/** Shows who changed the identities of a resource, and when, beside what was changed with this extension. */
export async function showIdentityHistory(deps: IdentityHistoryDeps, argument?: unknown): Promise<void> {
  await withTarget(deps, argument, { title: vscode.l10n.t("Show identity history") }, (target, options) =>
    showHistoryOf(deps, target, options),
  );
}

async function showHistoryOf(
  deps: IdentityHistoryDeps,
  target: ChangeTarget,
  { canGoBack = false }: RunStepsOptions,
): Promise<void> {
  const { name, id } = target.resource;
  const title = vscode.l10n.t("Identity history of {0}", name);
  const history = await withCancellableProgress(vscode.l10n.t("Reading the history of {0}", name), (signal) =>
    readHistory(deps, target, usesResourceGraph(), signal),
  );
  const isLive = (entryId: string): boolean => deps.journal.isRunning(entryId);
  await showLines<HistoryLine, never>(
    {
      title,
      placeholder: vscode.l10n.t("Changes of the last 14 days, the activity log of 90 days, and your own changes"),
      items: historyLines(history, isLive),
      canGoBack,
    },
    async ({ action }, stepAside) => {
      if (action === "open") {
        const options = { preserveFocus: true, preview: true };
        await deps.ui.openReadOnly(
          title,
          `history ${id} ${history.at}`,
          historyText(title, history, isLive),
          ".txt",
          options,
        );
      } else if (action === "save") {
        const name = fileNameOf(title, history.at);
        await stepAside(() => saveInFormat(title, name, historyFormats(history, isLive), { canGoBack: true }));
      }
      return undefined;
    },
  );
}

/** What happened, line by line, and what could not be read. */
export function historyLines(
  { events, gaps }: IdentityHistory,
  isLive: (entryId: string) => boolean,
): readonly HistoryLine[] {
  const none = { icon: "info", label: vscode.l10n.t("No changes found") };
  return [
    ...(events.length === 0 ? [none] : []),
    ...events.map((event) => ({
      icon: iconOf(event),
      label: describeEvent(event, isLive),
      description: describeWhen(event),
    })),
    ...gaps.map((gap) => ({ icon: "question", label: vscode.l10n.t("Not checked: {0}", describeHistoryGap(gap)) })),
    heading(vscode.l10n.t("More")),
    { icon: "go-to-file", label: vscode.l10n.t("Open as Text"), action: "open" },
    { icon: "save", label: vscode.l10n.t("Save As..."), action: "save" },
  ];
}

function iconOf({ kind }: HistoryEvent): string {
  switch (kind) {
    case "own":
      return "account";
    case "written":
      return "edit";
    case "changed":
      return "history";
  }
}
