import * as vscode from "vscode";
import { AzureError } from "../../azure/azureError";
import type { ChangeTarget } from "../../azure/compute/computeResource";
import type { Inventory } from "../../azure/inventory/inventory";
import type { IdentityDocument } from "../../documents/documentLanguage";
import type { DocumentResource } from "../../documents/documentResource";
import { inTurns, type Sliced } from "../../documents/sliced";
import { MutationError } from "../../mutation/mutationError";
import type { FindLiveDeps, LiveDeps } from "./deps";
import { findingDiagnostics, toDiagnostic } from "./editor/templateDiagnostics";
import type { LiveLinks } from "./live/liveLinks";
import { findLive, namesakes } from "./live/liveResource";
import { refOf } from "./resourceRef";
import type { TemplateModels } from "./templateModels";
import { nextTurn } from "./turns";
import { describeComparison } from "./words/live";
import { describeIdentity, formatKind, formatName } from "./words/resource";

/** Live resources that are read for one document: it is there to be looked at, not to use up what Azure allows. */
const MOST_READ = 20;

/** What a document says of the identities of its resources, and what is wrong with it, in words. */
export interface TemplateReport {
  /** Whether the file is a template, a Bicep file or a Terraform file at all. */
  readonly isTemplate: boolean;
  readonly diagnostics: readonly TemplateFinding[];
  readonly resources: readonly CheckedResource[];
}

/** Something wrong, and where: lines and columns from 1. */
export interface TemplateFinding {
  readonly line: number;
  readonly column: number;
  readonly severity: "error" | "warning";
  readonly code: string;
  readonly message: string;
}

/** A resource of the document. */
export interface CheckedResource {
  readonly name: string;
  readonly kind: string;
  readonly identity: string;
  readonly drift: Drift;
}

/** What deploying the document would change at the live resource that is meant, in sentences. */
export type Drift =
  | { readonly kind: "none" | "differs"; readonly liveId: string; readonly changes: readonly string[] }
  /**
   * `notFound`: no listed resource has its name; `several`: more than one has; `unknown`: an expression decides; `notRead`: the live resource
   * could not be read; `notCompared`: nothing is listed, or there are too many.
   */
  | { readonly kind: "notFound" | "several" | "unknown" | "notRead" | "notCompared" };

/** Checks the document at an address. */
export type CheckTemplate = (uri: vscode.Uri, signal: AbortSignal) => Promise<TemplateReport>;

/** What checking a document works with. */
export interface CheckTemplateDeps extends FindLiveDeps {
  readonly inventory: Pick<Inventory, "load" | "state" | "subscriptions">;
  readonly mutation: LiveDeps["mutation"];
  readonly models: TemplateModels;
  readonly links: Pick<LiveLinks, "get">;
}

/**
 * Reads a document as it is now, and compares each of its resources with the live one that it was compared with last, or else with the
 * only listed one of its name and kind.
 * @throws AzureError `cancelled`
 */
export async function checkTemplate(
  deps: CheckTemplateDeps,
  uri: vscode.Uri,
  signal: AbortSignal,
): Promise<TemplateReport> {
  const document = await vscode.workspace.openTextDocument(uri);
  const template = await deps.models.latest(document);
  if (template === undefined) {
    return { isTemplate: false, diagnostics: [], resources: [] };
  }
  const found = await whileWanted(findingDiagnostics(template), signal);
  const diagnostics = found.map((each): TemplateFinding => {
    const { range, message, severity } = toDiagnostic(document, each, template);
    return {
      line: range.start.line + 1,
      column: range.start.character + 1,
      severity: severity === vscode.DiagnosticSeverity.Warning ? "warning" : "error",
      code: each.facts.code,
      message,
    };
  });
  const resources: CheckedResource[] = [];
  let read = 0;
  for (const resource of template.resources) {
    const meant = await meantBy(deps, document, resource);
    let drift: Drift;
    if ("kind" in meant) {
      drift = meant;
    } else if (read++ >= MOST_READ) {
      drift = { kind: "notCompared" };
    } else {
      drift = await driftFrom(deps, template, resource, meant, signal);
    }
    const identity = describeIdentity(resource, template);
    resources.push({ name: formatName(resource), kind: formatKind(resource), identity, drift });
  }
  return { isTemplate: true, diagnostics, resources };
}

async function driftFrom(
  { mutation }: CheckTemplateDeps,
  template: IdentityDocument,
  resource: DocumentResource,
  { subscription, resource: { id, name } }: ChangeTarget,
  signal: AbortSignal,
): Promise<Drift> {
  try {
    const { plan } = await mutation.plan(subscription, id, { kind: "several", changes: [] }, signal);
    const comparison = template.compareWithLive(resource, plan.before);
    if (comparison === undefined) {
      return { kind: "unknown" };
    }
    const changes = describeComparison(comparison, name, template);
    return { kind: changes.length === 0 ? "none" : "differs", liveId: id, changes };
  } catch (error) {
    if (error instanceof MutationError || (AzureError.is(error) && !AzureError.is(error, "cancelled"))) {
      return { kind: "notRead" };
    }
    throw error;
  }
}

/** The live resource that is meant; or why none is compared. */
async function meantBy(
  deps: CheckTemplateDeps,
  document: vscode.TextDocument,
  resource: DocumentResource,
): Promise<ChangeTarget | Drift> {
  await deps.inventory.load();
  if (deps.inventory.state.kind === "failed") {
    return { kind: "notCompared" };
  }
  const linked = deps.links.get(refOf(document, resource));
  const last = linked === undefined ? undefined : findLive(deps, linked);
  if (last !== undefined) {
    return last;
  }
  const [only, another] = namesakes(deps, resource);
  return only === undefined ? { kind: "notFound" } : another === undefined ? only : { kind: "several" };
}

function whileWanted<T>(work: Sliced<T>, signal: AbortSignal): Promise<T> {
  return inTurns(work, async () => {
    await nextTurn();
    signal.throwIfAborted();
  });
}
