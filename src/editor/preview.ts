import * as vscode from "vscode";
import { type ArmTemplate, resourceAt } from "../template/arm/model";
import type { TextEdit } from "../template/arm/write/textEdit";
import { toRange } from "./documentEdits";
import { nameInWords } from "./words/resource";

interface Part {
  readonly label: string;
  readonly offset: number;
  readonly length: number;
  readonly text: string;
}

function labelAt(template: ArmTemplate, offset: number): string {
  const resource = resourceAt(template, offset);
  return resource === undefined ? vscode.l10n.t("What the resources share") : nameInWords(resource);
}

/** One part for each resource, so that in the preview a resource is ticked as a whole: half of its edits would break it. */
export function partsByResource(template: ArmTemplate, edits: readonly TextEdit[]): readonly Part[] {
  const parts: Part[] = [];
  let previous: unknown;
  for (const edit of edits) {
    const resource = resourceAt(template, edit.offset);
    const last = parts.at(-1);
    if (last !== undefined && resource !== undefined && resource === previous) {
      const between = template.text.slice(last.offset + last.length, edit.offset);
      const length = edit.offset + edit.length - last.offset;
      parts[parts.length - 1] = { ...last, length, text: last.text + between + edit.text };
    } else {
      parts.push({ label: labelAt(template, edit.offset), ...edit });
    }
    previous = resource;
  }
  return parts;
}

/** Edits of several resources, which VS Code shows as a diff before it makes those that are agreed to. */
export function previewEdit(
  document: vscode.TextDocument,
  template: ArmTemplate,
  edits: readonly TextEdit[],
): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  for (const { label, offset, length, text } of partsByResource(template, edits)) {
    const range = toRange(document, { start: offset, end: offset + length });
    edit.replace(document.uri, range, text, { needsConfirmation: true, label });
  }
  return edit;
}
