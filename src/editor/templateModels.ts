import * as vscode from "vscode";
import { HEAD_LENGTH, isArmTemplate } from "../template/arm/isTemplate";
import { type ArmTemplate, readArmTemplate } from "../template/arm/model";
import { mayBeTemplate } from "./templateLanguages";

/** Reading a longer text than this waits for a pause in the typing; a shorter one takes a millisecond or two. */
const LONG = 128 * 1024;

const PAUSE_MS = 250;

interface Reading {
  readonly version: number;
  /** Undefined where the document is no template. */
  readonly template: ArmTemplate | undefined;
}

function headOf(document: vscode.TextDocument): string {
  let head = "";
  for (let line = 0; line < document.lineCount && head.length < HEAD_LENGTH; line++) {
    head += `${document.lineAt(line).text}\n`;
  }
  return head;
}

/** The one reading of each version of a document that all features share. Of other JSON only the head is looked at. */
export class TemplateModels implements vscode.Disposable {
  private readonly readings = new Map<string, Reading>();
  private readonly changedAt = new Map<string, number>();
  private readonly listening: vscode.Disposable;

  constructor() {
    this.listening = vscode.Disposable.from(
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) {
          this.changedAt.set(document.uri.toString(), performance.now());
        }
      }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        this.readings.delete(uri.toString());
        this.changedAt.delete(uri.toString());
      }),
    );
  }

  /** The document as it is now; undefined where it is no template. */
  now(document: vscode.TextDocument): ArmTemplate | undefined {
    const key = document.uri.toString();
    const known = this.readings.get(key);
    if (known?.version === document.version) {
      return known.template;
    }
    const isTemplate = mayBeTemplate(document) && isArmTemplate(headOf(document));
    const template = isTemplate ? readArmTemplate(document.getText()) : undefined;
    if (!document.isClosed) {
      this.readings.set(key, { version: document.version, template });
    }
    return template;
  }

  /** The same for what nobody waits for: a long text is not read between two keys. Undefined also where it is no longer asked for. */
  async whenQuiet(document: vscode.TextDocument, token?: vscode.CancellationToken): Promise<ArmTemplate | undefined> {
    const key = document.uri.toString();
    while ((this.readings.get(key)?.template?.text.length ?? 0) > LONG) {
      const rest = (this.changedAt.get(key) ?? -Infinity) + PAUSE_MS - performance.now();
      if (rest <= 0) {
        break;
      }
      await new Promise((resolve) => setTimeout(resolve, rest));
    }
    return token?.isCancellationRequested === true || document.isClosed ? undefined : this.now(document);
  }

  dispose(): void {
    this.listening.dispose();
    this.readings.clear();
    this.changedAt.clear();
  }
}
