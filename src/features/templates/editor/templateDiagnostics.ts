import * as vscode from "vscode";
import type { IdentityDocument, Spelling } from "../../../documents/documentLanguage";
import type { DiagnosticCode, DocumentDiagnostic } from "../../../documents/documentDiagnostic";
import type { Sliced } from "../../../documents/sliced";
import { diagnostic } from "../../../ui/shown/editor";
import { toRange } from "../documentEdits";
import { describeDiagnostic } from "../words/templateDiagnostic";

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
  "renamedAttribute",
]);

const OF_SCALE_SETS: ReadonlySet<DiagnosticCode> = new Set<DiagnosticCode>([
  "misspeltScaleSetType",
  "systemAssignedOnFlexible",
]);

/** The article that shows how it is done right. */
function documentation(code: DiagnosticCode, spelling: Spelling): vscode.Uri {
  const own = spelling.articleOn?.(code);
  if (own !== undefined) {
    return vscode.Uri.parse(own);
  }
  const article = OF_SCALE_SETS.has(code) ? "qs-configure-template-windows-vmss" : "qs-configure-template-windows-vm";
  return vscode.Uri.parse(`${DOCUMENTATION}/${article}`);
}

const diagnosed = new WeakMap<IdentityDocument, readonly DocumentDiagnostic[]>();

/** Finds what is wrong in a template, once for each reading of it. */
export function* findingDiagnostics(template: IdentityDocument): Sliced<readonly DocumentDiagnostic[]> {
  const found = diagnosed.get(template) ?? (yield* template.diagnose());
  diagnosed.set(template, found);
  return found;
}

/** One of them as the editor shows it. */
export function toDiagnostic(
  document: vscode.TextDocument,
  { range, facts }: DocumentDiagnostic,
  spelling: Spelling,
): vscode.Diagnostic {
  const made = diagnostic(
    toRange(document, range),
    describeDiagnostic(facts, spelling),
    WARNINGS.has(facts.code) ? vscode.DiagnosticSeverity.Warning : vscode.DiagnosticSeverity.Error,
  );
  made.source = DIAGNOSTIC_SOURCE;
  made.code = { value: facts.code, target: documentation(facts.code, spelling) };
  if (facts.code === "retiredExtension") {
    made.tags = [vscode.DiagnosticTag.Deprecated];
  }
  if (facts.code === "duplicateIdentity") {
    const first = new vscode.Location(document.uri, toRange(document, facts.first));
    made.relatedInformation = [
      new vscode.DiagnosticRelatedInformation(first, vscode.l10n.t("It's first listed here.")),
    ];
  }
  return made;
}
