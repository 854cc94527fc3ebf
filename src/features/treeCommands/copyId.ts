import type { ChangeTarget } from "../../azure/compute/computeResource";
import * as vscode from "vscode";
import { presentIds } from "../../identity/earlierIdentity";
import { findUserAssigned } from "../../identity/identityState";
import { resourceName } from "../../identity/resourceId";
import type { CopyIdDeps } from "./deps";
import { asNode, chosen, targetOfNode, targetStep } from "../../ui/steps/targets";
import type { TreeNode } from "../../ui/nodes";
import { answerStep, type Choice, type Step } from "../../ui/prompts";
import { showInStatusBar } from "../../ui/shown/messages";

type IdKind = "principalId" | "clientId" | "resourceId";

interface Answers {
  target?: ChangeTarget;
  id?: string;
}

/** The ids of this kind that a resource and its identities have. */
function idsOf(deps: Pick<CopyIdDeps, "inventory">, { resource }: ChangeTarget, kind: IdKind): Choice<string>[] {
  const choices: Choice<string>[] = [];
  if (kind === "resourceId") {
    choices.push({ label: resource.name, description: resource.id, data: resource.id });
  }
  if (resource.identity.kind === "unreadable") {
    return choices;
  }
  const { systemAssigned, userAssigned } = resource.identity.state;
  if (kind === "principalId" && systemAssigned?.principalId !== undefined) {
    const label = vscode.l10n.t("System-assigned");
    choices.push({ label, description: systemAssigned.principalId, data: systemAssigned.principalId });
  }
  for (const identity of userAssigned) {
    const id =
      kind === "resourceId" ? identity.id : presentIds(deps.inventory.findIdentity(identity.id), identity)[kind];
    if (id !== undefined) {
      choices.push({ label: resourceName(identity.id), description: id, data: id });
    }
  }
  return choices;
}

function idOfNode(deps: Pick<CopyIdDeps, "inventory">, node: TreeNode | undefined, kind: IdKind): string | undefined {
  if (node?.kind === "subscription") {
    const subscription = deps.inventory.subscription(node.subscriptionKey)?.subscription;
    return subscription && `/subscriptions/${subscription.subscriptionId}`;
  }
  if (node?.kind === "federatedCredential") {
    return kind === "resourceId" ? node.credentialId : undefined;
  }
  if (node?.kind === "identity") {
    return kind === "resourceId" ? node.identityId : deps.inventory.findIdentity(node.identityId)?.[kind];
  }
  const target = targetOfNode(deps, node);
  if (target === undefined || target.resource.identity.kind === "unreadable") {
    return kind === "resourceId" ? target?.resource.id : undefined;
  }
  const { state } = target.resource.identity;
  switch (node?.kind) {
    case "systemAssigned":
      return kind === "principalId" ? state.systemAssigned?.principalId : undefined;
    case "userAssigned": {
      const onResource = findUserAssigned(state, node.identityId);
      return kind === "resourceId"
        ? onResource?.id
        : presentIds(deps.inventory.findIdentity(node.identityId), onResource)[kind];
    }
    case "resource":
    case "use":
      return kind === "resourceId" ? target.resource.id : undefined;
    default:
      return undefined;
  }
}

function idStep(deps: Pick<CopyIdDeps, "inventory">, kind: IdKind): Step<Answers> {
  return answerStep("id", (answers, prompts) => {
    const target = chosen(answers.target);
    return prompts.pick(idsOf(deps, target, kind), {
      placeholder: vscode.l10n.t("Select what to copy"),
      empty: vscode.l10n.t("{0} doesn't have this ID.", target.resource.name),
    });
  });
}

async function copy(deps: CopyIdDeps, argument: unknown, kind: IdKind, title: string): Promise<void> {
  const node = asNode(argument);
  const answers: Answers = {};
  const id = idOfNode(deps, node, kind);
  if (id !== undefined) {
    answers.id = id;
  } else {
    const target = targetOfNode(deps, node);
    if (target) {
      answers.target = target;
    }
    await deps.ui.runSteps(title, [targetStep(deps), idStep(deps, kind)], answers);
  }
  await vscode.env.clipboard.writeText(chosen(answers.id));
  showInStatusBar(vscode.l10n.t("Copied {0}", chosen(answers.id)));
}

/** Copies the principal id of an identity. */
export const copyPrincipalId = (deps: CopyIdDeps, node?: unknown): Promise<void> =>
  copy(deps, node, "principalId", vscode.l10n.t("Copy principal ID"));

/** Copies the client id of a user-assigned identity. */
export const copyClientId = (deps: CopyIdDeps, node?: unknown): Promise<void> =>
  copy(deps, node, "clientId", vscode.l10n.t("Copy client ID"));

/** Copies the resource id of a resource, an identity or a subscription. */
export const copyResourceId = (deps: CopyIdDeps, node?: unknown): Promise<void> =>
  copy(deps, node, "resourceId", vscode.l10n.t("Copy resource ID"));
