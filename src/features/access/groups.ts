import * as vscode from "vscode";
import type { DirectoryGroup } from "../../azure/access/directory";
import type { GroupDeps } from "./deps";
import { inDirectory } from "../../ui/inDirectory";
import { groupName } from "../../ui/words/groupName";
import { answerStep, type Choice, type Step } from "../../ui/prompts";
import type { PrincipalTarget } from "../../azure/access/principalTarget";
import { chosen } from "../../ui/steps/targets";

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
