import * as vscode from "vscode";
import { diagnosing } from "../../documents/arm/diagnose/diagnose";
import type { DiagnosticCode, TemplateDiagnostic } from "../../documents/arm/diagnose/diagnostic";
import type { ArmTemplate } from "../../documents/arm/model";
import type { Sliced } from "../../documents/sliced";
import { diagnostic } from "../../ui/shown/editor";
import { toRange } from "./documentEdits";
import { diagnosticInWords } from "./words/diagnostic";

/** What the Problems view calls the source. */
export const DIAGNOSTIC_SOURCE = "managed identities";

const DOCUMENTATION = "https://learn.microsoft.com/azure/active-directory/managed-identities-azure-resources";

/** What Azure takes, or may take, though it is not what was meant. All else fails in the deployment. */
const WARNINGS: ReadonlySet<DiagnosticCode> = new Set<DiagnosticCode>([
  "userAssignedWithoutIdentities",
  "duplicateIdentity",
  "retiredExtension",
  "principalIdWithoutSystemAssigned",
  "readOnlyMember",
  "identityValueNotEmpty",
]);

const OF_SCALE_SETS: ReadonlySet<DiagnosticCode> = new Set<DiagnosticCode>([
  "misspeltScaleSetType",
  "systemAssignedOnFlexible",
]);

/** The article that shows how it is done right. */
function documentation(code: DiagnosticCode): vscode.Uri {
  const article = OF_SCALE_SETS.has(code) ? "qs-configure-template-windows-vmss" : "qs-configure-template-windows-vm";
  return vscode.Uri.parse(`${DOCUMENTATION}/${article}`);
}

const diagnosed = new WeakMap<ArmTemplate, readonly TemplateDiagnostic[]>();

/** Finds what is wrong in a template, once for each reading of it. */
export function* findingDiagnostics(template: ArmTemplate): Sliced<readonly TemplateDiagnostic[]> {
  const found = diagnosed.get(template) ?? (yield* diagnosing(template));
  diagnosed.set(template, found);
  return found;
}

/** One of them as the editor shows it. */
export function toDiagnostic(document: vscode.TextDocument, found: TemplateDiagnostic): vscode.Diagnostic {
  const made = diagnostic(
    toRange(document, found.range),
    diagnosticInWords(found),
    WARNINGS.has(found.code) ? vscode.DiagnosticSeverity.Warning : vscode.DiagnosticSeverity.Error,
  );
  made.source = DIAGNOSTIC_SOURCE;
  made.code = { value: found.code, target: documentation(found.code) };
  if (found.code === "retiredExtension") {
    made.tags = [vscode.DiagnosticTag.Deprecated];
  }
  if (found.code === "duplicateIdentity") {
    const first = new vscode.Location(document.uri, toRange(document, found.first));
    made.relatedInformation = [
      new vscode.DiagnosticRelatedInformation(first, vscode.l10n.t("It is listed here first.")),
    ];
  }
  return made;
}
