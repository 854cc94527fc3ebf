import type { ChangeTarget } from "../../azure/compute/computeResource";
import * as vscode from "vscode";
import { answerStep, type Choice, type Step } from "../../ui/prompts";
import type { PlaceAnswers } from "../../ui/steps/placeSteps";
import { chosen } from "../../ui/steps/targets";
import { afterWriting } from "../../ui/stoppedAfter";
import { changeIdentities, sameChange } from "./changeIdentities";
import { formatTargets, requireOneTenant, targetsOfNodes, targetsStep } from "./changeTargets";
import type { ChangeCommandDeps } from "./deps";
import { assignableIdentities, type PickDeps } from "./identityPicks";

type Pick = { readonly kind: "create" } | { readonly kind: "existing"; readonly id: string };

interface Answers extends PlaceAnswers {
  targets?: readonly ChangeTarget[];
  picks?: readonly Pick[];
}

const createChoice = (): Choice<Pick> => ({
  icon: "add",
  label: vscode.l10n.t("Create new..."),
  description: vscode.l10n.t("a user-assigned identity, and assign it"),
  data: { kind: "create" },
});

async function choices(deps: PickDeps, targets: readonly ChangeTarget[]): Promise<Choice<Pick>[]> {
  const existing = await assignableIdentities(deps, targets);
  return [createChoice(), ...existing.map((each) => ({ ...each, data: { kind: "existing", id: each.data } as const }))];
}

function identitiesStep(deps: PickDeps): Step<Answers> {
  return answerStep("picks", (answers, prompts) => {
    const targets = chosen(answers.targets);
    answers.createIn = chosen(targets[0]).subscription;
    return prompts.pickMany(choices(deps, targets), {
      placeholder: vscode.l10n.t("Identities for {0}", formatTargets(targets)),
      loading: vscode.l10n.t("Listing user-assigned identities..."),
    });
  });
}

/** Assigns user-assigned identities to resources; what they have stays. Can create a new identity on the way. */
export async function assignUserAssigned(deps: ChangeCommandDeps, node?: unknown, nodes?: unknown): Promise<void> {
  const answers: Answers = {};
  const targets = targetsOfNodes(deps, node, nodes);
  requireOneTenant(targets);
  if (targets.length > 0) {
    answers.targets = targets;
  }
  const wantsNew = ({ picks = [] }: Answers): boolean => picks.some((pick) => pick.kind === "create");
  const creation = await deps.identityCreation();
  const steps = [targetsStep(deps), identitiesStep(deps), ...creation.steps(wantsNew)];
  await deps.ui.runSteps(vscode.l10n.t("Assign user-assigned identities"), steps, answers);
  const picks = chosen(answers.picks);
  if (picks.length === 0) {
    return;
  }
  const created = wantsNew(answers) ? await creation.create(answers) : undefined;
  const existing = picks.flatMap((pick) => (pick.kind === "existing" ? [pick.id] : []));
  const ids = created === undefined ? existing : [...existing, created.id];
  const assign = () => changeIdentities(deps, sameChange(chosen(answers.targets), { kind: "assignUserAssigned", ids }));
  await (created === undefined
    ? assign()
    : afterWriting(vscode.l10n.t("The user-assigned identity {0} was created.", created.name), assign));
}
