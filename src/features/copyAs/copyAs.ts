import * as vscode from "vscode";
import { apiVersions } from "../../azure/apiVersions";
import type { ResourcePlan } from "../../mutation/resourcePlan";
import type { Operation } from "../../render/operation";
import { editorLanguage, type Language, LANGUAGES, render } from "../../render/render";
import type { Cloud } from "../../azure/signIn/cloud";
import { preferredLanguage } from "../../ui/settings";
import { describeLanguage, renderWords } from "./renderWords";
import { showInStatusBar } from "../../ui/shown/messages";
import { pickLine, type Line } from "../../ui/shown/quickPick";

/** What rendering works with. */
export interface CopyDeps {
  /** @throws AzureError `badSettings` */
  cloud(): Cloud;
}

/** What is to become of a rendered change. */
export type CopyTarget = "clipboard" | "editor";

function operationOf({ resource, plan, etag }: ResourcePlan): Operation {
  const base = { kind: "changeIdentities", resourceId: resource.id, resource, plan } as const;
  return etag === undefined ? base : { ...base, etag };
}

/** Plans as text in one language. @throws AzureError `badSettings`, RenderError */
export function renderPlans(deps: CopyDeps, plans: readonly ResourcePlan[], language: Language): string {
  return renderOperations(deps, plans.map(operationOf), language);
}

/** Any operations as text in one language. @throws AzureError `badSettings`, RenderError */
export function renderOperations(deps: CopyDeps, operations: readonly Operation[], language: Language): string {
  return render(language, operations, {
    words: renderWords(),
    resourceManager: deps.cloud().resourceManagerEndpoint,
    apiVersion: apiVersions.compute,
  });
}

/** The languages, the preferred one first. */
function languageItems(): (Line & { readonly language: Language })[] {
  const preferred = preferredLanguage();
  const others = LANGUAGES.filter((language) => language !== preferred);
  return [preferred, ...others].map((language) => ({
    label: describeLanguage(language),
    description: language === preferred ? vscode.l10n.t("preferred") : "",
    language,
  }));
}

/**
 * Asks for a language, and puts the plans in it on the clipboard or into an untitled editor. Changes nothing in Azure.
 * Closing the list does nothing.
 */
export async function copyPlansAs(deps: CopyDeps, plans: readonly ResourcePlan[], target: CopyTarget): Promise<void> {
  await copyOperationsAs(deps, plans.map(operationOf), target);
}

/** The same for any operations. */
export async function copyOperationsAs(
  deps: CopyDeps,
  operations: readonly Operation[],
  target: CopyTarget,
): Promise<void> {
  const title = target === "clipboard" ? vscode.l10n.t("Copy as...") : vscode.l10n.t("Show as...");
  const placeholder = vscode.l10n.t("Select a language. Nothing is changed in Azure.");
  const picked = await pickLine(languageItems(), { title, placeholder });
  if (picked === undefined) {
    return;
  }
  const text = renderOperations(deps, operations, picked.language);
  if (target === "clipboard") {
    await vscode.env.clipboard.writeText(text);
    showInStatusBar(vscode.l10n.t("Copied as {0}", picked.label));
    return;
  }
  const document = await openUntitled(text, editorLanguage(picked.language));
  await vscode.window.showTextDocument(document, { preview: false });
}

/** An editor in the language, or in plain text where this VS Code has not got it: Bicep, HTTP and Terraform come with extensions. */
async function openUntitled(content: string, language: string): Promise<vscode.TextDocument> {
  const known = await vscode.languages.getLanguages();
  return await vscode.workspace.openTextDocument({
    content,
    language: known.includes(language) ? language : "plaintext",
  });
}
