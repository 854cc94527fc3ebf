import * as vscode from "vscode";
import type { Subscription } from "../../azure/accounts";
import type { UserAssignedIdentityResource } from "../../azure/compute/computeResource";
import { resourceIdKey } from "../../identity/resourceId";
import type { App } from "../app";
import type { TreeNode } from "../nodes";
import type { Choice, Step } from "../prompts";
import { placeInWords } from "../words/identityResource";
import { usageInShort } from "../words/usage";
import { asNode, chosen } from "./targets";

/** A user-assigned identity that a command is for, as the inventory knows it. */
export interface IdentityTarget {
  readonly subscription: Subscription;
  readonly subscriptionKey: string;
  readonly identity: UserAssignedIdentityResource;
}

/** The identity with this id, where its subscription is visible and lists it. */
export function findIdentityTarget(app: App, identityId: string): IdentityTarget | undefined {
  const key = resourceIdKey(identityId);
  const owner = app.inventory.subscriptions.find((each) => each.identities.has(key));
  const identity = owner?.identities.get(key);
  return owner && identity && { subscription: owner.subscription, subscriptionKey: owner.key, identity };
}

/** The identity that a node of either view stands for or hangs below. */
export function identityOfNode(app: App, node: TreeNode | undefined): IdentityTarget | undefined {
  return node !== undefined && "identityId" in node ? findIdentityTarget(app, node.identityId) : undefined;
}

async function choices(app: App): Promise<Choice<IdentityTarget>[]> {
  const subscriptions = await app.inventory.loaded();
  const { coverage } = app.usage.current;
  return subscriptions
    .flatMap(({ key: subscriptionKey, subscription, identities }) =>
      [...identities.values()].map((identity) => ({
        label: identity.name,
        description: placeInWords(identity),
        detail: usageInShort(app.usage.usesOf(identity.id).length, coverage),
        group: subscription.name,
        data: { subscription, subscriptionKey, identity },
      })),
    )
    .sort((left, right) => left.group.localeCompare(right.group) || left.label.localeCompare(right.label));
}

/** Asks for the identity, where the command was not called on one. */
export function identityStep(app: App): Step<{ identity?: IdentityTarget }> {
  return {
    id: "identity",
    isNeeded: (answers) => answers.identity === undefined,
    async ask(answers, prompts) {
      answers.identity = await prompts.pick(choices(app), {
        placeholder: vscode.l10n.t("Choose a user-assigned identity"),
        loading: vscode.l10n.t("Listing user-assigned identities..."),
        empty: vscode.l10n.t("There is no user-assigned identity that you can see."),
      });
    },
    forget(answers) {
      delete answers.identity;
    },
  };
}

/** The identity that a command is for: the node's, or the one that the person picks. @throws PromptCancelled, AzureError */
export async function resolveIdentity(app: App, argument: unknown, title: string): Promise<IdentityTarget> {
  const found = identityOfNode(app, asNode(argument));
  if (found) {
    return found;
  }
  const answers: { identity?: IdentityTarget } = {};
  await app.ui.runSteps(title, [identityStep(app)], answers);
  return chosen(answers.identity);
}
