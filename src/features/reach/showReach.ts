import * as vscode from "vscode";
import type { NamedRole } from "../../azure/access/privilegedRoles";
import type { RoleDefinition } from "../../azure/access/roleAssignments";
import { withCancellableProgress } from "../../ui/cancellableProgress";
import { answerStep, type Choice, goOnWith, type RunStepsOptions, type Step, WentBack } from "../../ui/prompts";
import { usesResourceGraph } from "../../ui/settings";
import { fileNameOf, saveInFormat } from "../../ui/shown/saveFile";
import { roleChoices } from "../../ui/steps/roleChoices";
import { asNode, chosen } from "../../ui/steps/targets";
import { formatKind } from "../../ui/words/identity";
import { describeListingProgress } from "../usage/gapWords";
import type { ReachDeps } from "./deps";
import { describeReachGap, describeReachLimits, formatReach, formatWay, reachFormats, reachText } from "./reachWords";
import { type ReachReport, roleOf, searchReach } from "./searchReach";

interface RoleAnswers {
  which?: "privileged" | "another";
  role?: RoleDefinition;
}

/** Shows which resources can act as Owner, Contributor and the like, or in a chosen role: where, and through which identity. */
export async function showReach(deps: ReachDeps, argument?: unknown): Promise<void> {
  const node = asNode(argument);
  const subscriptionKey = node?.kind === "subscription" ? node.subscriptionKey : undefined;
  await goOnWith(
    undefined,
    () => askForRoles(deps),
    ({ roles }, options) => showReachIn(deps, subscriptionKey, roles, options),
  );
}

async function showReachIn(
  deps: ReachDeps,
  subscriptionKey: string | undefined,
  roles: readonly NamedRole[] | undefined,
  options: RunStepsOptions,
): Promise<void> {
  const name = subscriptionKey && deps.inventory.subscription(subscriptionKey)?.subscription.name;
  const role = roles?.[0]?.name ?? vscode.l10n.t("privileged roles");
  const title =
    name === undefined
      ? vscode.l10n.t("Resources with {0}", role)
      : vscode.l10n.t("Resources of {subscription} with {role}", { subscription: name, role });
  const isCopyAllowed = usesResourceGraph();
  const report = await withCancellableProgress(
    vscode.l10n.t("Looking up which resources can act in these roles"),
    (signal, tell) =>
      searchReach(deps, { roles, subscriptionKey, isCopyAllowed }, signal, (progress) => {
        tell(describeListingProgress(progress));
      }),
  );
  await browse(deps, title, report, options);
}

async function askForRoles(deps: ReachDeps): Promise<{ readonly roles: readonly NamedRole[] | undefined }> {
  const answers: RoleAnswers = {};
  const which = answerStep<RoleAnswers, "which">("which", (_, prompts) =>
    prompts.pick<"privileged" | "another">(
      [
        {
          label: vscode.l10n.t("Privileged Roles"),
          description: vscode.l10n.t("Owner, Contributor, and roles that can grant access"),
          data: "privileged",
        },
        { label: vscode.l10n.t("Another Role..."), data: "another" },
      ],
      { placeholder: vscode.l10n.t("Select the roles to look for") },
    ),
  );
  await deps.ui.runSteps(vscode.l10n.t("List privileged resources"), [which, roleStep(deps)], answers);
  return { roles: answers.role === undefined ? undefined : [roleOf(answers.role)] };
}

function roleStep(deps: ReachDeps): Step<RoleAnswers> {
  const choices = async (): Promise<Choice<RoleDefinition>[]> => {
    const [first] = await deps.inventory.loaded();
    return first === undefined ? [] : await roleChoices(deps, first.subscription, new AbortController().signal);
  };
  return answerStep(
    "role",
    (_, prompts) =>
      prompts.pick(choices(), {
        placeholder: vscode.l10n.t("Select a role"),
        loading: vscode.l10n.t("Listing roles..."),
        empty: vscode.l10n.t("You don't have access to any role."),
      }),
    ({ which }) => which === "another",
  );
}

type Chosen = { readonly kind: "resource"; readonly id: string } | { readonly kind: "open" | "save" | "note" };

/** Lets the user search the list, show a resource in the tree, or save it. @throws PromptCancelled, WentBack */
async function browse(deps: ReachDeps, title: string, report: ReachReport, options: RunStepsOptions): Promise<void> {
  const subscriptions = deps.inventory.subscriptions.map(({ subscription }) => subscription);
  const choices = reachChoices(report, subscriptions);
  for (;;) {
    const answers: { chosen?: Chosen } = {};
    const step = answerStep<typeof answers, "chosen">("chosen", (_, prompts) =>
      prompts.search(choices, {
        placeholder: vscode.l10n.t("Type to filter by resource, role, scope, or identity"),
        noMatch: (text) => vscode.l10n.t('Nothing matches "{0}".', text),
      }),
    );
    await deps.ui.runSteps(title, [step], answers, options);
    const { kind, ...rest } = chosen(answers.chosen);
    if (kind === "resource" && "id" in rest) {
      deps.revealRequests.request({ kind: "resource", id: rest.id, focus: true });
      return;
    }
    if (kind === "open") {
      await deps.ui.openReadOnly(title, `${title} ${report.at}`, reachText(title, report, subscriptions), ".txt");
      return;
    }
    if (kind === "save") {
      try {
        await saveInFormat(title, fileNameOf(title, report.at), reachFormats(report), { canGoBack: true });
        return;
      } catch (error) {
        if (!(error instanceof WentBack)) {
          throw error;
        }
      }
    }
  }
}

/** What can be chosen: what to do with the list, what it does not show, and each resource with its role. */
export function reachChoices(
  report: ReachReport,
  subscriptions: Parameters<typeof formatReach>[2],
): readonly Choice<Chosen>[] {
  const { reaches, gaps } = report;
  const count = reaches.length === 0 ? vscode.l10n.t("None found") : vscode.l10n.t("{0} found", reaches.length);
  const limits = describeReachLimits(report).join(" ");
  return [
    { icon: "info", label: count, detail: limits, data: { kind: "note" } },
    { icon: "save", label: vscode.l10n.t("Save As..."), data: { kind: "save" } },
    { icon: "go-to-file", label: vscode.l10n.t("Open as Text"), data: { kind: "open" } },
    ...gaps.map((gap): Choice<Chosen> => ({
      icon: "question",
      label: vscode.l10n.t("Not checked: {0}", describeReachGap(gap)),
      data: { kind: "note" },
    })),
    ...reaches.map((reach): Choice<Chosen> => ({
      icon: reach.resource.kind === "virtualMachine" ? "vm" : "layers",
      label: reach.resource.name,
      description: formatReach(report, reach, subscriptions),
      detail: vscode.l10n.t("{way}, {kind} in {resourceGroup}, {subscription}", {
        way: formatWay(reach),
        kind: formatKind(reach.resource),
        resourceGroup: reach.resource.resourceGroup,
        subscription: reach.subscription.name,
      }),
      data: { kind: "resource", id: reach.resource.id },
    })),
  ];
}
