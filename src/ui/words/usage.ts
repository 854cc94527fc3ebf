import { l10n } from "vscode";
import type { ReferenceState } from "../../azure/inventory/deadReferences";
import { type IdentityUsage, usageVerdict } from "../../azure/inventory/identityUsage";
import type { GraphCoverage } from "../../azure/inventory/serviceUses";
import type { UsageCoverage } from "../../azure/inventory/usageMap";
import { RESOURCE_GRAPH_SETTING } from "../settings";
import { formatPlural } from "./plural";

const countOf = ({ machines, services }: IdentityUsage): number => machines.length + services.length;

/** Who uses an identity, as short as can be. Nothing is called unused unless everything that could know was asked. */
export function usageInShort(usage: IdentityUsage): string {
  switch (usageVerdict(usage)) {
    case "used": {
      return formatPlural(l10n.t("{count, plural, one {# resource} other {# resources}}"), { count: countOf(usage) });
    }
    case "usedFromOutside":
      return l10n.t("used from outside");
    case "unused":
      return l10n.t("unused");
    case "looking":
      return l10n.t("no use found yet");
    case "noUseFound":
      return l10n.t("no use found");
  }
}

/** Who uses an identity, in a sentence, as far as it is known. */
export function formatUsage(usage: IdentityUsage): string {
  switch (usageVerdict(usage)) {
    case "used": {
      const text = l10n.t(
        "{count, plural, one {# resource that you can see uses it.} other {# resources that you can see use it.}}",
      );
      return formatPlural(text, { count: countOf(usage) });
    }
    case "usedFromOutside":
      return describeOutsideUse(usage);
    case "unused":
      return l10n.t("No resource that you can see uses it, and it has no role assignments or federated credentials.");
    case "looking":
    case "noUseFound":
      return l10n.t("No use has been found.");
  }
}

/** No resource uses it, but whoever can act as it has access, or is trusted. */
function describeOutsideUse({ roleAssignments = 0, federatedCredentials = 0 }: IdentityUsage): string {
  if (federatedCredentials === 0) {
    return l10n.t("No resource that you can see uses it, but it has role assignments.");
  }
  return roleAssignments === 0
    ? l10n.t("No resource that you can see uses it, but workloads outside Azure can: it has federated credentials.")
    : l10n.t("No resource that you can see uses it, but it has role assignments and federated credentials.");
}

/** What is not known about who uses an identity, each in a sentence; none where everything that could know was asked. */
export function describeUsageGaps(usage: IdentityUsage): readonly string[] {
  const { coverage, serviceCoverage } = usage;
  const gaps = [describeListingGap(coverage), describeServiceGap(serviceCoverage)];
  // Of an identity that is used it does not matter whether it could be unused.
  const outside = usageVerdict(usage) === "noUseFound" ? describeOutsideGap(usage) : undefined;
  return [...gaps, outside].filter((gap) => gap !== undefined);
}

function describeListingGap(coverage: UsageCoverage): string | undefined {
  switch (coverage.kind) {
    case "complete":
      return undefined;
    case "listing":
      return l10n.t("Your resources are still being listed.");
    case "partial":
      return l10n.t("Some resources couldn't be listed or read, so there might be more.");
  }
}

/** Why resources other than machines and scale sets are not, or not all, known; undefined where they are. */
export function describeServiceGap(coverage: GraphCoverage): string | undefined {
  switch (coverage) {
    case "whole":
      return undefined;
    case "asking":
      return l10n.t("Resources other than virtual machines and scale sets are still being looked up.");
    case "notAsked":
      return l10n.t("Only virtual machines and scale sets were checked.");
    case "failed":
      return l10n.t(
        "Only virtual machines and scale sets were checked, because Azure Resource Graph couldn't be queried.",
      );
    case "off":
      return l10n.t(
        "Only virtual machines and scale sets were checked, because the setting {0} is off.",
        RESOURCE_GRAPH_SETTING,
      );
    case "partial":
      return l10n.t("Azure Resource Graph didn't return all other resources.");
  }
}

function describeOutsideGap({ roleAssignments, federatedCredentials }: IdentityUsage): string | undefined {
  if (roleAssignments === undefined) {
    return federatedCredentials === undefined
      ? l10n.t("Role assignments and federated credentials weren't checked.")
      : l10n.t("Role assignments weren't checked.");
  }
  return federatedCredentials === undefined ? l10n.t("Federated credentials weren't checked.") : undefined;
}

/** Who uses an identity, and what is not known about that. */
export function describeUsage(usage: IdentityUsage): string {
  return [formatUsage(usage), ...describeUsageGaps(usage)].join(" ");
}

/** A few words for a reference that is not simply in order; undefined where there is nothing to say. */
export function referenceInShort(state: ReferenceState): string | undefined {
  switch (state.kind) {
    case "dead":
      return l10n.t("deleted");
    case "stale":
      return l10n.t("created again");
    case "unknown":
      return l10n.t("existence unknown");
    case "alive":
    case "notVisible":
    case "checking":
      return undefined;
  }
}

/** What is known of whether an identity that a resource lists exists; undefined where it does. */
export function describeReference(state: ReferenceState): string | undefined {
  switch (state.kind) {
    case "alive":
      return undefined;
    case "dead":
      return l10n.t(
        "This identity no longer exists, but the resource still lists it. Some later changes will fail until it's removed.",
      );
    case "stale":
      return l10n.t(
        "This identity was deleted and created again with the same name. The resource still refers to the earlier one. Remove it and assign it again.",
      );
    case "unknown":
      return l10n.t("Its subscription doesn't list it, and the check whether it still exists failed.");
    case "notVisible":
      return l10n.t("Its subscription isn't shown, so it's unknown whether it still exists.");
    case "checking":
      return l10n.t("Checking whether it still exists.");
  }
}

/** How many of a resource's identities no longer exist; undefined where none. */
export function describeDeadCount(count: number): string | undefined {
  switch (count) {
    case 0:
      return undefined;
    default:
      return formatPlural(l10n.t("{count, plural, one {# deleted identity} other {# deleted identities}}"), { count });
  }
}

/** How many of a resource's identities have been created again since it was given them; undefined where none. */
export function describeStaleCount(count: number): string | undefined {
  switch (count) {
    case 0:
      return undefined;
    default:
      return formatPlural(l10n.t("{count, plural, one {# identity to reassign} other {# identities to reassign}}"), {
        count,
      });
  }
}
