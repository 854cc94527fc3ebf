import * as vscode from "vscode";
import type { Subscription } from "../../azure/accounts";
import { AzureError } from "../../azure/azureError";
import type { RoleDefinition, RoleGrant, RoleGrantOutcome } from "../../azure/access/roleAssignments";
import { grantRole } from "../../azure/access/roleAssignmentsGrant";
import { roleAssignmentName } from "../../azure/access/roleAssignmentsName";
import { permissionForAccess } from "../../identity/permissionsNeeded";
import type { Operation } from "../../render/operation";
import type { GrantRoleDeps } from "./deps";
import { withCancellableProgress } from "../../ui/cancellableProgress";
import { describeGrantProgress, formatScope } from "../../ui/words/access";
import { roleWarning } from "../../ui/words/roles";
import type { PrincipalTarget } from "../../azure/access/principalTarget";
import { copyOperationsAs, renderOperations } from "../copyAs/copyAs";
import { heading } from "../changeIdentities/lines";
import { checkPermissions } from "../changeIdentities/permissionCheck";
import { permissionLines } from "../changeIdentities/permissionLines";
import { defaultCopyLine, type PreviewItem } from "../changeIdentities/previewItems";
import { review } from "../changeIdentities/review";
import { notifyInformation } from "../../ui/shown/messages";

/** Access that is to be granted: to whom, where, and which. */
export interface AccessWish {
  readonly target: PrincipalTarget;
  /** Of the scope: says as whom to write. */
  readonly subscription: Subscription;
  readonly scope: string;
  readonly role: RoleDefinition;
}

/** Grants what was reviewed and tells how it ended. @throws AzureError */
export async function grantAccessTo(deps: GrantRoleDeps, wish: AccessWish): Promise<void> {
  const { target, role, scope } = wish;
  const place = formatScope(scope, [wish.subscription]);
  const title = vscode.l10n.t("Granting {role} on {scope}", { role: role.name, scope: place });
  const outcome = await withCancellableProgress(title, (signal, report) =>
    grantRole(deps.roleAssignments, wish.subscription, grantOf(wish), {
      signal,
      onProgress: (progress) => {
        report(describeGrantProgress(progress));
      },
    }),
  );
  notify(outcome, target.label, role.name, place);
}

function grantOf({ target: { principalId }, scope, role }: AccessWish): RoleGrant {
  return { scope, principalId, roleDefinitionId: role.id };
}

/** Shows what would be granted and waits for agreement. @throws PromptCancelled, WentBack */
export async function reviewGrant(deps: GrantRoleDeps, wish: AccessWish, canGoBack: boolean): Promise<void> {
  const { target, subscription, scope, role } = wish;
  const grant = grantOf(wish);
  const operation: Operation = { kind: "assignRole", name: roleAssignmentName(grant), ...grant };
  const needed = [permissionForAccess(scope, "write")];
  const written = [{ scope, verb: "write" }] as const;
  const permissions = await withCancellableProgress(vscode.l10n.t("Checking your permissions"), (signal) =>
    checkPermissions(deps, { subscription, needed, written }, signal),
  );
  const warning = roleWarning(role.name);
  const apply: PreviewItem = {
    icon: "check",
    label: vscode.l10n.t("Grant Access"),
    description: vscode.l10n.t("{role} on {scope}", { role: role.name, scope: formatScope(scope, [subscription]) }),
    action: "apply",
  };
  await review({
    title: vscode.l10n.t("Grant {identity} the role {role} on {scope}", {
      identity: target.label,
      role: role.name,
      scope: formatScope(scope, [subscription]),
    }),
    placeholder: vscode.l10n.t("Nothing changes until you select Grant Access"),
    canGoBack,
    requests: 1,
    items: [
      apply,
      ...defaultCopyLine(permissionLines(permissions)),
      heading(vscode.l10n.t("Access to grant")),
      { icon: "account", label: target.label, description: target.principalId },
      {
        icon: "key",
        label: role.name,
        ...(warning === undefined ? {} : { description: warning }),
        detail: role.description,
      },
      { icon: "target", label: formatScope(scope, [subscription]), detail: scope },
    ],
    showRequest: async () => {
      const text = renderOperations(deps, [operation], "httpFile");
      const label = vscode.l10n.t("Request for {0}", target.label);
      await deps.ui.openReadOnly(label, operation.name, text, ".http", { preserveFocus: true, preview: true });
    },
    copyAs: (copyTarget) => copyOperationsAs(deps, { name: target.label, operations: [operation] }, copyTarget),
  });
}

function notify(outcome: RoleGrantOutcome, who: string, role: string, place: string): void {
  switch (outcome.kind) {
    case "created":
      void notifyInformation(
        vscode.l10n.t("Granted: {identity} now has {role} on {scope}. It can take a few minutes to take effect.", {
          identity: who,
          role,
          scope: place,
        }),
      );
      return;
    case "exists":
      void notifyInformation(
        vscode.l10n.t("No changes needed: {identity} already has {role} on {scope}.", {
          identity: who,
          role,
          scope: place,
        }),
      );
      return;
    case "principalNotFound":
      throw new AzureError({ reason: "principalNotFound" }).ofWrite("no");
  }
}
