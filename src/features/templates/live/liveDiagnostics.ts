import * as vscode from "vscode";
import type { IdentityDocument } from "../../../documents/documentLanguage";
import type { Sliced } from "../../../documents/sliced";
import type { FindLiveDeps } from "../deps";
import { diagnostic } from "../../../ui/shown/editor";
import { toRange } from "../documentEdits";
import { refOf } from "../resourceRef";
import { DIAGNOSTIC_SOURCE } from "../editor/templateDiagnostics";
import { describeComparison } from "../words/live";
import { differs, type LiveComparison } from "../../../documents/liveComparison";
import type { LiveLinks } from "./liveLinks";
import { findLive } from "./liveResource";

/** The code of what is said about the live resource that a template was compared with. */
export const LIVE_DIFFERS = "liveResourceDiffers";

const SETTING = "managedIdentities.templates.liveDiagnostics";

function isOn(): boolean {
  return vscode.workspace.getConfiguration().get<unknown>(SETTING) !== false;
}

function takesAway({ systemAssigned, dropped }: LiveComparison): boolean {
  return systemAssigned === "disabled" || dropped.length > 0;
}

/**
 * What deploying a template would change on the live resources that it was compared with. Reads nothing from Azure: it goes by what
 * is known already, and is quiet where that is nothing.
 */
export function* liveDiagnostics(
  deps: FindLiveDeps,
  links: LiveLinks,
  document: vscode.TextDocument,
  template: IdentityDocument,
): Sliced<readonly vscode.Diagnostic[]> {
  const found: vscode.Diagnostic[] = [];
  for (const resource of isOn() ? template.resources : []) {
    const id = links.get(refOf(document, resource));
    const live = id === undefined ? undefined : findLive(deps, id)?.resource;
    const comparison =
      live?.identity.kind === "state" ? template.compareWithLive(resource, live.identity.state) : undefined;
    if (live !== undefined && comparison !== undefined && differs(comparison)) {
      const made = diagnostic(
        toRange(document, resource.identityPlace),
        describeComparison(comparison, live.name, template).join(" "),
        takesAway(comparison) ? vscode.DiagnosticSeverity.Warning : vscode.DiagnosticSeverity.Information,
      );
      made.source = DIAGNOSTIC_SOURCE;
      made.code = LIVE_DIFFERS;
      found.push(made);
    }
    yield;
  }
  return found;
}

/** Tells when the setting that switches them off has changed. */
export function onDidChangeLiveDiagnostics(listener: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(SETTING)) {
      listener();
    }
  });
}
