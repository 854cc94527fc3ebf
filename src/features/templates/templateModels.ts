import * as vscode from "vscode";
import type { DocumentLanguage, IdentityDocument } from "../../documents/documentLanguage";
import { inTurns } from "../../documents/sliced";
import { languagesOf } from "./templateLanguages";
import { nextTurn } from "./turns";

interface Reading {
  readonly version: number;
  /** Undefined where the document is no template. */
  readonly template: IdentityDocument | undefined;
}

function headOf(document: vscode.TextDocument, length: number): string {
  let head = "";
  for (let line = 0; line < document.lineCount && head.length < length; line++) {
    head += `${document.lineAt(line).text}\n`;
  }
  return head;
}

/**
 * The one reading of each version of a document that all features share. A new version is read on the ground of the one before; of
 * other texts only the head is looked at.
 */
export class TemplateModels implements vscode.Disposable {
  private readonly readings = new Map<string, Reading>();
  private readonly underway = new Map<string, Promise<void>>();
  private readonly listening = vscode.workspace.onDidCloseTextDocument(({ uri }) => {
    this.readings.delete(uri.toString());
  });

  constructor(private readonly languages: readonly DocumentLanguage[]) {}

  /** Whether a document is worth reading: it may be a template. */
  mayBeTemplate(document: vscode.TextDocument): boolean {
    return languagesOf(document, this.languages).length > 0;
  }

  /** Whether a reading is that of the document as it is now. */
  isCurrent(document: vscode.TextDocument, template: IdentityDocument): boolean {
    const known = this.known(document);
    return known?.version === document.version && known.template === template;
  }

  /** The document as it is when it is read, which leaves the others their turns. Undefined also where nobody asks any longer. */
  async latest(document: vscode.TextDocument, token?: vscode.CancellationToken): Promise<IdentityDocument | undefined> {
    while (token?.isCancellationRequested !== true && !document.isClosed) {
      const known = this.known(document);
      if (known?.version === document.version) {
        return known.template;
      }
      // A version that is outdated already is read to its end: the one after it needs little more then.
      await this.readInTurns(document);
    }
    return undefined;
  }

  dispose(): void {
    this.listening.dispose();
    this.readings.clear();
  }

  /** The language that a document is written in; undefined where it is no template. */
  private languageOf(document: vscode.TextDocument): DocumentLanguage | undefined {
    return languagesOf(document, this.languages).find((each) => each.isWrittenIn(headOf(document, each.headLength)));
  }

  private known(document: vscode.TextDocument): Reading | undefined {
    return this.readings.get(document.uri.toString());
  }

  /** One version has one reading: the first that is there stays. */
  private remember(document: vscode.TextDocument, read: Reading): void {
    if (!document.isClosed && read.version > (this.known(document)?.version ?? 0)) {
      this.readings.set(document.uri.toString(), read);
    }
  }

  private readInTurns(document: vscode.TextDocument): Promise<void> {
    const key = document.uri.toString();
    const read = async () => {
      try {
        const { version } = document;
        const open = await this.languageOf(document)?.load();
        if (document.version !== version) {
          return;
        }
        const template = open && (await inTurns(open(document.getText(), this.known(document)?.template), nextTurn));
        this.remember(document, { version, template });
      } finally {
        this.underway.delete(key);
      }
    };
    const underway = this.underway.get(key) ?? read();
    this.underway.set(key, underway);
    return underway;
  }
}
