import type * as vscode from "vscode";
import { TemplateModels } from "./templateModels";
import { VirtualTexts } from "./virtualTexts";

/** The open templates, and the texts that are shown beside them. */
export class TemplateDocuments implements vscode.Disposable {
  readonly models = new TemplateModels();
  readonly texts = new VirtualTexts();

  dispose(): void {
    this.models.dispose();
    this.texts.dispose();
  }
}
