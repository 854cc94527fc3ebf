import { l10n } from "vscode";
import type { Hazard } from "../../identity/hazard";
import { resourceName } from "../../identity/resourceId";
import type { BatchSummary } from "../../mutation/batchSummary";
import type { JournalTally } from "../../mutation/journalTally";
import { namesInWords } from "./change";
import { hazardInWords, type HazardWords } from "./hazard";
import { inARow } from "./journal";

/** "57 changed, 3 failed": only what there is. */
export function tallyInWords(tally: JournalTally): string {
  const parts = [
    tally.changed > 0 ? l10n.t("{0} changed", tally.changed) : undefined,
    tally.changedOtherwise > 0 ? l10n.t("{0} changed otherwise than planned", tally.changedOtherwise) : undefined,
    tally.unchanged > 0 ? l10n.t("{0} with nothing to change", tally.unchanged) : undefined,
    tally.failed > 0 ? l10n.t("{0} failed", tally.failed) : undefined,
    tally.notStarted > 0 ? l10n.t("{0} not started", tally.notStarted) : undefined,
    tally.open > 0 ? l10n.t("{0} to go", tally.open) : undefined,
  ];
  return inARow(parts.filter((part) => part !== undefined));
}

/** A hazard that several resources of a batch share, with how many. */
export function hazardOfMany(hazard: Hazard, count: number): HazardWords {
  const words = hazardInWords(hazard);
  switch (hazard.kind) {
    case "systemAssignedIsLost":
      return count === 1
        ? { ...words, headline: l10n.t("1 resource loses its system-assigned identity, which cannot be undone") }
        : {
            ...words,
            headline: l10n.t("{0} resources lose their system-assigned identity, which cannot be undone", count),
          };
    case "defaultIdentityChanges":
      return count === 1
        ? words
        : {
            headline: l10n.t("On {0} resources, token requests that name no identity are answered differently", count),
            meaning: l10n.t("Programs that give a client ID are not affected."),
          };
    case "flexibleTakesUserAssignedOnly":
    case "legacyApiVersion":
    case "policyWillReassign":
    case "notAUserAssignedIdentity":
      return count === 1 ? words : { ...words, headline: l10n.t("{0} ({1} resources)", words.headline, count) };
  }
}

/** What is lost by a batch, for the question before it is done. */
export function lossOfMany({ losingSystemAssigned, losingUserAssigned, removedIds }: BatchSummary): string {
  const removed = namesInWords(removedIds.map(resourceName));
  const sentences = [
    losingSystemAssigned.length === 1
      ? l10n.t("1 resource will lose its system-assigned identity. This cannot be undone.")
      : l10n.t(
          "{0} resources will lose their system-assigned identity. This cannot be undone.",
          losingSystemAssigned.length,
        ),
    losingUserAssigned.length === 1
      ? l10n.t("1 resource will no longer have {0}.", removed)
      : l10n.t("{0} resources will no longer have {1}.", losingUserAssigned.length, removed),
  ];
  return sentences
    .filter((_, index) => (index === 0 ? losingSystemAssigned.length > 0 : losingUserAssigned.length > 0))
    .join(" ");
}
