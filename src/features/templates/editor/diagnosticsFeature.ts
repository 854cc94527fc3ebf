import * as vscode from "vscode";
import type { IdentityDocument } from "../../../documents/documentLanguage";
import { inTurns, type Sliced } from "../../../documents/sliced";
import { findingDiagnostics, toDiagnostic } from "./templateDiagnostics";
import type { TemplateModels } from "../templateModels";
import { nextTurn } from "../turns";

const PAUSE_MS = 250;

/** Diagnostics that others add to those of the text alone. */
export type MoreDiagnostics = (
  document: vscode.TextDocument,
  template: IdentityDocument,
) => Sliced<readonly vscode.Diagnostic[]>;

function* areSame(left: readonly vscode.Diagnostic[], right: readonly vscode.Diagnostic[]): Sliced<boolean> {
  if (left.length !== right.length) {
    return false;
  }
  for (const [index, each] of left.entries()) {
    if (JSON.stringify(each) !== JSON.stringify(right[index])) {
      return false;
    }
    yield;
  }
  return true;
}

/** Shows what is wrong in every open template, a moment after each change. */
export class DiagnosticsFeature implements vscode.Disposable {
  private readonly collection = vscode.languages.createDiagnosticCollection("managedIdentities");
  private readonly waiting = new Map<string, NodeJS.Timeout>();
  private readonly listening: vscode.Disposable;

  constructor(
    private readonly models: TemplateModels,
    private readonly more: MoreDiagnostics,
  ) {
    this.listening = vscode.Disposable.from(
      vscode.workspace.onDidOpenTextDocument((document) => {
        this.schedule(document, 0);
      }),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) {
          this.schedule(document, PAUSE_MS);
        }
      }),
      vscode.workspace.onDidCloseTextDocument((document) => {
        this.forget(document.uri);
      }),
    );
    this.refresh();
  }

  /** Looks at every open document again, a moment after the last of several calls. */
  refresh(): void {
    for (const document of vscode.workspace.textDocuments) {
      this.schedule(document, PAUSE_MS);
    }
  }

  /** The same for those that are read with others, where one of those has changed. */
  refreshRelated(): void {
    for (const document of vscode.workspace.textDocuments) {
      if (this.models.hasSurroundings(document)) {
        this.schedule(document, PAUSE_MS);
      }
    }
  }

  dispose(): void {
    for (const timer of this.waiting.values()) {
      clearTimeout(timer);
    }
    this.listening.dispose();
    this.collection.dispose();
  }

  private schedule(document: vscode.TextDocument, delayMs: number): void {
    const key = document.uri.toString();
    if (!this.models.mayBeTemplate(document)) {
      return;
    }
    clearTimeout(this.waiting.get(key));
    const timer = setTimeout(() => {
      this.waiting.delete(key);
      void this.publish(document);
    }, delayMs);
    this.waiting.set(key, timer);
  }

  private async publish(document: vscode.TextDocument): Promise<void> {
    const template = await this.models.latest(document);
    const { version } = document;
    const found = template === undefined ? [] : await inTurns(this.finding(document, template), nextTurn);
    const isSame = await inTurns(areSame(found, this.collection.get(document.uri) ?? []), nextTurn);
    if (document.isClosed || document.version !== version) {
      return;
    }
    // VS Code gives up a menu of code actions that is just being opened where diagnostics are set, be they the same ones.
    if (!isSame) {
      this.collection.set(document.uri, found);
    }
  }

  private *finding(document: vscode.TextDocument, template: IdentityDocument): Sliced<readonly vscode.Diagnostic[]> {
    const found: vscode.Diagnostic[] = [];
    const isAlsoRead = this.models.isAlsoRead(document);
    for (const each of yield* findingDiagnostics(template)) {
      if (isAlsoRead && each.facts.code === "typeNotKnown") {
        continue;
      }
      found.push(toDiagnostic(document, each, template));
      yield;
    }
    return [...found, ...(yield* this.more(document, template))];
  }

  private forget(uri: vscode.Uri): void {
    clearTimeout(this.waiting.get(uri.toString()));
    this.waiting.delete(uri.toString());
    this.collection.delete(uri);
  }
}
