import type * as vscode from "vscode";
import type { DocumentLanguage } from "../../documents/documentLanguage";
import { RelatedDocuments } from "./relatedDocuments";
import { TemplateModels } from "./templateModels";
import { VirtualTexts } from "./virtualTexts";

/** The open templates, and the texts that are shown beside them. */
export class TemplateDocuments implements vscode.Disposable {
  readonly models: TemplateModels;
  readonly related: RelatedDocuments;
  readonly texts = new VirtualTexts();

  constructor(readonly languages: readonly DocumentLanguage[]) {
    this.related = new RelatedDocuments(languages);
    this.models = new TemplateModels(languages, this.related);
  }

  dispose(): void {
    this.models.dispose();
    this.related.dispose();
    this.texts.dispose();
  }
}
