import * as vscode from "vscode";
import type { NamedRoleAssignment } from "../../azure/access/roleAssignmentsOfTenant";
import type { ShowImpactDeps } from "./deps";
import type { PrincipalDeps } from "../../ui/steps/accessTargets";
import type { WizardDeps } from "../../ui/steps/targets";
import type { ImpactDeps } from "./impact";
import { withPrincipal } from "../../ui/steps/accessTargets";
import type { PrincipalTarget } from "../../azure/access/principalTarget";
import { type Impact, readImpact, subscriptionsOf } from "./impact";
import { showImpactView } from "./impactView";
import { copyText } from "../changeIdentities/permissionLines";
import { AzureError } from "../../azure/azureError";
import { inDirectory } from "../../ui/inDirectory";
import { withCancellableProgress } from "../../ui/cancellableProgress";
import { PromptCancelled, WentBack } from "../../ui/prompts";
import { formatRoleName, formatScope } from "../../ui/words/access";
import { pickLine, type Line } from "../../ui/shown/quickPick";

type AssignmentAction = "remove" | "copyScope" | "copyId";

/** Shows what depends on an identity: its role assignments, the resources that use it, and whom it trusts. */
export async function showImpact(deps: ShowImpactDeps & PrincipalDeps & WizardDeps, node?: unknown): Promise<void> {
  const title = vscode.l10n.t("Show what depends on an identity");
  await withPrincipal(deps, node, title, async (target, { canGoBack }) => {
    let impact = await read(deps, target);
    for (;;) {
      const choice = await showImpactView(deps, impact, canGoBack);
      if (choice.kind === "appRoles") {
        impact = { ...impact, appRoles: await readAppRoles(deps, target) };
        continue;
      }
      const { assignment } = choice;
      const removed = await unlessCancelled(actOn(deps, impact, assignment));
      const assignments = impact.access.assignments.filter((each) => !removed.includes(each));
      impact = { ...impact, access: { ...impact.access, assignments } };
    }
  });
}

/** @throws PromptCancelled where the user does not sign in for it, AzureError `cancelled` */
async function readAppRoles(
  deps: Pick<ShowImpactDeps, "directory" | "signIn">,
  { subscription: { tenant }, principalId }: PrincipalTarget,
): Promise<NonNullable<Impact["appRoles"]>> {
  try {
    const value = await inDirectory(deps, tenant, vscode.l10n.t("Reading its API permissions"), (signal) =>
      deps.directory.appRolesOf(tenant, principalId, signal),
    );
    return { kind: "read", value };
  } catch (error) {
    if (!AzureError.is(error) || AzureError.is(error, "cancelled")) {
      throw error;
    }
    return { kind: "failed", error };
  }
}

/** A question that was closed leads back to the view. */
async function unlessCancelled(task: Promise<readonly NamedRoleAssignment[]>): Promise<readonly NamedRoleAssignment[]> {
  try {
    return await task;
  } catch (error) {
    if (error instanceof PromptCancelled || error instanceof WentBack) {
      return [];
    }
    throw error;
  }
}

function read(deps: ImpactDeps, target: PrincipalTarget): Promise<Impact> {
  const count = subscriptionsOf(deps, target).length;
  const title = vscode.l10n.t("Looking up what depends on {0}", target.label);
  return withCancellableProgress(title, (signal, report) =>
    readImpact(deps, target, signal, (done) => {
      report(vscode.l10n.t("{done} of {total} subscriptions", { done, total: count }));
    }),
  );
}

/** Asks what to do with a role assignment. @returns those that are gone by then. @throws PromptCancelled, WentBack, AzureError */
async function actOn(
  deps: Pick<ShowImpactDeps, "inventory" | "removeAssignments">,
  { target }: Impact,
  assignment: NamedRoleAssignment,
): Promise<readonly NamedRoleAssignment[]> {
  const scope = formatScope(assignment.scope, subscriptionsOf(deps, target));
  const title = vscode.l10n.t("{role} on {scope}", { role: formatRoleName(assignment), scope });
  const actions: (Line & { readonly action: AssignmentAction })[] = [
    { icon: "copy", label: vscode.l10n.t("Copy Scope"), description: assignment.scope, action: "copyScope" },
    { icon: "copy", label: vscode.l10n.t("Copy Role Assignment ID"), description: assignment.id, action: "copyId" },
    { icon: "trash", label: vscode.l10n.t("Remove Role Assignment..."), action: "remove" },
  ];
  const chosen = await pickLine(actions, { title, canGoBack: true });
  switch (chosen?.action) {
    case "remove":
      return await deps.removeAssignments([assignment], vscode.l10n.t("Remove this access from {0}?", target.label));
    case "copyScope":
      await copyText(assignment.scope);
      return [];
    case "copyId":
      await copyText(assignment.id);
      return [];
    case undefined:
      return [];
  }
}
