import type { Workload } from "./federatedCredentialWorkload";

/** Room for a number at the end: a name has at most 120 characters. */
const LONGEST_SUGGESTION = 110;

function wordsOf(workload: Workload): readonly string[] {
  switch (workload.kind) {
    case "gitHub": {
      const { repository, entity } = workload;
      return ["github", repository, entity.kind === "pullRequest" ? "pull-request" : entity.name];
    }
    case "kubernetes":
      return ["kubernetes", workload.namespace, workload.serviceAccount];
    case "other":
      return ["federated", URL.parse(workload.issuer)?.hostname ?? ""];
  }
}

/** A name for a credential that says whom it trusts, within the rule for names. `taken` holds names in small letters. */
export function suggestCredentialName(workload: Workload, taken: ReadonlySet<string>): string {
  const name = wordsOf(workload)
    .map((word) => word.replaceAll(/[^a-zA-Z0-9_-]+/g, "-").replaceAll(/^-+|-+$/g, ""))
    .filter((word) => word !== "")
    .join("-")
    .slice(0, LONGEST_SUGGESTION);
  for (let number = 2, next = name; ; number++) {
    if (!taken.has(next.toLowerCase())) {
      return next;
    }
    next = `${name}-${number}`;
  }
}
