import * as vscode from "vscode";
import { AzureError } from "../../azure/azureError";
import type { DirectoryGroup } from "../../azure/access/directory";
import type { GroupCommandDeps, GroupDeps } from "./deps";
import { principalOfArgument, principalStep } from "../../ui/steps/accessTargets";
import type { PrincipalTarget } from "../../azure/access/principalTarget";
import { type GroupAnswers, groupSteps } from "./groups";
import { inDirectory } from "../../ui/inDirectory";
import { groupName } from "../../ui/words/groupName";
import { chosen } from "../../ui/steps/targets";
import { PromptCancelled } from "../../ui/prompts";
import { describeGroupDelay } from "../../ui/words/access";
import { askInDialog, notifyInformation } from "../../ui/shown/messages";

/** Adds an identity to a Microsoft Entra group, which gives it whatever the group may do. */
export async function addToGroup(deps: GroupCommandDeps, node?: unknown): Promise<void> {
  const answers: GroupAnswers = {};
  const principal = await principalOfArgument(deps, node);
  if (principal) {
    answers.principal = principal;
  }
  const title = vscode.l10n.t("Add to a Microsoft Entra group");
  await deps.ui.runSteps(title, [principalStep(deps), ...groupSteps(deps)], answers);
  const target = chosen(answers.principal);
  const group = chosen(answers.group);
  if (await isMember(deps, target, group)) {
    const text = vscode.l10n.t("No changes needed: {identity} is already in {group}.", {
      identity: target.label,
      group: groupName(group),
    });
    void notifyInformation(text);
    return;
  }
  await agree(target, group);
  await add(deps, target, group);
  const text = vscode.l10n.t("Added: {identity} is now in {group}. {delay}", {
    identity: target.label,
    group: groupName(group),
    delay: describeGroupDelay(),
  });
  void notifyInformation(text);
}

/** A membership that may not be read counts as none: adding says so then. */
async function isMember(
  deps: GroupDeps,
  { principalId, subscription }: PrincipalTarget,
  group: DirectoryGroup,
): Promise<boolean> {
  const { tenant } = subscription;
  try {
    const groups = await inDirectory(deps, tenant, vscode.l10n.t("Reading its groups"), (signal) =>
      deps.directory.groupsOf(tenant, principalId, signal),
    );
    return groups.some(({ id }) => id.toLowerCase() === group.id.toLowerCase());
  } catch (error) {
    if (AzureError.is(error, "directoryForbidden")) {
      return false;
    }
    throw error;
  }
}

async function agree(target: PrincipalTarget, group: DirectoryGroup): Promise<void> {
  const confirm = vscode.l10n.t("Add");
  const question = vscode.l10n.t("Add {identity} to {group}?", { identity: target.label, group: groupName(group) });
  const detail = vscode.l10n.t("It gets all permissions of the group. {0}", describeGroupDelay());
  if ((await askInDialog(question, detail, [confirm])) !== confirm) {
    throw new PromptCancelled();
  }
}

async function add(
  deps: GroupDeps,
  { principalId, subscription: { tenant } }: PrincipalTarget,
  group: DirectoryGroup,
): Promise<void> {
  await inDirectory(deps, tenant, vscode.l10n.t("Adding to {0}", groupName(group)), (signal) =>
    deps.directory.addToGroup(tenant, group.id, principalId, signal),
  );
}
