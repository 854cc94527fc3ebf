import * as vscode from "vscode";
import type { FederatedTrust } from "../../azure/identities/federatedCredential";
import { checkSubject, defaultAudience, issuerAndSubject } from "../../azure/identities/federatedCredentialWorkload";
import { suggestCredentialName } from "../../azure/identities/federatedCredentialName";
import { checkFederatedCredentialName } from "../../identity/naming";
import type { DetailDeps } from "./deps";
import { answerStep, type Step } from "../../ui/prompts";
import { describeWorkloadCheck } from "../../ui/words/federated";
import { describeNameCheck } from "../../ui/words/nameCheck";
import { type WorkloadAnswers, workloadOf } from "./federatedSteps";
import { chosen } from "../../ui/steps/targets";

/** What a new federated credential has to know. */
export interface FederatedAnswers extends WorkloadAnswers {
  name?: string;
  audience?: string;
  isAgreed?: true;
}

/** The trust that the answers describe. */
export function trustOf(answers: FederatedAnswers): FederatedTrust {
  return { ...issuerAndSubject(workloadOf(answers)), audiences: [chosen(answers.audience)] };
}

const nameStep = answerStep<FederatedAnswers, "name">("name", (answers, prompts) => {
  const taken = new Set(answers.existing?.map((each) => each.name.toLowerCase()));
  return prompts.input({
    prompt: vscode.l10n.t("Name of the federated credential"),
    value: suggestCredentialName(workloadOf(answers), taken),
    check: (value) =>
      taken.has(value.toLowerCase())
        ? vscode.l10n.t("The identity already has a credential with this name.")
        : describeNameCheck(checkFederatedCredentialName(value), 3, 120),
  });
});

function audienceStep(deps: DetailDeps): Step<FederatedAnswers> {
  return answerStep("audience", (_, prompts) =>
    prompts.input({
      prompt: vscode.l10n.t("Audience of the tokens. Keep the default unless your tokens use a different one."),
      value: defaultAudience(deps.cloud().name),
      check: (value) => describeWorkloadCheck(checkSubject(value)),
    }),
  );
}

function agreeStep(identityName: () => string): Step<FederatedAnswers> {
  return answerStep("isAgreed", (answers, prompts) => {
    const { issuer, subject, audiences } = trustOf(answers);
    return prompts.pick(
      [
        {
          icon: "check",
          label: vscode.l10n.t("Add"),
          description: subject,
          detail: vscode.l10n.t("Issuer {issuer}, audience {audience}", { issuer, audience: audiences.join(", ") }),
          data: true as const,
        },
      ],
      { placeholder: vscode.l10n.t("Anyone with such a token will be able to act as {0}", identityName()) },
    );
  });
}

/** Asks for what comes after the workload: name and audience of the credential, and the agreement to all of it. */
export function federatedDetails(deps: DetailDeps, identityName: () => string): Step<FederatedAnswers>[] {
  return [nameStep, audienceStep(deps), agreeStep(identityName)];
}
