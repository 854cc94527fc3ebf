import * as vscode from "vscode";
import type { IdentityDocument } from "../../documents/documentLanguage";
import type { TemplateModels } from "./templateModels";
import { TemplateProblem } from "./templateProblem";

/** A document with the reading of it as a template. */
export interface OpenTemplate {
  readonly document: vscode.TextDocument;
  readonly template: IdentityDocument;
}

/** Reads a document as it is now. @throws TemplateProblem where it is no template */
export async function readTemplate(models: TemplateModels, document: vscode.TextDocument): Promise<OpenTemplate> {
  const template = await models.latest(document);
  if (template === undefined) {
    throw new TemplateProblem({ reason: "noTemplate" });
  }
  return { document, template };
}

/** Opens what a reference names, and reads it as it is now. @throws TemplateProblem where it is no template */
export async function openTemplate(models: TemplateModels, uri: string): Promise<OpenTemplate> {
  return await readTemplate(models, await vscode.workspace.openTextDocument(vscode.Uri.parse(uri)));
}
