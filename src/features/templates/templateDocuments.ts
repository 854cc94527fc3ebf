import type * as vscode from "vscode";
import type { DocumentLanguage } from "../../documents/documentLanguage";
import { TemplateModels } from "./templateModels";
import { VirtualTexts } from "./virtualTexts";

/** The open templates, and the texts that are shown beside them. */
export class TemplateDocuments implements vscode.Disposable {
  readonly models: TemplateModels;
  readonly texts = new VirtualTexts();

  constructor(readonly languages: readonly DocumentLanguage[]) {
    this.models = new TemplateModels(languages);
  }

  dispose(): void {
    this.models.dispose();
    this.texts.dispose();
  }
}
