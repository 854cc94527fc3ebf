import * as vscode from "vscode";
import { AzureError } from "../../azure/azureError";
import type { Reading } from "../../azure/inventory/lazyReadings";
import { subscriptionKey } from "../../azure/inventory/subscriptionInventory";
import { withCancellableProgress } from "../../ui/cancellableProgress";
import { inDirectory } from "../../ui/inDirectory";
import type { IdentityTreeNode } from "../../ui/nodes";
import { type RunStepsOptions, WentBack } from "../../ui/prompts";
import { type IdentityTarget, withIdentity } from "../../ui/steps/identityTargets";
import { chosen, asNode } from "../../ui/steps/targets";
import { subscriptionStep } from "../../ui/steps/subscriptionStep";
import { usesResourceGraph } from "../../ui/settings";
import type { Subscription } from "../../azure/accounts";
import { describeListingProgress } from "../usage/gapWords";
import type { SafeToDeleteDeps, SignInDeps } from "./deps";
import type { Finding } from "./findings";
import { gatherFindings } from "./gatherFindings";
import { signInFinding } from "./sourceFindings";
import { surveySubscription } from "./survey";
import { showVerdict, showVerdicts, type VerdictChoice } from "./verdictView";
import { describeSurveyProgress } from "./verdictWords";

/** Says whether an identity can be deleted without anything losing its access, with the evidence of every source that could know. */
export async function safeToDelete(deps: SafeToDeleteDeps, argument?: unknown): Promise<void> {
  const title = vscode.l10n.t("Check whether an identity is safe to delete");
  await withIdentity(deps, argument, title, (target, options) => judge(deps, target, options));
}

async function judge(
  deps: SafeToDeleteDeps,
  target: IdentityTarget,
  { canGoBack = false }: RunStepsOptions,
): Promise<void> {
  const { name } = target.identity;
  const title = vscode.l10n.t("Is {0} safe to delete?", name);
  const gather = (): Promise<readonly Finding[]> =>
    withCancellableProgress(vscode.l10n.t("Checking what uses {0}", name), (signal, report) =>
      gatherFindings(deps, target, signal, (progress) => {
        report(describeListingProgress(progress));
      }),
    );
  let findings = await gather();
  for (;;) {
    const surveyed = { identity: target.identity, findings };
    const report = { title, at: Date.now(), surveyed: [surveyed] };
    const choice = await showVerdict(deps, report, surveyed, choicesFor(findings), canGoBack);
    switch (choice) {
      case "lastSignIn":
        findings = [...findings, signInFinding(await lastSignIn(deps, target))];
        break;
      case "signIn":
        await deps.signIn.signIn(target.subscription.tenant, "directory");
        findings = await gather();
        break;
      case "delete":
        await vscode.commands.executeCommand("managedIdentities.deleteIdentity", nodeOf(target));
        return;
    }
  }
}

/** The same for every user-assigned identity of a subscription. */
export async function safeToDeleteInSubscription(deps: SafeToDeleteDeps, argument?: unknown): Promise<void> {
  const subscription = await resolveSubscription(deps, argument);
  const title = vscode.l10n.t("Identities of {0} that are safe to delete", subscription.name);
  const surveyed = await withCancellableProgress(
    vscode.l10n.t("Checking the identities of {0}", subscription.name),
    (signal, report) =>
      surveySubscription(deps, { key: subscriptionKey(subscription) }, usesResourceGraph(), signal, (progress) => {
        report(describeSurveyProgress(progress));
      }),
  );
  const report = { title, at: Date.now(), surveyed };
  for (;;) {
    const picked = await showVerdicts(deps, report);
    const one = {
      title: vscode.l10n.t("Is {0} safe to delete?", picked.identity.name),
      at: report.at,
      surveyed: [picked],
    };
    try {
      await showVerdict(deps, one, picked, ["delete"], true);
    } catch (error) {
      if (error instanceof WentBack) {
        continue;
      }
      throw error;
    }
    const { identity } = picked;
    const target = { subscription, subscriptionKey: subscriptionKey(subscription), identity };
    await vscode.commands.executeCommand("managedIdentities.deleteIdentity", nodeOf(target));
    return;
  }
}

function choicesFor(findings: readonly Finding[]): readonly VerdictChoice[] {
  const isUnread = findings.some(({ source, state }) => source === "groups" && state === "notChecked");
  const isAsked = findings.some(({ source }) => source === "lastSignIn");
  return [...(isAsked ? [] : (["lastSignIn"] as const)), ...(isUnread ? (["signIn"] as const) : []), "delete"];
}

/** @throws PromptCancelled where the user does not sign in for it, AzureError `cancelled` */
async function lastSignIn(
  deps: SignInDeps,
  { subscription: { tenant }, identity: { clientId } }: IdentityTarget,
): Promise<Reading<number | undefined>> {
  if (clientId === undefined) {
    return { kind: "read", value: undefined };
  }
  try {
    const value = await inDirectory(deps, tenant, vscode.l10n.t("Looking up the last sign-in"), (signal) =>
      deps.directory.lastSignInOf(tenant, clientId, signal),
    );
    return { kind: "read", value };
  } catch (error) {
    if (!AzureError.is(error) || AzureError.is(error, "cancelled")) {
      throw error;
    }
    return { kind: "failed", error };
  }
}

async function resolveSubscription(deps: SafeToDeleteDeps, argument: unknown): Promise<Subscription> {
  const node = asNode(argument);
  const known = node?.kind === "subscription" ? deps.inventory.subscription(node.subscriptionKey) : undefined;
  if (known !== undefined) {
    return known.subscription;
  }
  const answers: { createIn?: Subscription } = {};
  const title = vscode.l10n.t("Check which identities are safe to delete");
  await deps.ui.runSteps(title, [subscriptionStep(deps)], answers);
  return chosen(answers.createIn);
}

/** The identity's own node in the view of identities. */
function nodeOf({ identity, subscriptionKey: key }: IdentityTarget): IdentityTreeNode {
  return { kind: "identity", id: `${key} ${identity.id}`, subscriptionKey: key, identityId: identity.id };
}
