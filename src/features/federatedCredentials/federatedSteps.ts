import * as vscode from "vscode";
import type { FederatedCredential } from "../../azure/identities/federatedCredential";
import {
  checkEntityName,
  checkIssuer,
  checkKubernetesName,
  checkOrganisation,
  checkRepository,
  checkSubject,
  type GitHubEntity,
  issuerAndSubject,
  type Workload,
  type WorkloadCheck,
} from "../../azure/identities/federatedCredentialWorkload";
import { answerStep, type Choice, type InputOptions, type Step } from "../../ui/prompts";
import { describeWorkloadCheck } from "../../ui/words/federated";
import { chosen } from "../../ui/steps/targets";

/** A kind of workload that is offered. Azure DevOps is another issuer like any, whose values its service connection shows. */
type WorkloadKind = Workload["kind"] | "azureDevOps";

type NamedEntity = Exclude<GitHubEntity["kind"], "pullRequest">;

/** What the steps find out about a workload, part by part. */
export interface WorkloadAnswers {
  workloadKind?: WorkloadKind;
  repository?: string;
  entityKind?: GitHubEntity["kind"];
  entityName?: string;
  issuer?: string;
  namespace?: string;
  serviceAccount?: string;
  subject?: string;
  /** What the identity has already; known before the first of these steps is asked. */
  existing?: readonly FederatedCredential[];
}

function entityOf(kind: GitHubEntity["kind"], name: string): GitHubEntity {
  return kind === "pullRequest" ? { kind } : { kind, name };
}

/** The workload that the answers describe. */
export function workloadOf(answers: WorkloadAnswers): Workload {
  const kind = chosen(answers.workloadKind);
  switch (kind) {
    case "gitHub": {
      const [organisation = "", repository = ""] = chosen(answers.repository).split("/");
      const entity = entityOf(chosen(answers.entityKind), answers.entityName ?? "");
      return { kind, organisation, repository, entity };
    }
    case "kubernetes": {
      const { issuer, namespace, serviceAccount } = answers;
      return { kind, issuer: chosen(issuer), namespace: chosen(namespace), serviceAccount: chosen(serviceAccount) };
    }
    case "azureDevOps":
    case "other":
      return { kind: "other", issuer: chosen(answers.issuer), subject: chosen(answers.subject) };
  }
}

/** The credential of the identity that trusts the same issuer and subject: there can be only one (docs/azure-behaviour.md#federated-credentials). */
export function sameTrust(answers: WorkloadAnswers): FederatedCredential | undefined {
  const { issuer, subject } = issuerAndSubject(workloadOf(answers));
  return answers.existing?.find((each) => each.issuer === issuer && each.subject === subject);
}

function describeTaken({ name }: FederatedCredential): string {
  return vscode.l10n.t("The identity already trusts this through its credential {0}.", name);
}

function checkRepositoryPath(text: string): WorkloadCheck {
  const [organisation = "", repository = "", ...rest] = text.split("/");
  const checks = [checkOrganisation(organisation), checkRepository(repository)];
  return rest.length > 0 ? "badCharacter" : (checks.find((check) => check !== "valid") ?? "valid");
}

type TextPart = "repository" | "entityName" | "issuer" | "namespace" | "serviceAccount" | "subject";

interface TextStep {
  readonly part: TextPart;
  readonly isWanted: (answers: WorkloadAnswers) => boolean;
  readonly options: (answers: WorkloadAnswers) => InputOptions;
  readonly check: (text: string, answers: WorkloadAnswers) => WorkloadCheck;
  /** After it, issuer and subject are known. */
  readonly isLast?: boolean;
}

function textStep({ part, isWanted, options, check, isLast }: TextStep): Step<WorkloadAnswers> {
  return answerStep(
    part,
    (answers, prompts) => {
      const fault = (text: string): string | undefined => {
        const wrong = describeWorkloadCheck(check(text, answers));
        const taken = wrong === undefined && isLast === true ? sameTrust({ ...answers, [part]: text }) : undefined;
        return taken ? describeTaken(taken) : wrong;
      };
      return prompts.input({ ...options(answers), check: fault });
    },
    isWanted,
  );
}

function kindChoices(): Choice<WorkloadKind>[] {
  return [
    {
      icon: "github",
      label: vscode.l10n.t("GitHub Actions"),
      detail: vscode.l10n.t("Jobs of a repository, by branch, tag, environment, or pull request"),
      data: "gitHub",
    },
    {
      icon: "server-environment",
      label: vscode.l10n.t("Kubernetes"),
      detail: vscode.l10n.t("Pods that run as a service account in a cluster with an OIDC issuer"),
      data: "kubernetes",
    },
    {
      icon: "azure-devops",
      label: vscode.l10n.t("Azure DevOps"),
      detail: vscode.l10n.t("Pipelines that use a service connection with workload identity federation"),
      data: "azureDevOps",
    },
    {
      icon: "globe",
      label: vscode.l10n.t("Another issuer"),
      detail: vscode.l10n.t("Any OpenID Connect issuer, by URL and subject"),
      data: "other",
    },
  ];
}

function entityChoices(answers: WorkloadAnswers): Choice<GitHubEntity["kind"]>[] {
  const pullRequests = sameTrust({ ...answers, entityKind: "pullRequest" });
  return [
    { label: vscode.l10n.t("Branch"), description: "ref:refs/heads/", data: "branch" },
    { label: vscode.l10n.t("Tag"), description: "ref:refs/tags/", data: "tag" },
    {
      label: vscode.l10n.t("Environment"),
      description: "environment:",
      detail: vscode.l10n.t("A job with an environment is identified by it alone, whatever its branch or tag."),
      data: "environment",
    },
    ...(pullRequests === undefined
      ? [{ label: vscode.l10n.t("Pull requests"), description: "pull_request", data: "pullRequest" as const }]
      : []),
  ];
}

function entityPrompt(kind: NamedEntity): InputOptions {
  switch (kind) {
    case "branch":
      return { prompt: vscode.l10n.t("Name of the branch"), placeholder: "main" };
    case "tag":
      return { prompt: vscode.l10n.t("Name of the tag"), placeholder: "v1" };
    case "environment":
      return { prompt: vscode.l10n.t("Name of the environment"), placeholder: "production" };
  }
}

const namedEntity = ({ entityKind }: WorkloadAnswers): NamedEntity | undefined =>
  entityKind === "pullRequest" ? undefined : entityKind;

const kindStep = answerStep<WorkloadAnswers, "workloadKind">("workloadKind", (_, prompts) =>
  prompts.pick(kindChoices(), { placeholder: vscode.l10n.t("Who can act as the identity") }),
);

const entityStep = answerStep<WorkloadAnswers, "entityKind">(
  "entityKind",
  (answers, prompts) =>
    prompts.pick(entityChoices(answers), {
      placeholder: vscode.l10n.t("Jobs of {0} that can act as the identity", chosen(answers.repository)),
    }),
  ({ workloadKind }) => workloadKind === "gitHub",
);

function issuerOptions({ workloadKind }: WorkloadAnswers): InputOptions {
  switch (workloadKind) {
    case "kubernetes":
      return { prompt: vscode.l10n.t("OIDC issuer URL of the cluster"), placeholder: "https://" };
    case "azureDevOps":
      return { prompt: vscode.l10n.t("Issuer, as the service connection shows it"), placeholder: "https://" };
    default:
      return { prompt: vscode.l10n.t("Issuer URL"), placeholder: "https://" };
  }
}

/** Asks whom an identity is to trust, part by part, each checked while one types. `repository` is proposed where it is known. */
export function workloadSteps(repository: string | undefined): Step<WorkloadAnswers>[] {
  return [
    kindStep,
    textStep({
      part: "repository",
      isWanted: ({ workloadKind }) => workloadKind === "gitHub",
      options: () => ({
        prompt: vscode.l10n.t("GitHub repository, as organization/repository"),
        placeholder: "contoso/web",
        ...(repository === undefined ? {} : { value: repository }),
      }),
      check: checkRepositoryPath,
    }),
    entityStep,
    textStep({
      part: "entityName",
      isWanted: (answers) => answers.workloadKind === "gitHub" && namedEntity(answers) !== undefined,
      options: (answers) => entityPrompt(namedEntity(answers) ?? "branch"),
      check: (text, answers) => checkEntityName(namedEntity(answers) ?? "branch", text),
      isLast: true,
    }),
    textStep({
      part: "issuer",
      isWanted: ({ workloadKind }) => workloadKind !== undefined && workloadKind !== "gitHub",
      options: issuerOptions,
      check: checkIssuer,
    }),
    textStep({
      part: "namespace",
      isWanted: ({ workloadKind }) => workloadKind === "kubernetes",
      options: () => ({ prompt: vscode.l10n.t("Namespace in the cluster"), placeholder: "default" }),
      check: (text) => checkKubernetesName("namespace", text),
    }),
    textStep({
      part: "serviceAccount",
      isWanted: ({ workloadKind }) => workloadKind === "kubernetes",
      options: () => ({ prompt: vscode.l10n.t("Service account in the namespace"), placeholder: "worker" }),
      check: (text) => checkKubernetesName("serviceAccount", text),
      isLast: true,
    }),
    textStep({
      part: "subject",
      isWanted: ({ workloadKind }) => workloadKind === "azureDevOps" || workloadKind === "other",
      options: ({ workloadKind }) =>
        workloadKind === "azureDevOps"
          ? {
              prompt: vscode.l10n.t("Subject identifier, as the service connection shows it"),
              placeholder: "sc://contoso/web/azure",
            }
          : { prompt: vscode.l10n.t("Subject, exactly as in the issuer's tokens") },
      check: checkSubject,
      isLast: true,
    }),
  ];
}
