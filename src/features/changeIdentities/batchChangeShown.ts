import * as vscode from "vscode";
import type { App } from "../../ui/app";
import { targetsInWords, targetsOfNodes } from "./batchTargets";
import { chosen } from "../../ui/steps/targets";
import type { TreeNode } from "../../ui/nodes";
import type { Choice, Step } from "../../ui/prompts";
import { assignUserAssigned } from "./assignUserAssigned";
import { disableSystemAssigned } from "./disableSystemAssigned";
import { enableSystemAssigned } from "./enableSystemAssigned";
import { removeAllIdentities } from "./removeAllIdentities";
import { removeAllUserAssigned } from "./removeAllUserAssigned";
import { removeUserAssigned } from "./removeUserAssigned";

type Action = (app: App, node: unknown, nodes: unknown) => Promise<void>;

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
export async function batchChangeShown(app: App): Promise<void> {
  const subscriptions = await app.inventory.loaded();
  const nodes = subscriptions.map(({ key }): TreeNode => ({
    kind: "subscription",
    id: key,
    subscriptionKey: key,
  }));
  const targets = targetsOfNodes(app, undefined, nodes);
  const answers: { action?: Action } = {};
  const step: Step<typeof answers> = {
    id: "action",
    isNeeded: () => true,
    async ask(all, prompts) {
      const { filter } = app.treeSettings;
      const placeholder =
        filter === ""
          ? vscode.l10n.t("What is to be done to {0}?", targetsInWords(targets))
          : vscode.l10n.t('What is to be done to {0} with "{1}" in the name?', targetsInWords(targets), filter);
      all.action = await prompts.pick(actions(), { placeholder });
    },
    forget(all) {
      delete all.action;
    },
  };
  await app.ui.runSteps(vscode.l10n.t("Change all shown resources"), [step], answers);
  await chosen(answers.action)(app, undefined, nodes);
}
