/** What can know that an identity is in use. */
export type Source =
  | "machines"
  | "services"
  | "unseen"
  | "federatedCredentials"
  | "roleAssignments"
  | "groups"
  | "appRoles"
  | "lastSignIn";

/** What one source told of an identity. */
export interface Finding {
  readonly source: Source;
  /** `notNeeded`: another source had shown its use before. */
  readonly state: "checked" | "notChecked" | "notNeeded";
  /** What was found, each in words. */
  readonly found: readonly string[];
  /** What it could not see, and why, each in words. Without any, everything that the source knows was seen. */
  readonly gaps: readonly string[];
  /** When it signed in, in milliseconds since 1970; of `lastSignIn` only. */
  readonly at?: number;
}

/**
 * What the sources come to. `inUse`: resources carry or name it. `usedFromOutside`: workloads outside Azure can sign in as it. `signedIn`: somebody
 * has, of late. `hasAccess`: nothing that was found uses it, but it can do something. `unknown`: no use was found, by less than all of the sources.
 */
export type Verdict = "inUse" | "usedFromOutside" | "signedIn" | "hasAccess" | "unknown" | "noUseFound";

/** A sign-in that is longer ago says nothing against a deletion. */
const RECENT_MS = 30 * 24 * 60 * 60 * 1000;

/** The gravest of what was found. The last sign-in can speak against a deletion, and its absence never for one. */
export function verdictOf(findings: readonly Finding[], now: number): Verdict {
  const of = (...sources: readonly Source[]): boolean =>
    findings.some(({ source, found }) => sources.includes(source) && found.length > 0);
  if (of("machines", "services", "unseen")) {
    return "inUse";
  }
  if (of("federatedCredentials")) {
    return "usedFromOutside";
  }
  if (findings.some(({ source, at }) => source === "lastSignIn" && at !== undefined && now - at < RECENT_MS)) {
    return "signedIn";
  }
  if (of("roleAssignments", "groups", "appRoles")) {
    return "hasAccess";
  }
  return NEEDED.every((source) => findings.some((finding) => finding.source === source && isWhole(finding)))
    ? "noUseFound"
    : "unknown";
}

/** Without one of these nothing is called free of use. */
const NEEDED: readonly Source[] = [
  "machines",
  "services",
  "unseen",
  "federatedCredentials",
  "roleAssignments",
  "groups",
  "appRoles",
];

function isWhole({ state, gaps }: Finding): boolean {
  return state === "checked" && gaps.length === 0;
}
