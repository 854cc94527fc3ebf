import { describe, expect, it } from "vitest";
import { type Finding, type Source, verdictOf } from "../../../../src/features/safeToDelete/findings";

const NOW = Date.parse("2026-11-29T12:00:00Z");
const DAY = 24 * 60 * 60 * 1000;
const SOURCES: readonly Source[] = [
  "machines",
  "services",
  "unseen",
  "federatedCredentials",
  "roleAssignments",
  "groups",
  "appRoles",
];

/** Everything was checked and nothing found, but for what is given. */
function findings(...given: readonly Partial<Finding>[]): readonly Finding[] {
  const all: Finding[] = SOURCES.map((source) => ({ source, state: "checked", found: [], gaps: [] }));
  const more = given.filter(({ source }) => source === "lastSignIn");
  return [
    ...all.map((each) => ({ ...each, ...given.find(({ source }) => source === each.source) })),
    ...more.map((each): Finding => ({ source: "lastSignIn", state: "checked", found: [], gaps: [], ...each })),
  ];
}

describe("whether an identity is safe to delete", () => {
  it("is only said where every source was asked and none found anything", () => {
    expect(verdictOf(findings(), NOW)).toBe("noUseFound");
  });

  it.each(SOURCES)("is not known where %s could not be checked, or not completely", (source) => {
    expect(verdictOf(findings({ source, state: "notChecked", gaps: ["refused"] }), NOW)).toBe("unknown");
    expect(verdictOf(findings({ source, gaps: ["one subscription refused"] }), NOW)).toBe("unknown");
    expect(verdictOf(findings({ source, state: "notNeeded" }), NOW)).toBe("unknown");
    const without = findings().filter((each) => each.source !== source);
    expect(verdictOf(without, NOW)).toBe("unknown");
  });

  it.each([
    ["machines", "inUse"],
    ["services", "inUse"],
    ["unseen", "inUse"],
    ["federatedCredentials", "usedFromOutside"],
    ["roleAssignments", "hasAccess"],
    ["groups", "hasAccess"],
    ["appRoles", "hasAccess"],
  ] as const)("is denied by what %s found, also where others could not be asked (%s)", (source, verdict) => {
    const gap = { source: source === "machines" ? "services" : "machines", gaps: ["refused"] } as const;
    expect(verdictOf(findings({ source, found: ["x"] }), NOW)).toBe(verdict);
    expect(verdictOf(findings({ source, found: ["x"] }, gap), NOW)).toBe(verdict);
  });

  it("is denied by a sign-in of late, and not by an old one or by none", () => {
    const signedIn = (days: number) => findings({ source: "lastSignIn", found: ["then"], at: NOW - days * DAY });
    expect(verdictOf(signedIn(1), NOW)).toBe("signedIn");
    expect(verdictOf(signedIn(31), NOW)).toBe("noUseFound");
    expect(verdictOf(findings({ source: "lastSignIn", gaps: ["none reported"] }), NOW)).toBe("noUseFound");
  });

  it("says the gravest of what was found", () => {
    const all = findings({ source: "roleAssignments", found: ["r"] }, { source: "federatedCredentials", found: ["f"] });
    expect(verdictOf(all, NOW)).toBe("usedFromOutside");
  });
});
