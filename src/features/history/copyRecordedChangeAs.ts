import * as vscode from "vscode";
import { computeResourceKindOfId, type ComputeResourceType } from "../../identity/computeResourceType";
import { planChange } from "../../identity/plan";
import { resourceIdKey, resourceName } from "../../identity/resourceId";
import type { ChangeRecord, JournalEntry } from "../../mutation/journal/journalEntry";
import { marksOf } from "../../mutation/journal/journalOutlineOf";
import type { Language } from "../../render/languages";
import type { Operation } from "../../render/operation";
import type { HistoryDeps } from "./deps";
import { copyIn, type CopyTarget, documentName, languageStep } from "../copyAs/copyAs";
import { withEntry } from "./pickEntry";
import { chosen } from "../../ui/steps/targets";
import { changeReference } from "../../ui/journalNodes";
import { notifyWarning } from "../../ui/shown/messages";
import { formatPlural } from "../../ui/words/plural";

/** What kind of resource a record is about: the journal does not keep a scale set's mode, the listing knows it. */
function typeOf(deps: HistoryDeps, resourceId: string): ComputeResourceType | undefined {
  const key = resourceIdKey(resourceId);
  const listed = deps.inventory.subscriptions
    .map(({ resources }) => resources.get(key))
    .find((each) => each !== undefined);
  return listed ?? (computeResourceKindOfId(resourceId) === "virtualMachine" ? { kind: "virtualMachine" } : undefined);
}

/** A recorded change as it was planned: from what the resource carried to what it led to. */
function operationOf(deps: HistoryDeps, { resourceId, before, after }: ChangeRecord): Operation | undefined {
  const resource = typeOf(deps, resourceId);
  if (before === undefined || after === undefined || resource === undefined) {
    return undefined;
  }
  const plan = planChange(before, { kind: "setTo", state: after }, { resource });
  return { kind: "changeIdentities", resourceId, resource, plan };
}

const isAssigning = ({ records }: JournalEntry): boolean =>
  records.some(({ change }) => change.kind === "assignUserAssigned");

const hasPlan = (entry: JournalEntry): boolean => marksOf(entry).has("planned");

async function takeAlong(deps: HistoryDeps, node: unknown, title: string, target: CopyTarget): Promise<void> {
  const question = {
    title,
    placeholder: vscode.l10n.t("Select a change. Nothing is changed in Azure."),
    empty: vscode.l10n.t("There are no changes to copy."),
    isOffered: hasPlan,
  };
  await withEntry(deps, node, question, async (entry, options) => {
    const answers: { language?: Language } = {};
    await deps.ui.runSteps(title, [languageStep(() => isAssigning(entry))], answers, options);
    await deps.inventory.load();
    const index = changeReference(node)?.index;
    const records = index === undefined ? entry.records : entry.records.slice(index, index + 1);
    const operations = records.map((record) => operationOf(deps, record)).filter((each) => each !== undefined);
    if (operations.length < records.length) {
      notifyLeftOut(records.length - operations.length, records.length);
    }
    if (operations.length > 0) {
      const name = documentName(records.map(({ resourceId }) => resourceName(resourceId)));
      await copyIn(deps, { name, operations }, chosen(answers.language), target);
    }
  });
}

function notifyLeftOut(part: number, count: number): void {
  void notifyWarning(
    formatPlural(
      vscode.l10n.t(
        "{part} of {count, plural, one {# resource} other {# resources}} are left out because they weren't planned or are no longer listed.",
      ),
      { part, count },
    ),
  );
}

/** Copies a change of the journal, or a whole batch, as a command or a template. */
export const copyRecordedChangeAs = (deps: HistoryDeps, node?: unknown): Promise<void> =>
  takeAlong(deps, node, vscode.l10n.t("Copy a recorded change"), "clipboard");

/** Shows a change of the journal, or a whole batch, as a command or a template. */
export const showRecordedChangeAs = (deps: HistoryDeps, node?: unknown): Promise<void> =>
  takeAlong(deps, node, vscode.l10n.t("Show a recorded change"), "editor");
