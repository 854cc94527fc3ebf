import type { ChangeTarget } from "../../azure/compute/computeResource";
import * as vscode from "vscode";
import type { App } from "../../ui/app";
import { changeAlike } from "./batchChange";
import { requireOneTenant, targetsInWords, targetsOfNodes, targetsStep } from "./batchTargets";
import { createIdentityWithReview } from "../identities/createIdentity";
import { type CreateIdentityAnswers, createIdentitySteps, identityOrder } from "../identities/createIdentitySteps";
import { assignableIdentities } from "./identityPicks";
import { chosen } from "../../ui/steps/targets";
import type { Choice, Step } from "../../ui/prompts";

type Pick = { readonly kind: "create" } | { readonly kind: "existing"; readonly id: string };

interface Answers extends CreateIdentityAnswers {
  targets?: readonly ChangeTarget[];
  picks?: readonly Pick[];
}

const createChoice = (): Choice<Pick> => ({
  icon: "add",
  label: vscode.l10n.t("Create new..."),
  description: vscode.l10n.t("a user-assigned identity, and assign it"),
  data: { kind: "create" },
});

async function choices(app: App, targets: readonly ChangeTarget[]): Promise<Choice<Pick>[]> {
  const existing = await assignableIdentities(app, targets);
  return [createChoice(), ...existing.map((each) => ({ ...each, data: { kind: "existing", id: each.data } as const }))];
}

function identitiesStep(app: App): Step<Answers> {
  return {
    id: "identities",
    isNeeded: (answers) => answers.picks === undefined,
    async ask(answers, prompts) {
      const targets = chosen(answers.targets);
      answers.createIn = chosen(targets[0]).subscription;
      answers.picks = await prompts.pickMany(choices(app, targets), {
        placeholder: vscode.l10n.t("Identities for {0}", targetsInWords(targets)),
        loading: vscode.l10n.t("Listing user-assigned identities..."),
      });
    },
    forget(answers) {
      delete answers.picks;
    },
  };
}

/** Assigns user-assigned identities to resources; what they have stays. Can create a new identity on the way. */
export async function assignUserAssigned(app: App, node?: unknown, nodes?: unknown): Promise<void> {
  const answers: Answers = {};
  const targets = targetsOfNodes(app, node, nodes);
  requireOneTenant(targets);
  if (targets.length > 0) {
    answers.targets = targets;
  }
  const wantsNew = ({ picks = [] }: Answers): boolean => picks.some((pick) => pick.kind === "create");
  const steps = [targetsStep(app), identitiesStep(app), ...createIdentitySteps<Answers>(app, wantsNew)];
  await app.ui.runSteps(vscode.l10n.t("Assign user-assigned identities"), steps, answers);
  const picks = chosen(answers.picks);
  if (picks.length === 0) {
    return;
  }
  const created = wantsNew(answers) ? [(await createIdentityWithReview(app, identityOrder(answers))).id] : [];
  const existing = picks.flatMap((pick) => (pick.kind === "existing" ? [pick.id] : []));
  await changeAlike(app, chosen(answers.targets), { kind: "assignUserAssigned", ids: [...existing, ...created] });
}
