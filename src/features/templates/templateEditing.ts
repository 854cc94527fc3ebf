import * as vscode from "vscode";
import type { IdentityChange } from "../../identity/identityChange";
import { isUserAssignedIdentityId } from "../../identity/resourceId";
import { evaluationScope } from "../../documents/arm/locate/scope";
import type { TemplateResource } from "../../documents/arm/locate/templateResource";
import type { ArmTemplate } from "../../documents/arm/model";
import { assigningIdentities } from "../../documents/arm/reference/assignIdentities";
import type { IdentityReference } from "../../documents/arm/reference/identityReference";
import { changingIdentity } from "../../documents/arm/write/changeIdentity";
import type { ResourceChange } from "../../documents/arm/write/changeSeveral";
import { convertingShape, raisingApiVersion } from "../../documents/arm/write/convertBlock";
import type { App } from "../../ui/app";
import type { TemplateActions } from "../../ui/templateActions";
import { chosen } from "../../ui/steps/targets";
import { ALL_RESOURCES } from "./actionCommands";
import { assignedReferences } from "./assignAnswers";
import { assignSteps } from "./assignSteps";
import { type ChangeAnswers, changeSteps, resourceStep, soleResource } from "./changeSteps";
import { identityOfTreeNode } from "./live/insertedIdentity";
import { LiveActions } from "./live/liveActions";
import { LiveLinks } from "./live/liveLinks";
import { findResource, type FoundResource, isResourceRef, refOf, type ResourceRef } from "./resourceRef";
import { applyFixAll, applySharedFix, type FixAllRef, type FixRef } from "./sharedFix";
import { reveal, withProblemsShown } from "./showProblem";
import type { TemplateAction } from "./templateAction";
import { TemplateDocuments } from "./templateDocuments";
import type { TemplateModels } from "./templateModels";
import { TemplateProblem } from "./templateProblem";
import { writeTo } from "./write";
import { writeToAll } from "./writeAll";

/** What commands, lenses and code actions do with templates. */
export class TemplateEditing implements TemplateActions, vscode.Disposable {
  private readonly documents = new TemplateDocuments();
  readonly links: LiveLinks;
  private readonly live: LiveActions;

  constructor(memory: vscode.Memento) {
    this.links = new LiveLinks(memory);
    this.live = new LiveActions(this.documents, this.links);
  }

  /** The readings of open templates, for all features. */
  get models(): TemplateModels {
    return this.documents.models;
  }

  async editIdentities(app: App, request?: unknown): Promise<void> {
    await withProblemsShown(app.log, async () => {
      await this.runEdit(app, await this.requested(request));
    });
  }

  /** Does something that is chosen already, as far as it needs no more choices. */
  async run(app: App, ref: ResourceRef, action: TemplateAction): Promise<void> {
    await withProblemsShown(app.log, async () => {
      await this.runEdit(app, { found: await findResource(this.models, ref), action });
    });
  }

  /** Makes a fix that changes several resources. */
  async previewFix(app: App, ref: FixRef): Promise<void> {
    await withProblemsShown(app.log, () => applySharedFix(this.documents, ref));
  }

  /** Repairs every problem of one kind. */
  async fixAll(app: App, ref: FixAllRef): Promise<void> {
    await withProblemsShown(app.log, () => applyFixAll(this.documents, ref));
  }

  async importLive(app: App, node?: unknown): Promise<void> {
    await withProblemsShown(app.log, async () => {
      const found = await this.askResource(app, vscode.l10n.t("Import the identities of a live resource"));
      await this.live.importInto(app, this.refOfFound(found), node);
    });
  }

  async compareWithLive(app: App): Promise<void> {
    await withProblemsShown(app.log, async () => {
      const found = await this.askResource(app, vscode.l10n.t("Compare with a live resource"));
      await this.live.compare(app, this.refOfFound(found));
    });
  }

  async insertIdentity(app: App, node?: unknown): Promise<void> {
    await withProblemsShown(app.log, async () => {
      const title = vscode.l10n.t("Insert into the open template");
      const id = identityOfTreeNode(node);
      const all = await this.openResources();
      const answers: ChangeAnswers = { ...soleResource(all), action: { kind: "assign" } };
      if (id !== undefined) {
        answers.picks = [{ kind: "live", id }];
      }
      const steps = assignSteps(app, () => true);
      await app.ui.runSteps<ChangeAnswers>(title, [resourceStep(all, false), ...steps], answers);
      await this.write(app, answers);
    });
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

  private async runEdit(app: App, answers: ChangeAnswers): Promise<void> {
    const title = vscode.l10n.t("Edit identities in this template");
    const first = answers.found === undefined ? [resourceStep(await this.openResources(), true)] : [];
    await app.ui.runSteps<ChangeAnswers>(title, [...first, ...changeSteps(app)], answers);
    await this.write(app, answers);
  }

  private async write(app: App, answers: ChangeAnswers): Promise<void> {
    const found = chosen(answers.found);
    const ref = this.refOfFound(found);
    const action = chosen(answers.action);
    switch (action.kind) {
      case "change":
        await this.writeChange(answers, action.change);
        return;
      case "assign":
        await this.writeAssigned(answers, assignedReferences(answers));
        return;
      case "remove":
        await this.writeChange(answers, { kind: "removeUserAssigned", ids: answers.removed ?? [] });
        return;
      case "convertShape":
        await writeTo(this.documents, ref, (now) => convertingShape(now.template, now.resource, action.shape));
        return;
      case "raiseApiVersion":
        await writeTo(this.documents, ref, (now) => raisingApiVersion(now.template, now.resource, action.apiVersion));
        return;
      case "goToDeclaration":
        await goToDeclaration(found);
        return;
      case "importLive":
        await this.live.importInto(app, ref, undefined);
        return;
      case "compareWithLive":
        await this.live.compare(app, ref);
    }
  }

  private async writeChange(answers: ChangeAnswers, change: IdentityChange): Promise<void> {
    if (!("ids" in change) || change.ids.length > 0) {
      await this.writeEach(answers, (template, resource, options) =>
        changingIdentity(template, resource, change, options),
      );
    }
  }

  private async writeAssigned(answers: ChangeAnswers, references: readonly IdentityReference[]): Promise<void> {
    if (references.length > 0) {
      await this.writeEach(
        answers,
        (template, resource, options) => assigningIdentities(template, resource, references, options),
        (template, resource) => understands(template, resource, references),
      );
    }
  }

  private async writeEach(
    answers: ChangeAnswers,
    change: ResourceChange,
    reaches: (template: ArmTemplate, resource: TemplateResource) => boolean = () => true,
  ): Promise<void> {
    const found = chosen(answers.found);
    if (answers.all === true) {
      await writeToAll(this.documents, found.document, change, reaches);
    } else {
      const ref = this.refOfFound(found);
      await writeTo(this.documents, ref, ({ template, resource }, options) => change(template, resource, options));
    }
  }

  private async askResource(app: App, title: string): Promise<FoundResource> {
    const all = await this.openResources();
    const answers = soleResource(all);
    await app.ui.runSteps(title, [resourceStep(all, false)], answers);
    return chosen(answers.found);
  }

  private refOfFound({ document, template, resource }: FoundResource): ResourceRef {
    return refOf(document, template, resource);
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
  { resources }: ArmTemplate,
  { resource }: TemplateResource,
  references: readonly IdentityReference[],
): boolean {
  const [first] = resources;
  const isExpressed = references.some((each) => each.kind === "text" && !isUserAssignedIdentityId(each.text));
  return (
    !isExpressed || first === undefined || evaluationScope(first.resource.scope) === evaluationScope(resource.scope)
  );
}

async function goToDeclaration({ document, resource: { identity } }: FoundResource): Promise<void> {
  const declaration = identity.kind === "expression" ? identity.declaration : undefined;
  if (declaration !== undefined) {
    await reveal({ uri: document.uri.toString(), range: declaration.slot });
  }
}
