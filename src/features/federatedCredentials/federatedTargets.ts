import * as vscode from "vscode";
import { type FederatedCredential, MOST_FEDERATED_CREDENTIALS } from "../../azure/identities/federatedCredential";
import type { CredentialListDeps } from "./deps";
import { PromptCancelled } from "../../ui/prompts";
import type { IdentityTarget } from "../../ui/steps/identityTargets";
import { notifyWarning } from "../../ui/shown/messages";
import { formatPlural } from "../../ui/words/plural";

/** The federated credentials of an identity, listed afresh: what is added has to differ from each. @throws AzureError */
export async function currentCredentials(
  deps: CredentialListDeps,
  { subscription, identity }: IdentityTarget,
): Promise<readonly FederatedCredential[]> {
  deps.federatedCredentials.forget(identity.id);
  const listing = await deps.federatedCredentials.load(subscription, identity.id);
  if (listing.kind === "failed") {
    throw listing.error;
  }
  return listing.value;
}

/** Says that an identity can take no more credentials where that is so. @throws PromptCancelled */
export function refuseFull({ identity }: IdentityTarget, { length }: readonly FederatedCredential[]): void {
  if (length >= MOST_FEDERATED_CREDENTIALS) {
    void notifyWarning(
      formatPlural(
        vscode.l10n.t(
          "{identity} has {count, plural, one {# federated credential} other {# federated credentials}}, the maximum for an identity. Remove one first.",
        ),
        { identity: identity.name, count: length },
      ),
    );
    throw new PromptCancelled();
  }
}
