import type { ChangeTarget } from "../../azure/compute/computeResource";
import * as vscode from "vscode";
import { answerStep, type Choice, type Step } from "../../ui/prompts";
import type { PlaceAnswers } from "../../ui/steps/placeSteps";
import { chosen } from "../../ui/steps/targets";
import { afterWriting } from "../../ui/stoppedAfter";
import type { BatchTarget } from "../../mutation/batch/batchPlan";
import { changeIdentities, changeStep, makeChange, type PreparedChange, sameChange } from "./changeIdentities";
import { formatTargets, requireOneTenant, targetsOfNodes, targetsStep } from "./changeTargets";
import type { ChangeCommandDeps } from "./deps";
import { assignableIdentities, type PickDeps } from "./identityPicks";

type Pick = { readonly kind: "create" } | { readonly kind: "existing"; readonly id: string };

interface Answers extends PlaceAnswers {
  targets?: readonly ChangeTarget[];
  picks?: readonly Pick[];
  prepared?: PreparedChange;
}

async function choices(deps: PickDeps, targets: readonly ChangeTarget[]): Promise<Choice<Pick>[]> {
  const existing = await assignableIdentities(deps, targets);
  return existing.map((each) => ({ ...each, data: { kind: "existing", id: each.data } as const }));
}

function identitiesStep(deps: PickDeps): Step<Answers> {
  return answerStep("picks", (answers, prompts) => {
    const targets = chosen(answers.targets);
    requireOneTenant(targets);
    answers.createIn = chosen(targets[0]).subscription;
    return prompts.pickMany(choices(deps, targets), {
      placeholder: vscode.l10n.t("Identities for {0}", formatTargets(targets)),
      loading: vscode.l10n.t("Listing user-assigned identities..."),
      others: () => [
        { icon: "add", label: vscode.l10n.t("Create User-Assigned Identity..."), data: { kind: "create" } },
      ],
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
  const changes = ({ targets, picks = [] }: Answers, created: readonly string[]): readonly BatchTarget[] => {
    const existing = picks.flatMap((pick) => (pick.kind === "existing" ? [pick.id] : []));
    return sameChange(chosen(targets), { kind: "assignUserAssigned", ids: [...existing, ...created] });
  };
  const steps = [
    targetsStep(deps),
    identitiesStep(deps),
    ...creation.steps(wantsNew),
    changeStep<Answers>(
      deps,
      (given) => changes(given, []),
      (given) => !wantsNew(given),
    ),
  ];
  await deps.ui.runSteps(vscode.l10n.t("Assign user-assigned identities"), steps, answers);
  if (answers.prepared !== undefined) {
    await makeChange(deps, answers.prepared);
    return;
  }
  // Once the identity is there, there is no way back.
  const created = await creation.create(answers);
  await afterWriting(vscode.l10n.t("The user-assigned identity {0} was created.", created.name), () =>
    changeIdentities(deps, changes(answers, [created.id])),
  );
}
