import type { ChangeTarget } from "../../azure/compute/computeResource";
import * as vscode from "vscode";
import { resourceIdKey } from "../../identity/resourceId";
import type { TreeNode } from "../../ui/nodes";
import { answerStep } from "../../ui/prompts";
import { chosen, targetOfNode } from "../../ui/steps/targets";
import { changeIdentities, changeStep, makeChange, type PreparedChange, sameChange } from "./changeIdentities";
import { distinctTargets, formatTargets, selectedNodes, targetsOfNodes, targetsStep } from "./changeTargets";
import type { ChangeCommandDeps } from "./deps";
import { removableIdentities } from "./identityPicks";

interface Answers {
  targets?: readonly ChangeTarget[];
  ids?: readonly string[];
  prepared?: PreparedChange;
}

const identitiesStep = answerStep<Answers, "ids">("ids", (answers, prompts) => {
  const targets = chosen(answers.targets);
  return prompts.pickMany(removableIdentities(targets), {
    placeholder: vscode.l10n.t("Identities to remove from {0}", formatTargets(targets)),
    empty: vscode.l10n.t("{0} has no user-assigned identities.", formatTargets(targets)),
  });
});

/** Removes from each resource the identities that were selected below it. */
async function removeSelected(
  deps: ChangeCommandDeps,
  nodes: readonly (TreeNode & { kind: "userAssigned" | "use" })[],
): Promise<void> {
  const targets = distinctTargets(nodes.flatMap((node) => targetOfNode(deps, node) ?? []));
  await changeIdentities(
    deps,
    targets.map((target) => {
      const own = nodes.filter(({ resourceId }) => resourceIdKey(resourceId) === resourceIdKey(target.resource.id));
      return { ...target, change: { kind: "removeUserAssigned", ids: own.map(({ identityId }) => identityId) } };
    }),
  );
}

/** Removes user-assigned identities from resources: those that were selected, or those that the user picks. */
export async function removeUserAssigned(deps: ChangeCommandDeps, node?: unknown, nodes?: unknown): Promise<void> {
  const selected = selectedNodes(node, nodes);
  const identities = selected.filter((each) => each.kind === "userAssigned" || each.kind === "use");
  if (identities.length > 0 && identities.length === selected.length) {
    await removeSelected(deps, identities);
    return;
  }
  const answers: Answers = {};
  const targets = targetsOfNodes(deps, node, nodes);
  if (targets.length > 0) {
    answers.targets = targets;
  }
  const hasSome = (resource: ChangeTarget["resource"]): boolean =>
    resource.identity.kind === "state" && resource.identity.state.userAssigned.length > 0;
  const title = vscode.l10n.t("Remove user-assigned identities");
  const review = changeStep<Answers>(deps, (given) =>
    sameChange(chosen(given.targets), { kind: "removeUserAssigned", ids: chosen(given.ids) }),
  );
  await deps.ui.runSteps(title, [targetsStep(deps, hasSome), identitiesStep, review], answers);
  await makeChange(deps, chosen(answers.prepared));
}
