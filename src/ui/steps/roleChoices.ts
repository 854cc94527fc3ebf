import * as vscode from "vscode";
import type { Subscription } from "../../azure/accounts";
import type { RoleDefinition } from "../../azure/access/roleAssignments";
import type { RoleCatalog } from "../../azure/access/roleAssignmentsCatalog";
import type { Choice } from "../prompts";
import { commonRoleRank, roleWarning } from "../words/roles";

/** What asking for a role works with. */
export interface RoleDeps {
  readonly roles: Pick<RoleCatalog, "roles">;
}

function groupOf({ name, kind }: RoleDefinition): string {
  if (commonRoleRank(name) !== undefined) {
    return vscode.l10n.t("Common");
  }
  return kind === "custom" ? vscode.l10n.t("Custom roles") : vscode.l10n.t("All built-in roles");
}

function rank({ name, kind }: RoleDefinition): number {
  return commonRoleRank(name) ?? (kind === "custom" ? 1000 : 2000);
}

/** The roles that can be given in a subscription, the common ones first. @throws AzureError */
export async function roleChoices(
  deps: RoleDeps,
  subscription: Subscription,
  signal: AbortSignal,
): Promise<Choice<RoleDefinition>[]> {
  const roles = await deps.roles.roles(subscription, signal);
  return [...roles]
    .sort((left, right) => rank(left) - rank(right) || left.name.localeCompare(right.name))
    .map((role): Choice<RoleDefinition> => {
      const warning = roleWarning(role.name);
      return {
        label: role.name,
        ...(warning === undefined ? {} : { description: warning }),
        detail: role.description,
        group: groupOf(role),
        data: role,
      };
    });
}
