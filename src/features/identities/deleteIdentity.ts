import * as vscode from "vscode";
import type { ComputeResource } from "../../azure/compute/computeResource";
import { findUserAssigned } from "../../identity/identityState";
import { resourceIdKey } from "../../identity/resourceId";
import type { DeleteDeps, DeleteIdentityDeps, DeletionFactDeps } from "./deps";
import { withCancellableProgress } from "../../ui/cancellableProgress";
import { answerStep, PromptCancelled } from "../../ui/prompts";
import { afterWriting } from "../../ui/stoppedAfter";
import { formatNames } from "../../ui/words/change";
import { describeDeletionLoss, describeKeptIdentity, otherNames } from "./deletionWords";
import { describeListingProgress } from "../usage/gapWords";
import { deletionFacts, type DeletionFacts } from "./deleteIdentityFacts";
import { type DeletionChoice, reviewDeletion } from "./deleteIdentityReview";
import { identityOfNode, type IdentityTarget, identityStep } from "../../ui/steps/identityTargets";
import { chosen } from "../../ui/steps/targets";
import { selectedNodes } from "../changeIdentities/changeTargets";
import { refusable } from "../changeIdentities/permissionCheck";
import { askInDialog, notifyInformation, notifyWarning } from "../../ui/shown/messages";
import { formatPlural } from "../../ui/words/plural";

/** Deletes user-assigned identities, each after a review of what depends on it: those that were selected, or one that is picked. */
export async function deleteIdentity(deps: DeleteIdentityDeps, node?: unknown, nodes?: unknown): Promise<void> {
  const selected = selectedNodes(node, nodes).flatMap((each) => identityOfNode(deps, each) ?? []);
  const title = vscode.l10n.t("Delete user-assigned identity");
  for (const target of selected) {
    await deleteIdentityWithReview(deps, target);
  }
  if (selected.length === 0) {
    const answers: { identity?: IdentityTarget; decision?: Decision } = {};
    const review = answerStep<typeof answers, "decision">("decision", ({ identity }, { canGoBack }) =>
      decide(deps, chosen(identity), canGoBack),
    );
    await deps.ui.runSteps(title, [identityStep(deps), review], answers);
    await deleteDecided(deps, chosen(answers.identity), chosen(answers.decision));
  }
}

/**
 * Deletes an identity: shows what depends on it, asks, takes it off the resources first where the user wants that, and deletes it then
 * only when none of them lists it any longer.
 * @throws PromptCancelled, AzureError, MutationError
 */
export async function deleteIdentityWithReview(deps: DeleteDeps, target: IdentityTarget): Promise<void> {
  await deleteDecided(deps, target, await decide(deps, target, false));
}

/** What was found out about an identity, and how it is to be deleted. */
interface Decision {
  readonly facts: DeletionFacts;
  readonly choice: DeletionChoice;
}

async function deleteDecided(deps: DeleteDeps, target: IdentityTarget, { facts, choice }: Decision): Promise<void> {
  const { subscription, identity } = target;
  await confirmDeletion(target, facts, choice);
  const remove = () =>
    withCancellableProgress(vscode.l10n.t("Deleting {0}", identity.name), (signal) =>
      refusable(deps, () => deps.identities.delete(subscription, identity.id, signal)),
    );
  if (choice === "detachAndDelete") {
    const freed = formatNames(await detach(deps, target, facts));
    await afterWriting(
      vscode.l10n.t("{identity} was removed from {resources}.", { identity: identity.name, resources: freed }),
      remove,
    );
  } else {
    await remove();
  }
  deps.federatedCredentials.forget(identity.id);
  deps.inventory.removeIdentity(subscription, identity.id);
  notifyDeleted(identity.name, choice === "delete" ? facts.uses.length : 0);
}

/** Says that it is gone, and offers to repair what still refers to it. Does not wait for the user. */
function notifyDeleted(name: string, dangling: number): void {
  if (dangling === 0) {
    void notifyInformation(vscode.l10n.t("Deleted the user-assigned identity {0}.", name));
    return;
  }
  const repair = vscode.l10n.t("Repair Dead References...");
  const text = formatPlural(
    vscode.l10n.t(
      "Deleted the user-assigned identity {identity}. {count, plural, one {# resource still refers to it.} other {# resources still refer to it.}}",
    ),
    { identity: name, count: dangling },
  );
  void notifyInformation(text, repair).then(async (pressed) => {
    if (pressed === repair) {
      await vscode.commands.executeCommand("managedIdentities.repairDeadReferences");
    }
  });
}

/** Looks up and shows what depends on the identity, as often as the user wants what could not be listed to be listed again. */
async function decide(deps: DeletionFactDeps, target: IdentityTarget, canGoBack: boolean): Promise<Decision> {
  const title = vscode.l10n.t("Looking up what depends on {0}", target.identity.name);
  let mode: "recent" | "again" = "recent";
  for (;;) {
    const facts = await withCancellableProgress(title, (signal, report) =>
      deletionFacts(deps, target, mode, signal, (progress) => {
        report(describeListingProgress(progress));
      }),
    );
    const choice = await reviewDeletion(deps, target, facts, canGoBack);
    if (choice !== "listAgain") {
      return { facts, choice };
    }
    mode = "again";
  }
}

async function confirmDeletion(
  { identity }: IdentityTarget,
  facts: DeletionFacts,
  choice: DeletionChoice,
): Promise<void> {
  const uses = facts.uses.length;
  const [detached, dangling] = choice === "delete" ? [0, uses] : [uses, 0];
  const confirm = vscode.l10n.t("Delete");
  const question = vscode.l10n.t("Permanently delete the user-assigned identity {0}?", identity.name);
  const detail = describeDeletionLoss({ ...facts, detached, dangling, others: otherNames(facts) }).join("\n\n");
  if ((await askInDialog(question, detail, [confirm])) !== confirm) {
    throw new PromptCancelled();
  }
}

/**
 * Takes the identity off what the user has seen to use it: the listing can have been emptied since.
 * @returns the names of what is free of it
 * @throws PromptCancelled where not every one was found free of it afterwards, after saying so
 */
async function detach(
  deps: Pick<DeleteDeps, "changeIdentities">,
  { identity }: IdentityTarget,
  { uses }: DeletionFacts,
): Promise<readonly string[]> {
  const change = { kind: "removeUserAssigned", ids: [identity.id] } as const;
  const targets = uses.map(({ subscription, resource }) => ({ subscription, resource, change }));
  // To take that back would be to assign an identity that is deleted by then.
  const read = await deps.changeIdentities(targets, { isUndoOffered: false });
  const free = new Set(read.filter((each) => isFreeOf(each, identity.id)).map(({ id }) => resourceIdKey(id)));
  const isFree = ({ resource }: (typeof uses)[number]): boolean => free.has(resourceIdKey(resource.id));
  const freed = uses.filter(isFree).map(({ resource }) => resource.name);
  const left = uses.filter((use) => !isFree(use)).map(({ resource }) => resource.name);
  if (left.length > 0) {
    void notifyWarning(describeKeptIdentity(identity.name, left, freed));
    throw new PromptCancelled();
  }
  return freed;
}

function isFreeOf({ identity }: ComputeResource, identityId: string): boolean {
  return identity.kind === "state" && findUserAssigned(identity.state, identityId) === undefined;
}
