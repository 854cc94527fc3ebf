import * as vscode from "vscode";
import type { ChangeTarget } from "../../azure/compute/computeResource";
import { directoryKey } from "../../azure/inventory/subscriptionInventory";
import { findUserAssigned } from "../../identity/identityState";
import { readState } from "../../identity/readIdentity";
import { answerStep, type Choice } from "../../ui/prompts";
import { type IdentityDeps, type IdentityTarget, identityOfNode, identityStep } from "../../ui/steps/identityTargets";
import { asNode, chosen, targetChoices } from "../../ui/steps/targets";
import { changeStep, makeChange, type PreparedChange, sameChange } from "./changeIdentities";
import type { ChangeCommandDeps } from "./deps";

interface Answers {
  identity?: IdentityTarget;
  targets?: readonly ChangeTarget[];
  prepared?: PreparedChange;
}

/** The resources of the identity's directory that do not have it: in another one it cannot be assigned. */
function choices(
  deps: Pick<ChangeCommandDeps, "inventory">,
  { subscription: own, identity }: IdentityTarget,
): Promise<Choice<ChangeTarget>[]> {
  return targetChoices(deps, (resource, subscription) => {
    const state = readState(resource.identity);
    return (
      directoryKey(subscription) === directoryKey(own) &&
      state !== undefined &&
      findUserAssigned(state, identity.id) === undefined
    );
  });
}

/** Assigns one user-assigned identity to the resources that the user picks; what they have stays. */
export async function assignToResources(deps: ChangeCommandDeps & IdentityDeps, node?: unknown): Promise<void> {
  const answers: Answers = {};
  const given = identityOfNode(deps, asNode(node));
  if (given !== undefined) {
    answers.identity = given;
  }
  const resourcesStep = answerStep<Answers, "targets">("targets", ({ identity }, prompts) =>
    prompts.pickMany(choices(deps, chosen(identity)), {
      placeholder: vscode.l10n.t("Resources to assign {0} to", chosen(identity).identity.name),
      loading: vscode.l10n.t("Listing your scale sets and virtual machines..."),
      empty: vscode.l10n.t("Every resource that you can see has {0} already.", chosen(identity).identity.name),
    }),
  );
  const title =
    given === undefined
      ? vscode.l10n.t("Assign an identity to resources")
      : vscode.l10n.t("Assign {0} to resources", given.identity.name);
  const review = changeStep<Answers>(deps, ({ targets, identity }) =>
    sameChange(chosen(targets), { kind: "assignUserAssigned", ids: [chosen(identity).identity.id] }),
  );
  await deps.ui.runSteps(title, [identityStep(deps), resourcesStep, review], answers);
  await makeChange(deps, chosen(answers.prepared));
}
