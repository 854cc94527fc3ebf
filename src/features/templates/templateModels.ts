import * as vscode from "vscode";
import type { DocumentLanguage, IdentityDocument, Surroundings } from "../../documents/documentLanguage";
import { inTurns } from "../../documents/sliced";
import { type RelatedDocuments, sameSurroundings } from "./relatedDocuments";
import { languagesOf } from "./templateLanguages";
import { nextTurn } from "./turns";

interface Reading {
  readonly version: number;
  /** Undefined where the document is no template. */
  readonly template: IdentityDocument | undefined;
  /** What the template was read with. */
  readonly surroundings: Surroundings | undefined;
  /** See `RelatedDocuments.stamp`; undefined where nothing around the document counts. */
  readonly stamp: number | undefined;
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

  constructor(
    private readonly languages: readonly DocumentLanguage[],
    private readonly related: RelatedDocuments,
  ) {}

  /** Whether a document is worth reading: it may be a template. */
  mayBeTemplate(document: vscode.TextDocument): boolean {
    return languagesOf(document, this.languages).length > 0;
  }

  /** Whether a document is a template, by its head. */
  isTemplate(document: vscode.TextDocument): boolean {
    return this.languageOf(document) !== undefined;
  }

  /** Whether what is around a document counts for what it says. */
  hasSurroundings(document: vscode.TextDocument): boolean {
    return languagesOf(document, this.languages).some(({ related }) => related !== undefined);
  }

  /** Whether a reading is that of the document as it is now. */
  isCurrent(document: vscode.TextDocument, template: IdentityDocument): boolean {
    return this.current(document)?.template === template;
  }

  /** What a template was read with; undefined where the reading is not that of the document as it is now. */
  surroundingsOf(document: vscode.TextDocument, template: IdentityDocument): Surroundings | undefined {
    const current = this.current(document);
    return current?.template === template ? current.surroundings : undefined;
  }

  /** The document as it is when it is read, which leaves the others their turns. Undefined also where nobody asks any longer. */
  async latest(document: vscode.TextDocument, token?: vscode.CancellationToken): Promise<IdentityDocument | undefined> {
    while (token?.isCancellationRequested !== true && !document.isClosed) {
      const known = this.current(document);
      if (known !== undefined) {
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

  /** Whether the official extension of a document's language is there, which says some of it already. */
  isAlsoRead(document: vscode.TextDocument): boolean {
    return languagesOf(document, this.languages).some(
      ({ officialExtension }) =>
        officialExtension !== undefined && vscode.extensions.getExtension(officialExtension) !== undefined,
    );
  }

  /** The language that a document is written in; undefined where it is no template. */
  private languageOf(document: vscode.TextDocument): DocumentLanguage | undefined {
    return languagesOf(document, this.languages).find((each) => each.isWrittenIn(headOf(document, each.headLength)));
  }

  private known(document: vscode.TextDocument): Reading | undefined {
    return this.readings.get(document.uri.toString());
  }

  private current(document: vscode.TextDocument): Reading | undefined {
    const known = this.known(document);
    const isCurrent =
      known?.version === document.version && (known.stamp === undefined || known.stamp === this.related.stamp);
    return isCurrent ? known : undefined;
  }

  /** One version has one reading: the first that is there stays, unless something around the document has changed. */
  private remember(document: vscode.TextDocument, read: Reading): void {
    const known = this.known(document);
    if (!document.isClosed && (read.version > (known?.version ?? 0) || read.stamp !== known?.stamp)) {
      this.readings.set(document.uri.toString(), read);
    }
  }

  private readInTurns(document: vscode.TextDocument): Promise<void> {
    const key = document.uri.toString();
    const read = async () => {
      try {
        const { version } = document;
        const language = this.languageOf(document);
        const stamp = language?.related === undefined ? undefined : this.related.stamp;
        const [open, around] = await Promise.all([
          language?.load(),
          language === undefined ? undefined : this.related.around(document, language),
        ]);
        if (document.version !== version) {
          return;
        }
        const before = this.known(document);
        const isSame = before?.version === version && sameSurroundings(before.surroundings, around);
        const template = isSame
          ? before.template
          : open && (await inTurns(open(document.getText(), before?.template, around), nextTurn));
        this.remember(document, { version, template, surroundings: around, stamp });
      } finally {
        this.underway.delete(key);
      }
    };
    const underway = this.underway.get(key) ?? read();
    this.underway.set(key, underway);
    return underway;
  }
}
