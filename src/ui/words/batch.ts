import { l10n } from "vscode";
import type { Hazard } from "../../identity/hazard";
import { resourceName } from "../../identity/resourceId";
import type { BatchSummary, SharedHazard } from "../../mutation/batch/batchSummary";
import type { JournalTally } from "../../mutation/journal/journalOutline";
import { formatNames } from "./change";
import { inARow } from "./inARow";
import { describeHazard, type HazardWords } from "./hazardWords";
import { formatPlural } from "./plural";

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
      return {
        ...words,
        headline: formatPlural(
          l10n.t(
            "{count, plural, one {# system-assigned identity} other {# system-assigned identities}} will be permanently lost",
          ),
          { count },
        ),
      };
    case "anotherSystemAssigned":
    case "perhapsAnotherSystemAssigned":
      return { ...words, meaning: l10n.t("{subject}. {meaning}", { subject: names, meaning: words.meaning }) };
    case "defaultIdentityChanges":
      return count === 1
        ? { ...words, meaning: l10n.t("{subject}. {meaning}", { subject: names, meaning: words.meaning }) }
        : {
            headline: formatPlural(
              l10n.t("The default identity changes on {count, plural, one {# resource} other {# resources}}"),
              { count },
            ),
            meaning: l10n.t("{0}. Code that passes a client ID isn't affected.", names),
          };
    case "managedByService":
    case "encryptionNeedsIdentity":
    case "policyPutsBack":
    case "policyMayTakeAway":
      return {
        ...words,
        headline: describeCounted(words.headline, count),
        meaning: l10n.t("{subject}. {meaning}", { subject: names, meaning: words.meaning }),
      };
    case "extensionNeedsIdentity":
      return {
        headline: describeExtensions(hazard, count),
        meaning: l10n.t("{subject}. {meaning}", { subject: names, meaning: words.meaning }),
      };
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
  return count === 1
    ? headline
    : formatPlural(l10n.t("{hazard} ({count, plural, one {# resource} other {# resources}})"), {
        hazard: headline,
        count,
      });
}

/** Each machine names its own extension as it likes: what they are for is the same. */
function describeExtensions(hazard: Extract<Hazard, { kind: "extensionNeedsIdentity" }>, count: number): string {
  if (count === 1) {
    return describeHazard(hazard).headline;
  }
  switch (hazard.purpose) {
    case "entraSignIn":
      return formatPlural(
        l10n.t(
          "Microsoft Entra sign-in on {count, plural, one {# resource} other {# resources}} needs an identity that will be removed",
        ),
        { count },
      );
    case "machineConfiguration":
      return formatPlural(
        l10n.t(
          "Machine configuration on {count, plural, one {# resource} other {# resources}} needs an identity that will be removed",
        ),
        { count },
      );
    case "azureMonitor":
      return formatPlural(
        l10n.t(
          "Azure Monitor Agent on {count, plural, one {# resource} other {# resources}} needs an identity that will be removed",
        ),
        { count },
      );
    case "keyVault":
      return formatPlural(
        l10n.t(
          "The Key Vault extension on {count, plural, one {# resource} other {# resources}} needs an identity that will be removed",
        ),
        { count },
      );
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
  const text = l10n.t(
    "{count, plural, one {# resource} other {# resources}} will have no default identity. Code that doesn't pass a client ID will fail.",
  );
  return [formatPlural(text, { count })];
}

function systemAssignedLoss(count: number): string[] {
  if (count === 0) {
    return [];
  }
  const text = l10n.t(
    "{count, plural, one {# resource will lose its system-assigned identity.} other {# resources will lose their system-assigned identity.}} This can't be undone.",
  );
  return [formatPlural(text, { count })];
}

/** With several identities, not each of the resources need lose each of them. */
function userAssignedLoss(count: number, removed: readonly string[]): string[] {
  if (count === 0) {
    return [];
  }
  const names = formatNames(removed);
  const text =
    count === 1 || removed.length === 1
      ? l10n.t("{count, plural, one {# resource} other {# resources}} will no longer have {identities}.")
      : l10n.t(
          "{count, plural, one {# resource} other {# resources}} will lose user-assigned identities: {identities}.",
        );
  return [formatPlural(text, { count, identities: names })];
}
