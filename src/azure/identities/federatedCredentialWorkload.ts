/** What of a GitHub repository is trusted. A job that names an environment is known by that alone, not by its branch or tag. */
export type GitHubEntity =
  | { readonly kind: "branch"; readonly name: string }
  | { readonly kind: "tag"; readonly name: string }
  | { readonly kind: "environment"; readonly name: string }
  | { readonly kind: "pullRequest" };

/** Something outside Azure that may act as an identity. */
export type Workload =
  | {
      readonly kind: "gitHub";
      readonly organisation: string;
      readonly repository: string;
      readonly entity: GitHubEntity;
    }
  | {
      readonly kind: "kubernetes";
      readonly issuer: string;
      readonly namespace: string;
      readonly serviceAccount: string;
    }
  | { readonly kind: "other"; readonly issuer: string; readonly subject: string };

const GITHUB_ISSUER = "https://token.actions.githubusercontent.com";

function entityText(entity: GitHubEntity): string {
  switch (entity.kind) {
    case "branch":
      return `ref:refs/heads/${entity.name}`;
    case "tag":
      return `ref:refs/tags/${entity.name}`;
    case "environment":
      return `environment:${entity.name}`;
    case "pullRequest":
      return "pull_request";
  }
}

/** The issuer and the subject that the tokens of a workload carry (docs.github.com, "OpenID Connect reference"; Kubernetes service accounts). */
export function issuerAndSubject(workload: Workload): { readonly issuer: string; readonly subject: string } {
  switch (workload.kind) {
    case "gitHub": {
      const { organisation, repository, entity } = workload;
      return { issuer: GITHUB_ISSUER, subject: `repo:${organisation}/${repository}:${entityText(entity)}` };
    }
    case "kubernetes":
      return {
        issuer: workload.issuer,
        subject: `system:serviceaccount:${workload.namespace}:${workload.serviceAccount}`,
      };
    case "other":
      return { issuer: workload.issuer, subject: workload.subject };
  }
}

/** What is wrong with a part of a workload; `valid` where nothing is. */
export type WorkloadCheck = "valid" | "empty" | "tooLong" | "badCharacter" | "wildcard" | "notHttps";

/** Longest issuer and subject; unverified, from the limits that Microsoft Entra gives for applications. */
const LONGEST = 600;

function check(text: string, longest: number, allowed: RegExp): WorkloadCheck {
  if (text === "") {
    return "empty";
  }
  if (text.length > longest) {
    return "tooLong";
  }
  // The service compares whole texts; a wildcard would be taken as it stands and never match.
  if (text.includes("*")) {
    return "wildcard";
  }
  return allowed.test(text) ? "valid" : "badCharacter";
}

/** An address that starts with `https://` and holds neither user, query nor fragment. */
export function checkIssuer(text: string): WorkloadCheck {
  const checked = check(text, LONGEST, /^[^\s\u0000-\u001f\u007f]*$/);
  if (checked !== "valid") {
    return checked;
  }
  const url = URL.parse(text);
  const isPlain = url?.protocol === "https:" && url.username === "" && url.password === "" && !/[?#\\]/.test(text);
  return isPlain && /^https:\/\/[^/]/i.test(text) ? "valid" : "notHttps";
}

/** Any text on one line. */
export function checkSubject(text: string): WorkloadCheck {
  return check(text, LONGEST, /^[^\u0000-\u001f\u007f]*$/);
}

/** The name of an organisation or a user on GitHub. */
export function checkOrganisation(text: string): WorkloadCheck {
  return check(text, 39, /^[a-z0-9_-]*$/i);
}

/** The name of a repository on GitHub, without its organisation. */
export function checkRepository(text: string): WorkloadCheck {
  return check(text, 100, /^[a-z0-9._-]*$/i);
}

/**
 * The name of a branch or a tag, as in `git check-ref-format`, or of an environment. A colon is refused in each: how GitHub writes it in a
 * subject is unverified.
 */
export function checkEntityName(kind: "branch" | "tag" | "environment", text: string): WorkloadCheck {
  const allowed = kind === "environment" ? /^[^:\u0000-\u001f\u007f]*$/ : /^[^:\s?[\\~^\u0000-\u001f\u007f]*$/;
  return check(text, 255, allowed);
}

/** A namespace (a DNS label) or a service account (a DNS subdomain) of Kubernetes. */
export function checkKubernetesName(kind: "namespace" | "serviceAccount", text: string): WorkloadCheck {
  return kind === "namespace" ? check(text, 63, /^[a-z0-9-]*$/) : check(text, 253, /^[a-z0-9.-]*$/);
}

/** The audience that Azure asks for, by cloud. Those of the sovereign clouds are unverified, which is why a user can change them. */
export function defaultAudience(cloud: "public" | "usGovernment" | "china" | "custom"): string {
  switch (cloud) {
    case "usGovernment":
      return "api://AzureADTokenExchangeUSGov";
    case "china":
      return "api://AzureADTokenExchangeChina";
    case "public":
    case "custom":
      return "api://AzureADTokenExchange";
  }
}
