import * as vscode from "vscode";
import type { FederatedCredential } from "../../azure/identities/federatedCredential";
import { resourceIdKey, sameResourceId } from "../../identity/resourceId";
import type { RemovalDeps, SelectedDeps } from "./deps";
import { answerStep, PromptCancelled, type Step } from "../../ui/prompts";
import { describeFailure } from "../../ui/words/failure";
import { mayBeWritten } from "../../ui/words/written";
import { describeRemovedCredentials } from "../../ui/words/federated";
import { selectedNodes } from "../changeIdentities/changeTargets";
import { currentCredentials } from "./federatedTargets";
import { findIdentityTarget, type IdentityTarget } from "../../ui/steps/identityTargets";
import { removeEach, type Removal } from "../../ui/removeEach";
import { askInDialog, notifyInformation, notifyWarning } from "../../ui/shown/messages";
import { formatPlural } from "../../ui/words/plural";

/** A federated credential, and the identity that it belongs to. */
export interface CredentialTarget {
  readonly owner: IdentityTarget;
  readonly credential: FederatedCredential;
}

/** The credentials whose nodes a command was called on, as they are now. Those that are gone are left out. @throws AzureError */
export async function selectedCredentials(
  deps: SelectedDeps,
  node: unknown,
  nodes: unknown,
): Promise<CredentialTarget[]> {
  const selected = selectedNodes(node, nodes).filter((each) => each.kind === "federatedCredential");
  const identityIds = new Map(selected.map(({ identityId }) => [resourceIdKey(identityId), identityId]));
  const found: CredentialTarget[] = [];
  for (const identityId of identityIds.values()) {
    const owner = findIdentityTarget(deps, identityId);
    for (const credential of owner ? await currentCredentials(deps, owner) : []) {
      if (owner && selected.some(({ credentialId }) => sameResourceId(credentialId, credential.id))) {
        found.push({ owner, credential });
      }
    }
  }
  return found;
}

/** Asks for some of an identity's credentials. */
export function credentialsStep(
  owner: IdentityTarget,
  existing: readonly FederatedCredential[],
): Step<{ wanted?: readonly CredentialTarget[] }> {
  return answerStep("wanted", (_, prompts) => {
    const choices = existing.map((credential) => ({
      label: credential.name,
      description: credential.subject,
      detail: credential.issuer,
      data: { owner, credential },
    }));
    return prompts.pickMany(choices, {
      placeholder: vscode.l10n.t("Federated credentials to remove from {0}", owner.identity.name),
      empty: vscode.l10n.t("{0} has no federated credentials.", owner.identity.name),
    });
  });
}

function describeLoss({ owner, credential: { name, subject, issuer } }: CredentialTarget): string {
  return vscode.l10n.t("{credential}: {subject} of {issuer} will no longer be able to act as {identity}.", {
    credential: name,
    subject,
    issuer,
    identity: owner.identity.name,
  });
}

/** Asks once, naming whoever loses, and removes the credentials. @throws PromptCancelled; AzureError where the only one fails */
export async function removeCredentials(deps: RemovalDeps, targets: readonly CredentialTarget[]): Promise<void> {
  const [only] = targets;
  if (only === undefined) {
    throw new PromptCancelled();
  }
  const question =
    targets.length === 1
      ? vscode.l10n.t("Remove the federated credential {credential} from {identity}?", {
          credential: only.credential.name,
          identity: only.owner.identity.name,
        })
      : formatPlural(
          vscode.l10n.t(
            "Remove {count, plural, one {this federated credential} other {these # federated credentials}}?",
          ),
          { count: targets.length },
        );
  const detail = targets.map(describeLoss).join("\n");
  const confirm = vscode.l10n.t("Remove");
  if ((await askInDialog(question, detail, [confirm])) !== confirm) {
    throw new PromptCancelled();
  }
  const title =
    targets.length === 1
      ? vscode.l10n.t("Removing {0}", only.credential.name)
      : vscode.l10n.t("Removing federated credentials");
  notify(
    await removeEach(deps.log, title, targets, ({ owner, credential }, signal) =>
      deps.federatedCredentials.remove(owner.subscription, owner.identity.id, credential, signal),
    ),
  );
}

function notify({ removed, failures, kept }: Removal<CredentialTarget>): void {
  const gone = describeRemovedCredentials(
    removed.map(({ owner, credential }) => ({ name: credential.name, identity: owner.identity.name })),
  );
  const notRemoved = failures.map(({ item: { owner, credential }, error }) => {
    const places = { credential: credential.name, identity: owner.identity.name, reason: describeFailure(error).what };
    return mayBeWritten(error)
      ? vscode.l10n.t("{credential} of {identity} might have been removed: {reason}", places)
      : vscode.l10n.t("Couldn't remove {credential} of {identity}: {reason}", places);
  });
  const notTried = kept.map(({ owner, credential }) =>
    vscode.l10n.t("{credential} of {identity} wasn't changed.", {
      credential: credential.name,
      identity: owner.identity.name,
    }),
  );
  const text = [gone, ...notRemoved, ...notTried].join(" ");
  void (notRemoved.length + notTried.length === 0 ? notifyInformation(text) : notifyWarning(text));
}
