import * as vscode from "vscode";
import type { DirectoryGroup } from "../../azure/access/directory";
import type { GroupCommandDeps } from "./deps";
import { withPrincipal } from "../../ui/steps/accessTargets";
import { inDirectory } from "../../ui/inDirectory";
import { groupName } from "../../ui/words/groupName";
import { heading, showLines } from "../changeIdentities/lines";
import { copyText } from "../changeIdentities/permissionLines";
import { addToGroup } from "./addToGroup";
import type { Line } from "../../ui/shown/quickPick";

interface GroupLine extends Line {
  readonly copy?: string;
  readonly action?: "add";
}

/** Shows the Microsoft Entra groups that an identity is itself in. */
export async function showGroups(deps: GroupCommandDeps, node?: unknown): Promise<void> {
  await withPrincipal(deps, node, vscode.l10n.t("Show groups"), async (target, { canGoBack }) => {
    const { principalId, subscription } = target;
    const groups = await inDirectory(deps, subscription.tenant, vscode.l10n.t("Reading its groups"), (signal) =>
      deps.directory.groupsOf(subscription.tenant, principalId, signal),
    );
    await showLines<GroupLine, "add">(
      {
        title: vscode.l10n.t("Groups of {0}", target.label),
        placeholder: vscode.l10n.t("Select a group to copy its object ID"),
        items: lines(groups),
        canGoBack,
      },
      async ({ copy, action }) => {
        if (copy !== undefined) {
          await copyText(copy);
        }
        return action;
      },
    );
    await addToGroup(deps, node);
  });
}

function lines(groups: readonly DirectoryGroup[]): GroupLine[] {
  const none: GroupLine[] = [{ icon: "info", label: vscode.l10n.t("It isn't in any group that you have access to") }];
  const found = groups.map((group): GroupLine => ({
    icon: "organization",
    label: groupName(group),
    ...(group.description === undefined ? {} : { description: group.description }),
    detail: group.id,
    copy: group.id,
  }));
  return [
    ...(found.length === 0 ? none : found),
    heading(vscode.l10n.t("More")),
    { icon: "add", label: vscode.l10n.t("Add to a Group..."), action: "add" },
  ];
}
