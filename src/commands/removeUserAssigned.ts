import * as vscode from "vscode";
import type { App } from "../ui/app";
import { changeIdentities, type ChangeTarget } from "../ui/flows/changeIdentities";
import { removableIdentities } from "../ui/flows/identityPicks";
import { asNode, chosen, targetOfNode, targetStep } from "../ui/flows/targets";
import type { Step } from "../ui/prompts";

interface Answers {
  target?: ChangeTarget;
  ids?: readonly string[];
}

const identitiesStep: Step<Answers> = {
  id: "identities",
  isNeeded: (answers) => answers.ids === undefined,
  async ask(answers, prompts) {
    const target = chosen(answers.target);
    answers.ids = await prompts.pickMany(removableIdentities(target), {
      placeholder: vscode.l10n.t("Identities to remove from {0}", target.resource.name),
      empty: vscode.l10n.t("{0} has no user-assigned identity.", target.resource.name),
    });
  },
  forget(answers) {
    delete answers.ids;
  },
};

/** Removes user-assigned identities from a resource: the one that was clicked, or those that the person picks. */
export async function removeUserAssigned(app: App, argument?: unknown): Promise<void> {
  const node = asNode(argument);
  const answers: Answers = {};
  const target = targetOfNode(app, node);
  if (target) {
    answers.target = target;
  }
  if (node?.kind === "userAssigned") {
    answers.ids = [node.identityId];
  }
  const hasSome = (resource: ChangeTarget["resource"]): boolean =>
    resource.identity.kind === "state" && resource.identity.state.userAssigned.length > 0;
  const title = vscode.l10n.t("Remove user-assigned identities");
  await app.ui.runSteps(title, [targetStep(app, hasSome), identitiesStep], answers);
  const ids = chosen(answers.ids);
  if (ids.length > 0) {
    await changeIdentities(app, chosen(answers.target), { kind: "removeUserAssigned", ids });
  }
}
