import * as vscode from "vscode";
import type { Tenant } from "../../azure/accounts";
import { AzureError } from "../../azure/azureError";
import type { DirectoryGroup } from "../../azure/access/directory";
import type { DirectoryDeps, GroupDeps } from "./deps";
import { withCancellableProgress } from "../../ui/cancellableProgress";
import { answerStep, type Choice, PromptCancelled, type Step } from "../../ui/prompts";
import type { PrincipalTarget } from "../../azure/access/principalTarget";
import { chosen } from "../../ui/steps/targets";

/**
 * Runs a task that needs the directory (Microsoft Graph). Its own scope is asked for only here, and the user is asked to sign in for it
 * only where it cannot be had silently.
 * @throws PromptCancelled where they do not, AzureError
 */
export async function inDirectory<Result>(
  deps: DirectoryDeps,
  tenant: Tenant,
  title: string,
  task: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  try {
    return await withCancellableProgress(title, task);
  } catch (error) {
    if (!AzureError.is(error, "notSignedIn")) {
      throw error;
    }
    if (!(await deps.signIn.signIn(tenant, "directory"))) {
      throw new PromptCancelled();
    }
    return await withCancellableProgress(title, task);
  }
}

/** A group's name, or its id where the name may not be read. */
export function groupName({ displayName, id }: DirectoryGroup): string {
  return displayName ?? id;
}

/** What adding to a group has to know. */
export interface GroupAnswers {
  principal?: PrincipalTarget;
  text?: string;
  group?: DirectoryGroup;
}

/** Asks for a part of a group's name, and then which of those that were found. */
export function groupSteps(deps: GroupDeps): Step<GroupAnswers>[] {
  return [
    answerStep("text", async (_, prompts) => {
      const value = await prompts.input({
        prompt: vscode.l10n.t("Part of the group's name"),
        check: (typed) =>
          typed.trim() === "" ? vscode.l10n.t("Type the beginning of a word in its name.") : undefined,
      });
      return value.trim();
    }),
    answerStep("group", async (answers, prompts) => {
      const { tenant } = chosen(answers.principal).subscription;
      const name = chosen(answers.text);
      const found = await inDirectory(deps, tenant, vscode.l10n.t("Searching groups"), (signal) =>
        deps.directory.findGroups(tenant, name, signal),
      );
      return await prompts.pick(found.map(toChoice), {
        placeholder: vscode.l10n.t("Group for {0}", chosen(answers.principal).label),
        empty: vscode.l10n.t('You don\'t have access to any group with "{0}" in its name.', name),
      });
    }),
  ];
}

function toChoice(group: DirectoryGroup): Choice<DirectoryGroup> {
  return {
    label: groupName(group),
    ...(group.description === undefined ? {} : { description: group.description }),
    detail: group.id,
    data: group,
  };
}
