import * as vscode from "vscode";
import type { GivenAnswers } from "../../../documents/planOutcome";
import { applyEdits } from "../../../documents/textEdit";
import type { LiveDeps } from "../deps";
import { findResource, type FoundResource, type ResourceRef } from "../resourceRef";
import { goOnWith, type RunStepsOptions } from "../../../ui/prompts";
import { ignoreChanges } from "../ignoreChanges";
import type { TemplateDocuments } from "../templateDocuments";
import { workInTurns } from "../turns";
import { type Attempt, refusedProblem, describeWorking, writeTo } from "../write";
import { describeComparison, describeKept, describeSame } from "../words/live";
import { formatIdentityName, formatName } from "../words/resource";
import { stateToImport } from "../../../documents/liveComparison";
import type { LiveLinks } from "./liveLinks";
import { type LiveResource, pickLive, readLive } from "./liveResource";
import { showDiff } from "../../../ui/shown/editor";
import { notifyInformation, notifyWarning } from "../../../ui/shown/messages";

/** Where the comparison only shows what would be written, it may go as far as it can. */
const EVERYTHING: GivenAnswers = [
  { kind: "allow", permission: "raiseApiVersion" },
  { kind: "allow", permission: "convertShape" },
  { kind: "allow", permission: "editDeclaration" },
  { kind: "allow", permission: "replaceExpression" },
  { kind: "shape", shape: "dictionary" },
];

/** What templates and live resources do together. */
export class LiveActions {
  constructor(
    private readonly deps: LiveDeps,
    private readonly documents: TemplateDocuments,
    private readonly links: LiveLinks,
  ) {}

  /** Writes what a live resource carries into the template, as one step. @throws TemplateProblem, PromptCancelled, WentBack, AzureError */
  async importInto(ref: ResourceRef, node: unknown, options?: RunStepsOptions): Promise<void> {
    const title = vscode.l10n.t("Import the identities of a live resource");
    const read = (): Promise<LiveResource> => this.read(ref, title, node, options);
    const given = node === undefined ? undefined : await read();
    await goOnWith(given, read, (live, leadingBack) => this.write(ref, live, leadingBack));
  }

  /** Shows the difference, in words and side by side. @throws TemplateProblem, PromptCancelled, WentBack, AzureError */
  async compare(ref: ResourceRef, options?: RunStepsOptions): Promise<void> {
    const live = await this.read(ref, vscode.l10n.t("Compare with a live resource"), undefined, options);
    const found = await findResource(this.documents.models, ref);
    const comparison = found.template.compareWithLive(found.resource, live.identity);
    if (comparison === undefined) {
      const known = await workInTurns(
        describeWorking(found),
        found.template.plan(found.resource, { kind: "change", change: { kind: "removeAll" } }, []),
      );
      throw refusedProblem(found, known.kind === "refused" ? known.refusal : { reason: "wouldNotReadBack" });
    }
    const sentences = describeComparison(comparison, live.name, found.template);
    if (sentences.length === 0) {
      void notifyInformation(describeSame(live.name, found.template));
      return;
    }
    await this.showSides(found, live, stateToImport(live.identity, comparison));
    const importNow = vscode.l10n.t("Import");
    const ignore = vscode.l10n.t("Ignore Changes...");
    const mayIgnore = found.template.remedies(found.resource).some(({ kind }) => kind === "ignoreChanges");
    const button = await notifyWarning(sentences.join(" "), importNow, ...(mayIgnore ? [ignore] : []));
    if (button === importNow) {
      await this.write(ref, live);
    } else if (button === ignore) {
      await ignoreChanges(this.documents, ref);
    }
  }

  private async read(ref: ResourceRef, title: string, node: unknown, options?: RunStepsOptions): Promise<LiveResource> {
    const found = await findResource(this.documents.models, ref);
    const target = await pickLive(this.deps, found, title, { node, remembered: this.links.get(ref), ...options });
    const live = await readLive(this.deps, target);
    await this.links.set(ref, live.id);
    return live;
  }

  private async write(ref: ResourceRef, live: LiveResource, options?: RunStepsOptions): Promise<void> {
    let kept: readonly string[] = [];
    const attempt: Attempt = ({ template, resource }, answers) => {
      const comparison = template.compareWithLive(resource, live.identity);
      const unknown = comparison === undefined || comparison.dropped.length === 0 ? [] : comparison.unknownEntries;
      kept = unknown.map((text) => formatIdentityName(text, template));
      const state =
        comparison === undefined
          ? { systemAssigned: live.identity.systemAssigned, userAssigned: live.identity.userAssigned }
          : stateToImport(live.identity, comparison);
      return template.plan(resource, { kind: "change", change: { kind: "setTo", state } }, answers);
    };
    await writeTo(this.documents, ref, attempt, options);
    if (kept.length > 0) {
      void notifyWarning(describeKept(kept));
    }
  }

  private async showSides(
    { document, template, resource }: FoundResource,
    live: LiveResource,
    state: ReturnType<typeof stateToImport>,
  ): Promise<void> {
    const outcome = await workInTurns(
      describeWorking({ resource }),
      template.plan(resource, { kind: "change", change: { kind: "setTo", state } }, EVERYTHING),
    );
    if (outcome.kind === "edits") {
      const title = vscode.l10n.t("{live} in Azure and {resource} in this template", {
        live: live.name,
        resource: formatName(resource),
      });
      const left = this.documents.texts.add(document, "live", applyEdits(template.text, outcome.edits));
      await showDiff(left, document.uri, title);
    }
  }
}
