import * as vscode from "vscode";
import type { Subscription } from "../../azure/accounts";
import type { PrincipalTarget } from "../../azure/access/principalTarget";
import type { ComputeResource } from "../../azure/compute/computeResource";
import { findUserAssigned } from "../../identity/identityState";
import { resourceName } from "../../identity/resourceId";
import type { App } from "../app";
import type { TreeNode } from "../nodes";
import type { Choice, Step } from "../prompts";
import { systemAssignedInWords } from "../words/access";
import { asNode, chosen, targetOfNode } from "./targets";

/** The system-assigned identity of a resource; undefined where it has none, or its principal is not known. */
export function systemAssignedPrincipal(
  subscription: Subscription,
  resource: ComputeResource,
): PrincipalTarget | undefined {
  const principalId =
    resource.identity.kind === "state" ? resource.identity.state.systemAssigned?.principalId : undefined;
  return principalId === undefined
    ? undefined
    : { kind: "systemAssigned", subscription, resource, principalId, label: systemAssignedInWords(resource.name) };
}

/**
 * A user-assigned identity with its principal: as its own listing tells, or else as a resource remembers it, which is all that is left
 * of an identity that is gone. Undefined where nobody tells the principal.
 */
export function userAssignedPrincipal(app: App, identityId: string): PrincipalTarget | undefined {
  const listed = app.inventory.findIdentity(identityId);
  const uses = app.usage.usesOf(identityId);
  const remembered = uses.flatMap(({ resource: { identity }, subscription }) => {
    const principalId =
      identity.kind === "state" ? findUserAssigned(identity.state, identityId)?.principalId : undefined;
    return principalId === undefined ? [] : [{ principalId, subscription }];
  })[0];
  const owner = app.inventory.subscriptions.find(({ identities }) => listed && identities.has(listed.id.toLowerCase()));
  const principalId = listed?.principalId ?? remembered?.principalId;
  const subscription = owner?.subscription ?? remembered?.subscription;
  return principalId === undefined || subscription === undefined
    ? undefined
    : { kind: "userAssigned", subscription, identityId, principalId, label: resourceName(identityId) };
}

/** The principal of the identity that a command was called on; undefined where it was called on none. */
export async function principalOfArgument(app: App, argument: unknown): Promise<PrincipalTarget | undefined> {
  const node = asNode(argument);
  const known = principalOfNode(app, node);
  if (known === undefined && node !== undefined) {
    // The tree may still show what is being listed anew.
    await app.inventory.load();
  }
  return known ?? principalOfNode(app, node);
}

function principalOfNode(app: App, node: TreeNode | undefined): PrincipalTarget | undefined {
  if (node !== undefined && "identityId" in node) {
    return userAssignedPrincipal(app, node.identityId);
  }
  const target = node?.kind === "systemAssigned" ? targetOfNode(app, node) : undefined;
  return target && systemAssignedPrincipal(target.subscription, target.resource);
}

async function choices(app: App): Promise<Choice<PrincipalTarget>[]> {
  const subscriptions = await app.inventory.loaded();
  const userAssigned = subscriptions.flatMap(({ identities }) =>
    [...identities.values()].map(({ id }) => userAssignedPrincipal(app, id)),
  );
  const systemAssigned = app.inventory.subscriptions.flatMap(({ subscription, resources }) =>
    [...resources.values()].map((resource) => systemAssignedPrincipal(subscription, resource)),
  );
  const toChoice =
    (group: string) =>
    (target: PrincipalTarget): Choice<PrincipalTarget> => ({
      label: target.kind === "systemAssigned" ? target.resource.name : target.label,
      description: target.subscription.name,
      group,
      data: target,
    });
  const byLabel = (left: Choice<PrincipalTarget>, right: Choice<PrincipalTarget>): number =>
    left.label.localeCompare(right.label);
  const isThere = (target: PrincipalTarget | undefined): target is PrincipalTarget => target !== undefined;
  return [
    ...userAssigned
      .filter(isThere)
      .map(toChoice(vscode.l10n.t("User-assigned")))
      .sort(byLabel),
    ...systemAssigned
      .filter(isThere)
      .map(toChoice(vscode.l10n.t("System-assigned")))
      .sort(byLabel),
  ];
}

/** Asks for the identity, where the command was not called on one. */
export function principalStep(app: App): Step<{ principal?: PrincipalTarget }> {
  return {
    id: "principal",
    isNeeded: (answers) => answers.principal === undefined,
    async ask(answers, prompts) {
      answers.principal = await prompts.pick(choices(app), {
        placeholder: vscode.l10n.t("Choose an identity"),
        loading: vscode.l10n.t("Listing identities..."),
        empty: vscode.l10n.t("There is no identity that you can see."),
      });
    },
    forget(answers) {
      delete answers.principal;
    },
  };
}

/** The identity that a command is for: the node's, or the one that the person picks. @throws PromptCancelled, AzureError */
export async function resolvePrincipal(app: App, argument: unknown, title: string): Promise<PrincipalTarget> {
  const found = await principalOfArgument(app, argument);
  if (found) {
    return found;
  }
  const answers: { principal?: PrincipalTarget } = {};
  await app.ui.runSteps(title, [principalStep(app)], answers);
  return chosen(answers.principal);
}
