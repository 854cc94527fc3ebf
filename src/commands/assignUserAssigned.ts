import * as vscode from "vscode";
import type { App } from "../ui/app";
import { changeIdentities, type ChangeTarget } from "../ui/flows/changeIdentities";
import { createIdentity, type CreateIdentityAnswers, createIdentitySteps } from "../ui/flows/createIdentitySteps";
import { assignableIdentities } from "../ui/flows/identityPicks";
import { asNode, chosen, targetOfNode, targetStep } from "../ui/flows/targets";
import type { Choice, Step } from "../ui/prompts";

type Pick = { readonly kind: "create" } | { readonly kind: "existing"; readonly id: string };

interface Answers extends CreateIdentityAnswers {
  target?: ChangeTarget;
  picks?: readonly Pick[];
}

const createChoice = (): Choice<Pick> => ({
  label: vscode.l10n.t("$(add) Create new..."),
  description: vscode.l10n.t("a user-assigned identity, and assign it"),
  data: { kind: "create" },
});

async function choices(app: App, target: ChangeTarget): Promise<Choice<Pick>[]> {
  const existing = await assignableIdentities(app, target);
  return [createChoice(), ...existing.map((each) => ({ ...each, data: { kind: "existing", id: each.data } as const }))];
}

function identitiesStep(app: App): Step<Answers> {
  return {
    id: "identities",
    isNeeded: (answers) => answers.picks === undefined,
    async ask(answers, prompts) {
      const target = chosen(answers.target);
      answers.createIn = target.subscription;
      answers.picks = await prompts.pickMany(choices(app, target), {
        placeholder: vscode.l10n.t("Identities for {0}", target.resource.name),
        loading: vscode.l10n.t("Listing user-assigned identities..."),
      });
    },
    forget(answers) {
      delete answers.picks;
    },
  };
}

/** Assigns user-assigned identities to a resource; what it has stays. Can create a new identity on the way. */
export async function assignUserAssigned(app: App, argument?: unknown): Promise<void> {
  const answers: Answers = {};
  const target = targetOfNode(app, asNode(argument));
  if (target) {
    answers.target = target;
  }
  const wantsNew = ({ picks = [] }: Answers): boolean => picks.some((pick) => pick.kind === "create");
  const steps = [targetStep(app), identitiesStep(app), ...createIdentitySteps<Answers>(app, wantsNew)];
  await app.ui.runSteps(vscode.l10n.t("Assign user-assigned identities"), steps, answers);
  const picks = chosen(answers.picks);
  if (picks.length === 0) {
    return;
  }
  const created = wantsNew(answers) ? [(await createIdentity(app, answers)).id] : [];
  const existing = picks.flatMap((pick) => (pick.kind === "existing" ? [pick.id] : []));
  await changeIdentities(app, chosen(answers.target), {
    kind: "assignUserAssigned",
    ids: [...existing, ...created],
  });
}
