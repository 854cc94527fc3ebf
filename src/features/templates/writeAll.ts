import * as vscode from "vscode";
import type { IdentityDocument } from "../../documents/documentLanguage";
import type { DocumentResource } from "../../documents/documentResource";
import type { GivenAnswers, Request, SeveralOutcome } from "../../documents/planOutcome";
import type { Permission } from "../../documents/planQuestion";
import { PromptCancelled, type RunStepsOptions } from "../../ui/prompts";
import { readTemplate } from "./openTemplate";
import { previewAndApply, refusedProblem } from "./write";
import { workInTurns } from "./turns";
import type { TemplateDocuments } from "./templateDocuments";
import { TemplateProblem } from "./templateProblem";
import { describeLeftOut, describeOtherScope, describePermissionForAll } from "./words/several";
import { notifyWarning, showInStatusBar } from "../../ui/shown/messages";
import { pickLine } from "../../ui/shown/quickPick";
import { formatPlural } from "../../ui/words/plural";

type SafePermission = Extract<Permission, "raiseApiVersion" | "convertShape">;

/** The permission that some of the resources need; what lies in variables and expressions is left to the user, one by one. */
function neededPermission({
  outcomes,
}: SeveralOutcome): { readonly permission: SafePermission; readonly count: number } | undefined {
  for (const [kind, permission] of [
    ["apiVersionTooOld", "raiseApiVersion"],
    ["wrongShape", "convertShape"],
  ] as const) {
    const count = outcomes.filter(({ outcome }) => outcome.kind === "asks" && outcome.question.kind === kind).length;
    if (count > 0) {
      return { permission, count };
    }
  }
  return undefined;
}

async function agreesTo(permission: SafePermission, count: number, canGoBack: boolean): Promise<boolean> {
  const { question, yes, no } = describePermissionForAll(permission, count);
  const answer = await pickLine([yes, no], { title: question, placeholder: question, canGoBack });
  if (answer === undefined) {
    throw new PromptCancelled();
  }
  return answer === yes;
}

/** The outcomes with every permission that the user has given. */
async function settle(
  template: IdentityDocument,
  resources: readonly DocumentResource[],
  request: Request,
  canGoBack: boolean,
): Promise<SeveralOutcome> {
  const title = formatPlural(
    vscode.l10n.t("Planning the change of {count, plural, one {# resource} other {# resources}}"),
    { count: resources.length },
  );
  let answers: GivenAnswers = [];
  const asked = new Set<Permission>();
  for (;;) {
    const outcome = await workInTurns(title, template.planSeveral(resources, request, answers));
    const needed = neededPermission(outcome);
    if (needed === undefined || asked.has(needed.permission)) {
      return outcome;
    }
    asked.add(needed.permission);
    if (await agreesTo(needed.permission, needed.count, canGoBack)) {
      answers = [...answers, { kind: "allow", permission: needed.permission }];
    }
  }
}

/**
 * Makes one change on every resource of a template that understands it, after a preview, and says what was left out.
 * @throws TemplateProblem, PromptCancelled; WentBack where there is a step before
 */
export async function writeToAll(
  documents: TemplateDocuments,
  document: vscode.TextDocument,
  request: Request,
  understands: (template: IdentityDocument, resource: DocumentResource) => boolean,
  { canGoBack = false }: RunStepsOptions = {},
): Promise<void> {
  const { models } = documents;
  const { template } = await readTemplate(models, document);
  const resources = template.resources.filter((resource) => understands(template, resource));
  const { outcomes, ...edits } = await settle(template, resources, request, canGoBack);
  if (!models.isCurrent(document, template)) {
    throw new TemplateProblem({ reason: "changedMeanwhile" });
  }
  const left = outcomes.filter(({ outcome }) => outcome.kind === "asks" || outcome.kind === "refused");
  const reached = new Set(resources);
  const elsewhere = template.resources.filter((resource) => !reached.has(resource));
  const isChanged = edits.edits.length > 0 || (edits.elsewhere ?? []).length > 0;
  if (isChanged) {
    const changed = outcomes.filter(({ outcome }) => outcome.kind === "changed");
    await previewAndApply(documents, { document, template }, edits, changed.length, canGoBack);
  }
  if (left.length + elsewhere.length > 0) {
    const reasons = left.map(({ resource, outcome }) =>
      describeLeftOut(
        resource,
        outcome.kind === "refused" ? refusedProblem({ document, template, resource }, outcome.refusal) : undefined,
      ),
    );
    void notifyWarning([...reasons, ...elsewhere.map(describeOtherScope)].join(" "));
  } else if (!isChanged) {
    showInStatusBar(vscode.l10n.t("No changes needed."));
  }
}
