import { expect, it } from "vitest";
import { azureDevOpsPipeline, gitHubWorkflow } from "../../../../src/features/federatedCredentials/workflowSnippet";

const who = { clientId: "client", tenantId: "tenant", subscriptionId: "subscription" };

it("runs on what the credential trusts, may ask for a token, and signs in as the identity", () => {
  const text = gitHubWorkflow(who, { kind: "branch", name: "main" });
  expect(text).toContain('on:\n  push:\n    branches: ["main"]\n');
  expect(text).toContain("permissions:\n  id-token: write\n");
  expect(text).toContain('client-id: "client"');
  expect(text).toContain('tenant-id: "tenant"');
  expect(text).toContain('subscription-id: "subscription"');
  expect(gitHubWorkflow(who, { kind: "tag", name: "v1" })).toContain('tags: ["v1"]');
  expect(gitHubWorkflow(who, { kind: "pullRequest" })).toContain("  pull_request:");
});

it("names the environment on the job, because such a job is known by that alone", () => {
  expect(gitHubWorkflow(who, { kind: "environment", name: "production" })).toContain('    environment: "production"\n');
});

it("keeps a hostile name within its quotes", () => {
  const text = gitHubWorkflow(who, { kind: "branch", name: 'x"]\n      - run: rm' });
  expect(text).toContain(String.raw`branches: ["x\"]\n      - run: rm"]`);
});

it("uses the service connection that the subject names, or says that its name is needed", () => {
  expect(azureDevOpsPipeline(who, "sc://contoso/web/azure prod")).toContain('azureSubscription: "azure prod"');
  expect(azureDevOpsPipeline(who, "/eid1/c/pub/t/x")).toContain('azureSubscription: "name of the service connection"');
});
