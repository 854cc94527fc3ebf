import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { suggestCredentialName } from "../../../../src/azure/identities/federatedCredentialName";
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
} from "../../../../src/azure/identities/federatedCredentialWorkload";
import { checkFederatedCredentialName } from "../../../../src/identity/naming";

const gitHub = (entity: GitHubEntity): Workload => ({
  kind: "gitHub",
  organisation: "contoso",
  repository: "web",
  entity,
});

describe("issuer and subject", () => {
  it.each([
    [gitHub({ kind: "branch", name: "release/1" }), "repo:contoso/web:ref:refs/heads/release/1"],
    [gitHub({ kind: "tag", name: "v1" }), "repo:contoso/web:ref:refs/tags/v1"],
    [gitHub({ kind: "environment", name: "My Production" }), "repo:contoso/web:environment:My Production"],
    [gitHub({ kind: "pullRequest" }), "repo:contoso/web:pull_request"],
  ])("of GitHub: %o", (workload, subject) => {
    expect(issuerAndSubject(workload)).toEqual({ issuer: "https://token.actions.githubusercontent.com", subject });
  });

  it("of Kubernetes", () => {
    const issuer = "https://oidc.prod-aks.azure.com/4b71fe15";
    expect(issuerAndSubject({ kind: "kubernetes", issuer, namespace: "batch", serviceAccount: "worker" })).toEqual({
      issuer,
      subject: "system:serviceaccount:batch:worker",
    });
  });

  it("of another issuer, as they were given", () => {
    const given = { issuer: "https://id.example/", subject: "any thing" };
    expect(issuerAndSubject({ kind: "other", ...given })).toEqual(given);
  });
});

describe("the checks while one types", () => {
  it.each([
    ["https://id.example", "valid"],
    ["https://id.example/tenant/v2.0/", "valid"],
    ["", "empty"],
    ["http://id.example", "notHttps"],
    ["https:/id.example", "notHttps"],
    ["https://", "notHttps"],
    ["https://user@id.example", "notHttps"],
    ["https://id.example/?tenant=1", "notHttps"],
    ["https://id.example/#x", "notHttps"],
    ["id.example", "notHttps"],
    ["https://id.example/a b", "badCharacter"],
    ["https://*.example", "wildcard"],
    [`https://id.example/${"x".repeat(600)}`, "tooLong"],
  ])("issuer %s: %s", (text, outcome) => {
    expect(checkIssuer(text)).toBe(outcome);
  });

  it.each([
    ["branch", "main", "valid"],
    ["branch", "feature/a-b_c.d", "valid"],
    ["branch", "two words", "badCharacter"],
    ["branch", "release/*", "wildcard"],
    ["tag", "v1:2", "badCharacter"],
    ["environment", "My Production", "valid"],
    ["environment", "a:b", "badCharacter"],
    ["environment", "a\nb", "badCharacter"],
    ["branch", "", "empty"],
  ] as const)("%s %j: %s", (kind, text, outcome) => {
    expect(checkEntityName(kind, text)).toBe(outcome);
  });

  it("names of GitHub and Kubernetes", () => {
    expect([checkOrganisation("con-toso"), checkOrganisation("con toso"), checkOrganisation("x".repeat(40))]).toEqual([
      "valid",
      "badCharacter",
      "tooLong",
    ]);
    expect([checkRepository("web.site_1"), checkRepository("web/site")]).toEqual(["valid", "badCharacter"]);
    expect([checkKubernetesName("namespace", "batch-1"), checkKubernetesName("namespace", "Batch")]).toEqual([
      "valid",
      "badCharacter",
    ]);
    expect([
      checkKubernetesName("serviceAccount", "a.b-c"),
      checkKubernetesName("serviceAccount", "a:b"),
      checkKubernetesName("namespace", "a.b"),
    ]).toEqual(["valid", "badCharacter", "badCharacter"]);
  });

  it("a subject is one line", () => {
    expect([checkSubject("a:b c/d"), checkSubject("a\tb"), checkSubject("x".repeat(601))]).toEqual([
      "valid",
      "badCharacter",
      "tooLong",
    ]);
  });

  it("let no GitHub part change what the other parts mean", () => {
    const part = fc.string({
      unit: fc.constantFrom("a", "B", "1", "-", ".", "/", ":", " ", "*"),
      minLength: 1,
      maxLength: 4,
    });
    // Filtered one by one: of three at once nearly all would be thrown away.
    const organisations = part.filter((text) => checkOrganisation(text) === "valid");
    const repositories = part.filter((text) => checkRepository(text) === "valid");
    const branches = part.filter((text) => checkEntityName("branch", text) === "valid");
    fc.assert(
      fc.property(organisations, repositories, branches, (organisation, repository, name) => {
        const { subject } = issuerAndSubject({
          kind: "gitHub",
          organisation,
          repository,
          entity: { kind: "branch", name },
        });
        expect(subject.split(":")).toHaveLength(4);
        expect(subject.split(":")[1]?.split("/")).toEqual([organisation, repository]);
      }),
    );
  });
});

describe("the suggested name", () => {
  it("says whom it trusts", () => {
    expect(suggestCredentialName(gitHub({ kind: "branch", name: "release/1" }), new Set())).toBe(
      "github-web-release-1",
    );
    expect(suggestCredentialName(gitHub({ kind: "pullRequest" }), new Set())).toBe("github-web-pull-request");
    const pod: Workload = { kind: "kubernetes", issuer: "https://x", namespace: "batch", serviceAccount: "worker" };
    expect(suggestCredentialName(pod, new Set())).toBe("kubernetes-batch-worker");
    const other: Workload = { kind: "other", issuer: "https://id.example/x", subject: "s" };
    expect(suggestCredentialName(other, new Set())).toBe("federated-id-example");
  });

  it("is not taken, and always within the rule for names", () => {
    const text = fc.string({ unit: "binary", maxLength: 200 });
    fc.assert(
      fc.property(text, text, fc.integer({ min: 0, max: 3 }), (repository, name, known) => {
        const workload: Workload = {
          kind: "gitHub",
          organisation: "o",
          repository,
          entity: { kind: "environment", name },
        };
        const taken = new Set<string>();
        for (let i = 0; i < known; i++) {
          taken.add(suggestCredentialName(workload, taken).toLowerCase());
        }
        const suggested = suggestCredentialName(workload, taken);
        expect(taken.size).toBe(known);
        expect(taken).not.toContain(suggested.toLowerCase());
        expect(checkFederatedCredentialName(suggested)).toBe("valid");
      }),
    );
  });
});
