import type { GitHubEntity } from "../../azure/identities/federatedCredentialWorkload";

/** Whom a workflow signs in as. None of it is secret. */
export interface SnippetIdentity {
  readonly clientId: string;
  readonly tenantId: string;
  readonly subscriptionId: string;
}

/** A text as YAML takes it: whatever YAML reads between double quotes, JSON writes so. */
const quoted = (text: string): string => JSON.stringify(text);

/** When the workflow runs: as what the credential trusts. */
function triggerOf(entity: GitHubEntity): readonly string[] {
  switch (entity.kind) {
    case "branch":
      return ["  push:", `    branches: [${quoted(entity.name)}]`];
    case "tag":
      return ["  push:", `    tags: [${quoted(entity.name)}]`];
    case "pullRequest":
      return ["  pull_request:"];
    case "environment":
      return ["  workflow_dispatch:"];
  }
}

/** A workflow of GitHub Actions that signs in as the identity (github.com/Azure/login, "Login with OpenID Connect"). */
export function gitHubWorkflow({ clientId, tenantId, subscriptionId }: SnippetIdentity, entity: GitHubEntity): string {
  const environment = entity.kind === "environment" ? [`    environment: ${quoted(entity.name)}`] : [];
  return [
    "on:",
    ...triggerOf(entity),
    "",
    "permissions:",
    "  id-token: write",
    "  contents: read",
    "",
    "jobs:",
    "  azure:",
    "    runs-on: ubuntu-latest",
    ...environment,
    "    steps:",
    "      - uses: azure/login@v2",
    "        with:",
    `          client-id: ${quoted(clientId)}`,
    `          tenant-id: ${quoted(tenantId)}`,
    `          subscription-id: ${quoted(subscriptionId)}`,
    "      - run: az account show",
    "",
  ].join("\n");
}

/** The name of a service connection, where a subject of the Azure DevOps issuer tells it: sc://organization/project/connection. */
function connectionOf(subject: string): string | undefined {
  return /^sc:\/\/[^/]+\/[^/]+\/(.+)$/.exec(subject)?.[1];
}

/** A pipeline of Azure DevOps that uses the service connection, with what that connection has to be given. */
export function azureDevOpsPipeline({ clientId, tenantId, subscriptionId }: SnippetIdentity, subject: string): string {
  return [
    `# Service connection: client ID ${clientId}`,
    `#                     tenant ID ${tenantId}`,
    `#                     subscription ID ${subscriptionId}`,
    "steps:",
    "  - task: AzureCLI@2",
    "    inputs:",
    `      azureSubscription: ${quoted(connectionOf(subject) ?? "name of the service connection")}`,
    "      scriptType: bash",
    "      scriptLocation: inlineScript",
    "      inlineScript: az account show",
    "",
  ].join("\n");
}
