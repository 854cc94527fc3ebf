import * as vscode from "vscode";
import { PromptCancelled, type RunStepsOptions } from "../../ui/prompts";
import { pickLine } from "../../ui/shown/quickPick";
import { findResource, type ResourceRef } from "./resourceRef";
import type { TemplateDocuments } from "./templateDocuments";
import { formatName } from "./words/resource";
import { writeTo } from "./write";

/**
 * Has what others do to the identities of a resource left alone, where the user agrees to what follows from it.
 * @throws TemplateProblem, PromptCancelled; WentBack where there is a step before
 */
export async function ignoreChanges(
  documents: TemplateDocuments,
  ref: ResourceRef,
  { canGoBack = false }: RunStepsOptions = {},
): Promise<void> {
  const { resource } = await findResource(documents.models, ref);
  const title = vscode.l10n.t("Ignore identity changes of {0}", formatName(resource));
  const add = {
    icon: "check",
    label: vscode.l10n.t("Add ignore_changes"),
    detail: vscode.l10n.t(
      "Terraform keeps the identities that the resource has. Later changes in this file have no effect.",
    ),
  };
  const cancel = { icon: "discard", label: vscode.l10n.t("Discard") };
  if ((await pickLine([add, cancel], { title, placeholder: title, canGoBack })) !== add) {
    throw new PromptCancelled();
  }
  await writeTo(documents, ref, (now) => now.template.applyRemedy(now.resource, { kind: "ignoreChanges" }));
}
