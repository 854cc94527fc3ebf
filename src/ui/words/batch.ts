import { l10n } from "vscode";
import type { Hazard } from "../../identity/hazard";
import { resourceName } from "../../identity/resourceId";
import type { BatchSummary, SharedHazard } from "../../mutation/batch/batchSummary";
import type { JournalTally } from "../../mutation/journal/journalOutline";
import { inARow, formatNames } from "./change";
import { describeHazard, type HazardWords } from "./hazardWords";

/** "57 changed, 3 failed": only what there is. */
export function formatTally(tally: JournalTally): string {
  const parts = [
    tally.changed > 0 ? l10n.t("{0} changed", tally.changed) : undefined,
    tally.changedOtherwise > 0 ? l10n.t("{0} not changed as planned", tally.changedOtherwise) : undefined,
    tally.unchanged > 0 ? l10n.t("{0} needed no change", tally.unchanged) : undefined,
    tally.failed > 0 ? l10n.t("{0} failed", tally.failed) : undefined,
    tally.notStarted > 0 ? l10n.t("{0} not started", tally.notStarted) : undefined,
    tally.notKnown > 0 ? l10n.t("{0} unknown", tally.notKnown) : undefined,
    tally.open > 0 ? l10n.t("{0} remaining", tally.open) : undefined,
  ];
  return inARow(parts.filter((part) => part !== undefined));
}

/** A hazard that several resources of a batch share. */
export function hazardOfMany({ hazard, plans }: SharedHazard): HazardWords {
  const words = describeHazard(hazard);
  const count = plans.length;
  const names = formatNames(plans.map(({ resource }) => resource.name));
  switch (hazard.kind) {
    case "systemAssignedIsLost":
      return count === 1
        ? { ...words, headline: l10n.t("1 system-assigned identity will be permanently lost") }
        : {
            ...words,
            headline: l10n.t("{0} system-assigned identities will be permanently lost", count),
          };
    case "anotherSystemAssigned":
    case "perhapsAnotherSystemAssigned":
      return { ...words, meaning: l10n.t("{0}. {1}", names, words.meaning) };
    case "defaultIdentityChanges":
      return count === 1
        ? { ...words, meaning: l10n.t("{0}. {1}", names, words.meaning) }
        : {
            headline: l10n.t("The default identity changes on {0} resources", count),
            meaning: l10n.t("{0}. Code that passes a client ID isn't affected.", names),
          };
    case "managedByService":
    case "encryptionNeedsIdentity":
    case "policyPutsBack":
    case "policyMayTakeAway":
      return {
        ...words,
        headline: describeCounted(words.headline, count),
        meaning: l10n.t("{0}. {1}", names, words.meaning),
      };
    case "extensionNeedsIdentity":
      return { headline: describeExtensions(hazard, count), meaning: l10n.t("{0}. {1}", names, words.meaning) };
    case "otherRegion":
    case "otherProviders":
    case "flexibleTakesUserAssignedOnly":
    case "legacyApiVersion":
    case "policyWillReassign":
    case "earlierIdentityStays":
    case "notAUserAssignedIdentity":
      return { ...words, headline: describeCounted(words.headline, count) };
  }
}

function describeCounted(headline: string, count: number): string {
  return count === 1 ? headline : l10n.t("{0} ({1} resources)", headline, count);
}

/** Each machine names its own extension as it likes: what they are for is the same. */
function describeExtensions(hazard: Extract<Hazard, { kind: "extensionNeedsIdentity" }>, count: number): string {
  if (count === 1) {
    return describeHazard(hazard).headline;
  }
  switch (hazard.purpose) {
    case "entraSignIn":
      return l10n.t("Microsoft Entra sign-in on {0} resources needs an identity that will be removed", count);
    case "machineConfiguration":
      return l10n.t("Machine configuration on {0} resources needs an identity that will be removed", count);
    case "azureMonitor":
      return l10n.t("Azure Monitor Agent on {0} resources needs an identity that will be removed", count);
    case "keyVault":
      return l10n.t("The Key Vault extension on {0} resources needs an identity that will be removed", count);
  }
}

/** What is lost by a batch, for the question before it is done. */
export function lossOfMany({
  losingSystemAssigned,
  losingUserAssigned,
  losingDefault,
  removedIds,
}: BatchSummary): string {
  return [
    ...systemAssignedLoss(losingSystemAssigned.length),
    ...userAssignedLoss(losingUserAssigned.length, removedIds.map(resourceName)),
    ...defaultLoss(losingDefault.length),
  ].join(" ");
}

function defaultLoss(count: number): string[] {
  if (count === 0) {
    return [];
  }
  return count === 1
    ? [l10n.t("1 resource will have no default identity. Code that doesn't pass a client ID will fail.")]
    : [l10n.t("{0} resources will have no default identity. Code that doesn't pass a client ID will fail.", count)];
}

function systemAssignedLoss(count: number): string[] {
  if (count === 0) {
    return [];
  }
  return count === 1
    ? [l10n.t("1 resource will lose its system-assigned identity. This can't be undone.")]
    : [l10n.t("{0} resources will lose their system-assigned identity. This can't be undone.", count)];
}

/** With several identities, not each of the resources need lose each of them. */
function userAssignedLoss(count: number, removed: readonly string[]): string[] {
  if (count === 0) {
    return [];
  }
  const names = formatNames(removed);
  if (count === 1) {
    return [l10n.t("1 resource will no longer have {0}.", names)];
  }
  return removed.length === 1
    ? [l10n.t("{0} resources will no longer have {1}.", count, names)]
    : [l10n.t("{0} resources will lose user-assigned identities: {1}.", count, names)];
}
