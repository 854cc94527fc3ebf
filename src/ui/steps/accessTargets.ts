import * as vscode from "vscode";
import { readState } from "../../identity/readIdentity";
import type { Subscription } from "../../azure/accounts";
import type { PrincipalTarget } from "../../azure/access/principalTarget";
import type { ComputeResource } from "../../azure/compute/computeResource";
import { presentIds } from "../../identity/earlierIdentity";
import { findUserAssigned } from "../../identity/identityState";
import { resourceName } from "../../identity/resourceId";
import type { Inventory } from "../../azure/inventory/inventory";
import type { UsageIndex } from "../../azure/inventory/usageIndex";
import type { TreeNode } from "../nodes";
import { answerStep, type Choice, goOnWith, type RunStepsOptions, type Step } from "../prompts";
import { describeSystemAssigned } from "../words/access";
import { asNode, chosen, type TargetDeps, targetOfNode, type WizardDeps } from "./targets";

/** What finding the principal of a user-assigned identity works with. */
export interface ListedPrincipalDeps {
  readonly inventory: Pick<Inventory, "findIdentity" | "subscriptions">;
  readonly usage: Pick<UsageIndex, "usesOf">;
}

/** What finding the principal of any identity works with. */
export type PrincipalDeps = ListedPrincipalDeps & TargetDeps;

/** The system-assigned identity of a resource; undefined where it has none, or its principal is not known. */
export function systemAssignedPrincipal(
  subscription: Subscription,
  resource: ComputeResource,
): PrincipalTarget | undefined {
  const principalId = readState(resource.identity)?.systemAssigned?.principalId;
  return principalId === undefined
    ? undefined
    : { kind: "systemAssigned", subscription, resource, principalId, label: describeSystemAssigned(resource.name) };
}

/**
 * A user-assigned identity with its principal: as its own listing tells, or else as a resource remembers it, which is all that is left
 * of an identity that is gone. Undefined where nobody tells the principal.
 */
export function userAssignedPrincipal(
  { inventory, usage }: ListedPrincipalDeps,
  identityId: string,
): PrincipalTarget | undefined {
  const listed = inventory.findIdentity(identityId);
  const uses = usage.usesOf(identityId);
  const [remembered] = uses.flatMap(({ resource: { identity }, subscription }) => {
    const carried = identity.kind === "state" ? findUserAssigned(identity.state, identityId) : undefined;
    const { principalId } = presentIds(listed, carried);
    return principalId === undefined ? [] : [{ principalId, subscription }];
  });
  const owner = inventory.subscriptions.find(({ identities }) => listed && identities.has(listed.id.toLowerCase()));
  const principalId = listed?.principalId ?? remembered?.principalId;
  const subscription = owner?.subscription ?? remembered?.subscription;
  return principalId === undefined || subscription === undefined
    ? undefined
    : { kind: "userAssigned", subscription, identityId, principalId, label: resourceName(identityId) };
}

/** The principal of the identity that a command was called on; undefined where it was called on none. */
export async function principalOfArgument(
  deps: PrincipalDeps,
  argument: unknown,
): Promise<PrincipalTarget | undefined> {
  const node = asNode(argument);
  const known = principalOfNode(deps, node);
  if (known === undefined && node !== undefined) {
    // The tree may still show what is being listed anew.
    await deps.inventory.load();
  }
  return known ?? principalOfNode(deps, node);
}

function principalOfNode(deps: PrincipalDeps, node: TreeNode | undefined): PrincipalTarget | undefined {
  if (node !== undefined && "identityId" in node) {
    return userAssignedPrincipal(deps, node.identityId);
  }
  const target = node?.kind === "systemAssigned" ? targetOfNode(deps, node) : undefined;
  return target && systemAssignedPrincipal(target.subscription, target.resource);
}

async function choices(deps: PrincipalDeps): Promise<Choice<PrincipalTarget>[]> {
  const subscriptions = await deps.inventory.loaded();
  const userAssigned = subscriptions.flatMap(({ identities }) =>
    [...identities.values()].map(({ id }) => userAssignedPrincipal(deps, id)),
  );
  const systemAssigned = deps.inventory.subscriptions.flatMap(({ subscription, resources }) =>
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
export function principalStep(deps: PrincipalDeps): Step<{ principal?: PrincipalTarget }> {
  return answerStep("principal", (_, prompts) =>
    prompts.pick(choices(deps), {
      placeholder: vscode.l10n.t("Select an identity"),
      loading: vscode.l10n.t("Listing identities..."),
      empty: vscode.l10n.t("You don't have access to any identity."),
    }),
  );
}

/** Goes on with the identity that a command is for: the node's, or the one that the user picks. @throws PromptCancelled, AzureError */
export async function withPrincipal<Result>(
  deps: PrincipalDeps & WizardDeps,
  argument: unknown,
  title: string,
  goOn: (target: PrincipalTarget, options: Required<RunStepsOptions>) => Promise<Result>,
): Promise<Result> {
  const ask = async (): Promise<PrincipalTarget> => {
    const answers: { principal?: PrincipalTarget } = {};
    await deps.ui.runSteps(title, [principalStep(deps)], answers);
    return chosen(answers.principal);
  };
  return await goOnWith(await principalOfArgument(deps, argument), ask, goOn);
}
