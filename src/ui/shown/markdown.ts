import * as vscode from "vscode";
import { forMarkdown } from "./safeText";

/** Paragraphs that show their texts letter by letter: what came from a template or from a server is never Markdown. */
export function paragraphs(texts: readonly string[]): vscode.MarkdownString {
  return new vscode.MarkdownString(texts.map(forMarkdown).join("\n\n"));
}
