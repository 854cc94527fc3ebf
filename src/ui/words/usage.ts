import { l10n } from "vscode";
import type { ReferenceState } from "../../azure/inventory/deadReferences";
import type { UsageCoverage } from "../../azure/inventory/usageMap";

/** How many resources use an identity, as short as can be. Nothing is called unused before everything that can be seen is known. */
export function usageInShort(count: number, coverage: UsageCoverage): string {
  if (count === 1) {
    return l10n.t("1 resource");
  }
  if (count > 1) {
    return l10n.t("{0} resources", count);
  }
  switch (coverage.kind) {
    case "complete":
      return l10n.t("unused");
    case "listing":
      return l10n.t("no use found yet");
    case "partial":
      return l10n.t("no use found");
  }
}

/** How many resources use an identity, as far as it is known. */
export function formatCount(count: number, coverage: UsageCoverage): string {
  switch (count) {
    case 0:
      return coverage.kind === "complete"
        ? l10n.t("No scale set or virtual machine that you can see uses it.")
        : l10n.t("No use was found so far.");
    case 1:
      return l10n.t("1 scale set or virtual machine that you can see uses it.");
    default:
      return l10n.t("{0} scale sets and virtual machines that you can see use it.", count);
  }
}

/** What is not known about who uses an identity; undefined where everything that can be seen is known. */
export function describeGap(coverage: UsageCoverage): string | undefined {
  if (coverage.kind === "complete") {
    return undefined;
  }
  return coverage.kind === "listing"
    ? l10n.t("Your resources are still being listed.")
    : l10n.t("Some resources couldn't be listed or read, so there might be more.");
}

/** How many resources use an identity, and what is not known about that. */
export function describeUsage(count: number, coverage: UsageCoverage): string {
  const gap = describeGap(coverage);
  const known = formatCount(count, coverage);
  return gap === undefined ? known : l10n.t("{0} {1}", known, gap);
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
    case 1:
      return l10n.t("1 deleted identity");
    default:
      return l10n.t("{0} deleted identities", count);
  }
}

/** How many of a resource's identities have been created again since it was given them; undefined where none. */
export function describeStaleCount(count: number): string | undefined {
  switch (count) {
    case 0:
      return undefined;
    case 1:
      return l10n.t("1 identity to reassign");
    default:
      return l10n.t("{0} identities to reassign", count);
  }
}
