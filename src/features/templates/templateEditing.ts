import * as vscode from "vscode";
import type { DocumentLanguage, IdentityDocument } from "../../documents/documentLanguage";
import type { DocumentResource } from "../../documents/documentResource";
import type { IdentityToAssign } from "../../documents/knownIdentity";
import type { Request } from "../../documents/planOutcome";
import type { IdentityChange } from "../../identity/identityChange";
import { isUserAssignedIdentityId } from "../../identity/resourceId";
import type { EditingDeps } from "./deps";
import { goOnWith, type RunStepsOptions, type Step } from "../../ui/prompts";
import { chosen } from "../../ui/steps/targets";
import { ALL_RESOURCES } from "./actionCommands";
import { assignedIdentities } from "./assignAnswers";
import { assignSteps } from "./assignSteps";
import { checkTemplate, type TemplateReport } from "./checkTemplate";
import { type ChangeAnswers, changeSteps, resourceStep, soleResource } from "./changeSteps";
import { isTreeNode } from "../../ui/nodes";
import { ignoreChanges } from "./ignoreChanges";
import { LiveActions } from "./live/liveActions";
import { LiveLinks } from "./live/liveLinks";
import type { RelatedDocuments } from "./relatedDocuments";
import { findResource, type FoundResource, isResourceRef, refOf, type ResourceRef } from "./resourceRef";
import { applyFixAll, applySharedFix, type FixAllRef, type FixRef } from "./sharedFix";
import { placeIn, reveal, withProblemsShown } from "./showProblem";
import type { TemplateAction } from "./templateAction";
import { TemplateDocuments } from "./templateDocuments";
import type { TemplateModels } from "./templateModels";
import { TemplateProblem } from "./templateProblem";
import { type Attempt, writeTo } from "./write";
import { writeToAll } from "./writeAll";

/** What commands, lenses and code actions do with templates. */
export class TemplateEditing implements vscode.Disposable {
  private readonly documents: TemplateDocuments;
  readonly links: LiveLinks;
  private readonly live: LiveActions;

  constructor(
    memory: vscode.Memento,
    languages: readonly DocumentLanguage[],
    private readonly deps: EditingDeps,
  ) {
    this.documents = new TemplateDocuments(languages);
    this.links = new LiveLinks(memory);
    this.live = new LiveActions(deps, this.documents, this.links);
  }

  /** The readings of open templates, for all features. */
  get models(): TemplateModels {
    return this.documents.models;
  }

  /** What is read with them. */
  get related(): RelatedDocuments {
    return this.documents.related;
  }

  /** The languages of templates. */
  get languages(): readonly DocumentLanguage[] {
    return this.documents.languages;
  }

  /** Asks for a resource of the open template, or for all of them, and for a change. `request` may name the resource. */
  async editIdentities(request?: unknown): Promise<void> {
    await withProblemsShown(this.deps.log, async () => {
      await this.runEdit(await this.requested(request));
    });
  }

  /** Does something that is chosen already, as far as it needs no more choices. */
  async run(ref: ResourceRef, action: TemplateAction): Promise<void> {
    await withProblemsShown(this.deps.log, async () => {
      await this.runEdit({ found: await findResource(this.models, ref), action });
    });
  }

  /** Makes a fix that changes several resources. */
  async previewFix(ref: FixRef): Promise<void> {
    await withProblemsShown(this.deps.log, () => applySharedFix(this.documents, ref));
  }

  /** Repairs every problem of one kind. */
  async fixAll(ref: FixAllRef): Promise<void> {
    await withProblemsShown(this.deps.log, () => applyFixAll(this.documents, ref));
  }

  /** Writes what a live resource has into the open template. `node` may stand for that resource. */
  async importLive(node?: unknown): Promise<void> {
    await withProblemsShown(this.deps.log, async () => {
      await this.withResource(vscode.l10n.t("Import the identities of a live resource"), (found, options) =>
        this.live.importInto(this.refOfFound(found), node, options),
      );
    });
  }

  /** Shows what deploying the open template would change on a live resource. */
  async compareWithLive(): Promise<void> {
    await withProblemsShown(this.deps.log, async () => {
      await this.withResource(vscode.l10n.t("Compare with a live resource"), (found, options) =>
        this.live.compare(this.refOfFound(found), options),
      );
    });
  }

  /** Assigns the identity that `node` stands for to a resource of the open template. */
  async insertIdentity(node?: unknown): Promise<void> {
    await withProblemsShown(this.deps.log, async () => {
      const title = vscode.l10n.t("Insert into the open template");
      const id = identityOfTreeNode(node);
      const all = await this.openResources();
      const answers: ChangeAnswers = { ...soleResource(all), action: { kind: "assign" } };
      if (id !== undefined) {
        answers.picks = [{ kind: "live", id }];
      }
      const steps = [resourceStep(all, false), ...assignSteps(this.deps, () => true), this.writeStep()];
      await this.deps.ui.runSteps<ChangeAnswers>(title, steps, answers);
    });
  }

  /** What is wrong in a document, and what it would change. @throws AzureError `cancelled` */
  check(uri: vscode.Uri, signal: AbortSignal): Promise<TemplateReport> {
    return checkTemplate({ ...this.deps, models: this.models, links: this.links }, uri, signal);
  }

  dispose(): void {
    this.links.dispose();
    this.documents.dispose();
  }

  /** What a lens or a code action has chosen already. */
  private async requested(request: unknown): Promise<ChangeAnswers> {
    if (isResourceRef(request)) {
      return { found: await findResource(this.models, request) };
    }
    const all = await this.openResources();
    const [first] = request === ALL_RESOURCES ? all : [];
    return first === undefined ? soleResource(all) : { found: first, all: true };
  }

  private async runEdit(answers: ChangeAnswers): Promise<void> {
    const title = vscode.l10n.t("Edit identities in this template");
    const first = answers.found === undefined ? [resourceStep(await this.openResources(), true)] : [];
    const steps = [...first, ...changeSteps(this.deps), this.writeStep()];
    await this.deps.ui.runSteps<ChangeAnswers>(title, steps, answers);
  }

  /** Writes what was chosen; where something has to be asked for it, that leads back to the steps before. */
  private writeStep(): Step<ChangeAnswers> {
    return {
      id: "write",
      isQuiet: true,
      isNeeded: () => true,
      ask: (answers, { canGoBack }) => this.write(answers, { canGoBack }),
      forget: () => undefined,
    };
  }

  private async write(answers: ChangeAnswers, options: RunStepsOptions): Promise<void> {
    const found = chosen(answers.found);
    const ref = this.refOfFound(found);
    const action = chosen(answers.action);
    switch (action.kind) {
      case "change":
        await this.writeChange(answers, action.change, options);
        return;
      case "assign":
        await this.writeAssigned(answers, assignedIdentities(answers), options);
        return;
      case "remove":
        await this.writeChange(answers, { kind: "removeUserAssigned", ids: answers.removed ?? [] }, options);
        return;
      case "convertShape":
      case "raiseApiVersion":
        await writeTo(this.documents, ref, (now) => now.template.applyRemedy(now.resource, action), options);
        return;
      case "ignoreChanges":
        await ignoreChanges(this.documents, ref, options);
        return;
      case "goToDeclaration":
        await goToDeclaration(found);
        return;
      case "importLive":
        await this.live.importInto(ref, undefined, options);
        return;
      case "compareWithLive":
        await this.live.compare(ref, options);
    }
  }

  private async writeChange(answers: ChangeAnswers, change: IdentityChange, options: RunStepsOptions): Promise<void> {
    if (!("ids" in change) || change.ids.length > 0) {
      await this.writeEach(answers, { kind: "change", change }, options);
    }
  }

  private async writeAssigned(
    answers: ChangeAnswers,
    identities: readonly IdentityToAssign[],
    options: RunStepsOptions,
  ): Promise<void> {
    if (identities.length > 0) {
      await this.writeEach(answers, { kind: "assign", identities }, options, (template, resource) =>
        understands(template, resource, identities),
      );
    }
  }

  private async writeEach(
    answers: ChangeAnswers,
    request: Request,
    options: RunStepsOptions,
    reaches: (template: IdentityDocument, resource: DocumentResource) => boolean = () => true,
  ): Promise<void> {
    const found = chosen(answers.found);
    if (answers.all === true) {
      await writeToAll(this.documents, found.document, request, reaches, options);
    } else {
      const ref = this.refOfFound(found);
      const attempt: Attempt = ({ template, resource }, given) => template.plan(resource, request, given);
      await writeTo(this.documents, ref, attempt, options);
    }
  }

  private async withResource(
    title: string,
    goOn: (found: FoundResource, options: RunStepsOptions) => Promise<void>,
  ): Promise<void> {
    const all = await this.openResources();
    const ask = async (): Promise<FoundResource> => {
      const answers: ChangeAnswers = {};
      await this.deps.ui.runSteps(title, [resourceStep(all, false)], answers);
      return chosen(answers.found);
    };
    await goOnWith(soleResource(all).found, ask, goOn);
  }

  private refOfFound({ document, resource }: FoundResource): ResourceRef {
    return refOf(document, resource);
  }

  /** The resources of the template that is being edited, or else of one that is to be seen. @throws TemplateProblem */
  private async openResources(): Promise<readonly FoundResource[]> {
    const { activeTextEditor, visibleTextEditors } = vscode.window;
    const editors = activeTextEditor === undefined ? visibleTextEditors : [activeTextEditor, ...visibleTextEditors];
    for (const { document } of editors) {
      const template = await this.models.latest(document);
      if (template !== undefined) {
        if (template.resources.length === 0) {
          throw new TemplateProblem({ reason: "noResources" });
        }
        return template.resources.map((resource) => ({ document, template, resource }));
      }
    }
    throw new TemplateProblem({ reason: "noTemplate" });
  }
}

/** Whether expressions that were chosen for the first resource mean the same in the template of this one. */
function understands(
  template: IdentityDocument,
  resource: DocumentResource,
  identities: readonly IdentityToAssign[],
): boolean {
  const [first] = template.resources;
  const isExpressed = identities.some((each) => each.kind === "text" && !isUserAssignedIdentityId(each.text));
  return !isExpressed || first === undefined || template.readsAlike(first, resource);
}

async function goToDeclaration({ document, resource: { declaration } }: FoundResource): Promise<void> {
  if (declaration !== undefined) {
    await reveal(placeIn(document, declaration));
  }
}

/** The user-assigned identity that a node of either view stands for. */
function identityOfTreeNode(node: unknown): string | undefined {
  return isTreeNode(node) && "identityId" in node && isUserAssignedIdentityId(node.identityId)
    ? node.identityId
    : undefined;
}
