import * as vscode from "vscode";
import type { FederatedCredential } from "../azure/federatedCredential";
import type { App } from "../ui/app";
import { currentCredentials } from "../ui/flows/federatedTargets";
import { resolveIdentity } from "../ui/flows/identityTargets";
import { asNode, chosen } from "../ui/flows/targets";
import { withCancellableProgress } from "../ui/progress";
import { PromptCancelled, type Step } from "../ui/prompts";

interface Answers {
  credential?: FederatedCredential;
}

function credentialStep(existing: readonly FederatedCredential[], identity: string): Step<Answers> {
  return {
    id: "credential",
    isNeeded: (answers) => answers.credential === undefined,
    async ask(answers, prompts) {
      const choices = existing.map((each) => ({
        label: each.name,
        description: each.subject,
        detail: each.issuer,
        data: each,
      }));
      answers.credential = await prompts.pick(choices, {
        placeholder: vscode.l10n.t("Federated credential to remove from {0}", identity),
        empty: vscode.l10n.t("{0} has no federated credential.", identity),
      });
    },
    forget(answers) {
      delete answers.credential;
    },
  };
}

/** Removes a federated credential: the one that was clicked, or one that the person picks. */
export async function removeFederatedCredential(app: App, argument?: unknown): Promise<void> {
  const title = vscode.l10n.t("Remove federated credential");
  const { subscription, identity, ...rest } = await resolveIdentity(app, argument, title);
  const existing = await currentCredentials(app, { subscription, identity, ...rest });
  const node = asNode(argument);
  const clicked =
    node?.kind === "federatedCredential" ? existing.find(({ id }) => id === node.credentialId) : undefined;
  const answers: Answers = clicked ? { credential: clicked } : {};
  await app.ui.runSteps(title, [credentialStep(existing, identity.name)], answers);
  const { id, name, issuer, subject } = chosen(answers.credential);
  const confirm = vscode.l10n.t("Remove");
  const question = vscode.l10n.t("Remove the federated credential {0} from {1}?", name, identity.name);
  const detail = vscode.l10n.t("{0} of {1} will no longer be able to act as {2}.", subject, issuer, identity.name);
  if ((await vscode.window.showWarningMessage(question, { modal: true, detail }, confirm)) !== confirm) {
    throw new PromptCancelled();
  }
  await withCancellableProgress(vscode.l10n.t("Removing {0}", name), (signal) =>
    app.federatedCredentials.remove(subscription, identity.id, id, signal),
  );
  void vscode.window.showInformationMessage(vscode.l10n.t("Removed {0} from {1}.", name, identity.name));
}
