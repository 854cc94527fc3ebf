import * as vscode from "vscode";
import type { Place } from "../../documents/textRange";
import { type ErrorLog, withErrorBoundary } from "../../ui/errorBoundary";
import { toRange } from "./documentEdits";
import { relatedUri } from "./relatedDocuments";
import { type ProblemPlace, TemplateProblem } from "./templateProblem";
import { describeProblem } from "./words/problem";
import { notifyWarning, showInStatusBar } from "../../ui/shown/messages";

/** A place of a document, or of one that is read with it. */
export function placeIn(document: vscode.TextDocument, { path, ...range }: Place): ProblemPlace {
  const uri = path === undefined ? document.uri : relatedUri(document, path);
  return { uri: uri.toString(), range };
}

/** Shows a place of a document in an editor. */
export async function reveal({ uri, range }: ProblemPlace): Promise<void> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
  await vscode.window.showTextDocument(document, { selection: toRange(document, range) });
}

async function show({ facts, place }: TemplateProblem): Promise<void> {
  const text = describeProblem(facts);
  if (facts.reason === "nothingToDo") {
    showInStatusBar(text);
    return;
  }
  const showPlace = vscode.l10n.t("Go to Line");
  const button = await notifyWarning(text, ...(place === undefined ? [] : [showPlace]));
  if (button === showPlace && place !== undefined) {
    await reveal(place);
  }
}

/** The one place where problems with templates end; other errors go on to the error boundary. */
export async function withProblemsShown(log: ErrorLog, body: () => Promise<void>): Promise<void> {
  await withErrorBoundary(log, async () => {
    try {
      await body();
    } catch (error) {
      if (!(error instanceof TemplateProblem)) {
        throw error;
      }
      void withErrorBoundary(log, () => show(error));
    }
  });
}
