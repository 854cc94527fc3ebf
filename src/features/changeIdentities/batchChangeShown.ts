import * as vscode from "vscode";
import type { Command } from "../command";
import { chosen } from "../../ui/steps/targets";
import type { TreeNode } from "../../ui/nodes";
import { answerStep, type Choice, goOnWith } from "../../ui/prompts";
import { assignUserAssigned } from "./assignUserAssigned";
import {
  disableSystemAssigned,
  enableSystemAssigned,
  removeAllIdentities,
  removeAllUserAssigned,
} from "./changeCommands";
import { formatTargets, targetsOfNodes } from "./changeTargets";
import type { ChangeCommandDeps } from "./deps";
import { removeUserAssigned } from "./removeUserAssigned";

type Action = Command<ChangeCommandDeps>;

interface Answers {
  action?: Action;
}

function actions(): Choice<Action>[] {
  return [
    { label: vscode.l10n.t("Assign user-assigned identities"), data: assignUserAssigned },
    { label: vscode.l10n.t("Enable system-assigned identity"), data: enableSystemAssigned },
    { label: vscode.l10n.t("Remove user-assigned identities"), data: removeUserAssigned },
    { label: vscode.l10n.t("Remove all user-assigned identities"), data: removeAllUserAssigned },
    { label: vscode.l10n.t("Disable system-assigned identity"), data: disableSystemAssigned },
    { label: vscode.l10n.t("Remove all identities"), data: removeAllIdentities },
  ];
}

/** Changes the identities of everything that the tree shows: with a filter of what it lets through, else of all. */
export async function batchChangeShown(deps: ChangeCommandDeps): Promise<void> {
  const subscriptions = await deps.inventory.loaded();
  const nodes = subscriptions.map(({ key }): TreeNode => ({
    kind: "subscription",
    id: key,
    subscriptionKey: key,
  }));
  const targets = targetsOfNodes(deps, undefined, nodes);
  const step = answerStep<Answers, "action">("action", (_, prompts) => {
    const { text } = deps.resourceFilter;
    const placeholder =
      text === ""
        ? vscode.l10n.t("What do you want to do with {0}?", formatTargets(targets))
        : vscode.l10n.t('What do you want to do with {resources} that match "{filter}"?', {
            resources: formatTargets(targets),
            filter: text,
          });
    return prompts.pick(actions(), { placeholder });
  });
  const ask = async (): Promise<Action> => {
    const answers: Answers = {};
    await deps.ui.runSteps(vscode.l10n.t("Change all shown resources"), [step], answers);
    return chosen(answers.action);
  };
  await goOnWith(undefined, ask, (action) => action(leadingBack(deps), undefined, nodes));
}

/** The same for a command whose first step leads back to what was asked before it. */
function leadingBack(deps: ChangeCommandDeps): ChangeCommandDeps {
  const ui: ChangeCommandDeps["ui"] = {
    openReadOnly: (...args) => deps.ui.openReadOnly(...args),
    runSteps: (title, steps, answers) => deps.ui.runSteps(title, steps, answers, { canGoBack: true }),
  };
  return { ...deps, ui };
}
