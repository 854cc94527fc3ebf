import type { ChangeTarget } from "../../azure/compute/computeResource";
import * as vscode from "vscode";
import { resourceIdKey } from "../../identity/resourceId";
import type { App } from "../../ui/app";
import { changeAlike, changeResources, distinctTargets } from "./batchChange";
import { selectedNodes, targetsInWords, targetsOfNodes, targetsStep } from "./batchTargets";
import { removableIdentities } from "./identityPicks";
import { chosen, targetOfNode } from "../../ui/steps/targets";
import type { TreeNode } from "../../ui/nodes";
import type { Step } from "../../ui/prompts";

interface Answers {
  targets?: readonly ChangeTarget[];
  ids?: readonly string[];
}

const identitiesStep: Step<Answers> = {
  id: "identities",
  isNeeded: (answers) => answers.ids === undefined,
  async ask(answers, prompts) {
    const targets = chosen(answers.targets);
    answers.ids = await prompts.pickMany(removableIdentities(targets), {
      placeholder: vscode.l10n.t("Identities to remove from {0}", targetsInWords(targets)),
      empty: vscode.l10n.t("{0} has no user-assigned identity.", targetsInWords(targets)),
    });
  },
  forget(answers) {
    delete answers.ids;
  },
};

/** Removes from each resource the identities that were selected below it. */
async function removeSelected(
  app: App,
  nodes: readonly (TreeNode & { kind: "userAssigned" | "use" })[],
): Promise<void> {
  const targets = distinctTargets(nodes.flatMap((node) => targetOfNode(app, node) ?? []));
  await changeResources(
    app,
    targets.map((target) => {
      const own = nodes.filter(({ resourceId }) => resourceIdKey(resourceId) === resourceIdKey(target.resource.id));
      return { ...target, change: { kind: "removeUserAssigned", ids: own.map(({ identityId }) => identityId) } };
    }),
  );
}

/** Removes user-assigned identities from resources: those that were selected, or those that the person picks. */
export async function removeUserAssigned(app: App, node?: unknown, nodes?: unknown): Promise<void> {
  const selected = selectedNodes(node, nodes);
  const identities = selected.filter((each) => each.kind === "userAssigned" || each.kind === "use");
  if (identities.length > 0 && identities.length === selected.length) {
    await removeSelected(app, identities);
    return;
  }
  const answers: Answers = {};
  const targets = targetsOfNodes(app, node, nodes);
  if (targets.length > 0) {
    answers.targets = targets;
  }
  const hasSome = (resource: ChangeTarget["resource"]): boolean =>
    resource.identity.kind === "state" && resource.identity.state.userAssigned.length > 0;
  const title = vscode.l10n.t("Remove user-assigned identities");
  await app.ui.runSteps(title, [targetsStep(app, hasSome), identitiesStep], answers);
  const ids = chosen(answers.ids);
  if (ids.length > 0) {
    await changeAlike(app, chosen(answers.targets), { kind: "removeUserAssigned", ids });
  }
}
