import * as vscode from "vscode";
import type { Subscription } from "../../azure/accounts";
import type { UserAssignedIdentityResource } from "../../azure/compute/computeResource";
import { resourceIdKey } from "../../identity/resourceId";
import type { Inventory } from "../../azure/inventory/inventory";
import type { IdentityUsages } from "../../azure/inventory/identityUsage";
import type { TreeNode } from "../nodes";
import type { TreeSelection } from "../treeSelection";
import { answerStep, type Choice, goOnWith, type RunStepsOptions, type Step } from "../prompts";
import { formatPlace } from "../words/identityResource";
import { usageInShort } from "../words/usage";
import { asNode, chosen, type WizardDeps } from "./targets";

/** A user-assigned identity that a command is for, as the inventory knows it. */
export interface IdentityTarget {
  readonly subscription: Subscription;
  readonly subscriptionKey: string;
  readonly identity: UserAssignedIdentityResource;
}

/** What asking for a user-assigned identity works with. */
export interface IdentityDeps {
  readonly inventory: Pick<Inventory, "loaded" | "subscriptions">;
  readonly identityUsages: Pick<IdentityUsages, "of">;
  /** A command of the palette is called on nothing, and means what is selected first of all. */
  readonly treeSelection: Pick<TreeSelection, "of">;
}

/** The identity with this id, where its subscription is visible and lists it. */
export function findIdentityTarget(
  { inventory }: Pick<IdentityDeps, "inventory">,
  identityId: string,
): IdentityTarget | undefined {
  const key = resourceIdKey(identityId);
  const owner = inventory.subscriptions.find((each) => each.identities.has(key));
  const identity = owner?.identities.get(key);
  return owner && identity && { subscription: owner.subscription, subscriptionKey: owner.key, identity };
}

/** The identity that a node of either view stands for or hangs below. */
export function identityOfNode(
  deps: Pick<IdentityDeps, "inventory">,
  node: TreeNode | undefined,
): IdentityTarget | undefined {
  return node !== undefined && "identityId" in node ? findIdentityTarget(deps, node.identityId) : undefined;
}

async function choices({ inventory, identityUsages, treeSelection }: IdentityDeps): Promise<Choice<IdentityTarget>[]> {
  const subscriptions = await inventory.loaded();
  const selected = new Set(
    treeSelection.of("identities").flatMap((node) => ("identityId" in node ? [resourceIdKey(node.identityId)] : [])),
  );
  const rank = ({ data }: Choice<IdentityTarget>): number => Number(!selected.has(resourceIdKey(data.identity.id)));
  return subscriptions
    .flatMap(({ key: subscriptionKey, subscription, identities }) =>
      [...identities.values()].map((identity) => ({
        label: identity.name,
        description: formatPlace(identity),
        detail: usageInShort(identityUsages.of(identity)),
        group: subscription.name,
        data: { subscription, subscriptionKey, identity },
      })),
    )
    .sort(
      (left, right) =>
        rank(left) - rank(right) || left.group.localeCompare(right.group) || left.label.localeCompare(right.label),
    );
}

/** Asks for the identity, where the command was not called on one. */
export function identityStep(deps: IdentityDeps): Step<{ identity?: IdentityTarget }> {
  return answerStep("identity", (_, prompts) =>
    prompts.pick(choices(deps), {
      placeholder: vscode.l10n.t("Select a user-assigned identity"),
      loading: vscode.l10n.t("Listing user-assigned identities..."),
      empty: vscode.l10n.t("You don't have access to any user-assigned identity."),
    }),
  );
}

/** Goes on with the identity that a command is for: the node's, or the one that the user picks. @throws PromptCancelled, AzureError */
export async function withIdentity<Result>(
  deps: IdentityDeps & WizardDeps,
  argument: unknown,
  title: string,
  goOn: (target: IdentityTarget, options: Required<RunStepsOptions>) => Promise<Result>,
): Promise<Result> {
  const ask = async (): Promise<IdentityTarget> => {
    const answers: { identity?: IdentityTarget } = {};
    await deps.ui.runSteps(title, [identityStep(deps)], answers);
    return chosen(answers.identity);
  };
  return await goOnWith(identityOfNode(deps, asNode(argument)), ask, goOn);
}
