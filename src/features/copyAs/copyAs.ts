import * as vscode from "vscode";
import { apiVersions } from "../../azure/apiVersions";
import type { ResourcePlan } from "../../mutation/resourcePlan";
import type { Operation } from "../../render/operation";
import { fileExtension, type Language, LANGUAGES } from "../../render/languages";
import { canBePolicy } from "../../render/policy/assigningPolicies";
import { render } from "../../render/render";
import type { Cloud } from "../../azure/signIn/cloud";
import type { AzextUi } from "../../ui/azextUi";
import { preferredLanguage } from "../../ui/settings";
import { describeLanguage, renderWords } from "./renderWords";
import { showInStatusBar } from "../../ui/shown/messages";
import { answerStep, type Step } from "../../ui/prompts";
import { pickLine, type Line } from "../../ui/shown/quickPick";
import { formatPlural } from "../../ui/words/plural";

/** What rendering works with. */
export interface CopyDeps {
  /** @throws AzureError `badSettings` */
  cloud(): Cloud;
}

/** What showing a rendered change works with. */
export interface ShowDeps extends CopyDeps {
  readonly ui: Pick<AzextUi, "openReadOnly">;
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

/** The languages that can say any of the plans. */
export function languagesFor(plans: readonly ResourcePlan[]): readonly Language[] {
  return languagesOf(plans.map(operationOf));
}

const languagesOf = (operations: readonly Operation[]): readonly Language[] => languagesWith(canBePolicy(operations));

/** @param isPolicy whether any of it can be said as a policy */
function languagesWith(isPolicy: boolean): readonly Language[] {
  return LANGUAGES.filter((language) => isPolicy || (language !== "policyArmTemplate" && language !== "policyBicep"));
}

/** The languages, the preferred one first. */
function languageItems(languages: readonly Language[]): (Line & { readonly language: Language })[] {
  const preferred = preferredLanguage();
  const first = languages.filter((language) => language === preferred);
  return [...first, ...languages.filter((language) => language !== preferred)].map((language) => ({
    label: describeLanguage(language),
    description: language === preferred ? vscode.l10n.t("preferred") : "",
    language,
  }));
}

/** The name of what is about some resources, without an ending: that of the only one, or how many there are. */
export function documentName(names: readonly string[]): string {
  const [only = ""] = names;
  return names.length === 1
    ? only
    : formatPlural(vscode.l10n.t("{count, plural, one {# change} other {# changes}}"), { count: names.length });
}

/** Operations, and the name of a document about them, without an ending. */
export interface NamedOperations {
  readonly name: string;
  readonly operations: readonly Operation[];
}

/** Plans as they are copied. */
export const operationsOf = (plans: readonly ResourcePlan[]): NamedOperations => ({
  name: documentName(plans.map(({ resource }) => resource.name)),
  operations: plans.map(operationOf),
});

/**
 * Asks for a language, and puts operations in it on the clipboard or into an editor that never asks to be saved. Changes nothing in Azure.
 * Closing the list does nothing.
 * @throws WentBack
 */
export async function copyOperationsAs(deps: ShowDeps, named: NamedOperations, target: CopyTarget): Promise<void> {
  const title = target === "clipboard" ? vscode.l10n.t("Copy as...") : vscode.l10n.t("Show as...");
  const items = languageItems(languagesOf(named.operations));
  const picked = await pickLine(items, { title, placeholder: placeholder(), canGoBack: true });
  if (picked !== undefined) {
    await copyIn(deps, named, picked.language, target);
  }
}

/** Asks for the language. @param isPolicy whether the change can be said as a policy, as it is known by then */
export function languageStep(isPolicy: () => boolean): Step<{ language?: Language }> {
  return answerStep("language", (_, prompts) =>
    prompts.pick(
      languageItems(languagesWith(isPolicy())).map(({ language, ...line }) => ({ ...line, data: language })),
      { placeholder: placeholder() },
    ),
  );
}

const placeholder = (): string => vscode.l10n.t("Select a language. Nothing is changed in Azure.");

/** Puts operations on the clipboard or into an editor that never asks to be saved. @throws AzureError `badSettings`, RenderError */
export async function copyIn(
  deps: ShowDeps,
  { name, operations }: NamedOperations,
  language: Language,
  target: CopyTarget,
): Promise<void> {
  const text = renderOperations(deps, operations, language);
  if (target === "clipboard") {
    await vscode.env.clipboard.writeText(text);
    showInStatusBar(vscode.l10n.t("Copied as {0}", describeLanguage(language)));
    return;
  }
  await deps.ui.openReadOnly(name, `${language} ${text}`, text, fileExtension(language), { preview: false });
}
