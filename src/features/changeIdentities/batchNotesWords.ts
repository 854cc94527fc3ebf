import { l10n } from "vscode";
import type { LockInTheWay, MissingRight } from "../../mutation/batch/batchRights";
import { HELPFUL_ROLES, scopeName } from "../../identity/permissionsNeeded";
import { namesInWords } from "../../ui/words/change";
import { lockInWords, type MissingRightWords } from "../../ui/words/permission";

/** How many resources of a batch may not be written, and what to ask for. */
export function missingWritesInWords(
  missing: readonly MissingRight[],
  toAskFor: readonly MissingRight[],
  total: number,
): MissingRightWords {
  const headline =
    missing.length === total
      ? l10n.t("You may not change any of the {0} resources", total)
      : l10n.t("You may not change {0} of {1}", missing.length, total);
  return { headline, advice: adviceOf(toAskFor) };
}

/** Which identities may not be assigned, and what to ask for. */
export function missingAssignsInWords(missing: readonly MissingRight[]): MissingRightWords {
  const headline = l10n.t("You may not assign {0}", namesInWords(missing.map(({ scope }) => scopeName(scope))));
  return { headline, advice: adviceOf(missing) };
}

function adviceOf(rights: readonly MissingRight[]): string {
  const [first] = rights;
  const names = namesInWords(rights.map(({ scope }) => scopeName(scope)));
  return first === undefined ? "" : l10n.t("Ask for the role {0} on {1}.", HELPFUL_ROLES[first.role], names);
}

/** A lock that forbids some or all of a batch. */
export function lockOfManyInWords({ lock, count }: LockInTheWay, total: number): MissingRightWords {
  const { advice } = lockInWords(lock);
  return { headline: l10n.t("A lock on {0} forbids this for {1} of {2}", scopeName(lock.scope), count, total), advice };
}

/** That not everything was asked about, and what to do about it. */
export function unaskedInWords(count: number): MissingRightWords {
  return {
    headline: l10n.t("What you may do was not read for {0} more", count),
    advice: l10n.t("There are too many to ask about. Those that Azure refuses are listed afterwards, with the reason."),
  };
}

/** Over the role assignments of the system-assigned identities that a batch ends. */
export function lostSystemAccessInWords(count: number): string {
  return count === 1 ? l10n.t("Access lost with 1 identity") : l10n.t("Access lost with {0} identities", count);
}

/** Over the role assignments of an identity that so many resources are about to lose. */
export function sharedAccessInWords(identity: string, count: number): string {
  return l10n.t("Access through {0} ({1})", identity, count);
}

/** Whose access is lost: the resources by name. */
export function holdersInWords(names: readonly string[]): string {
  return l10n.t("held by {0}", namesInWords(names));
}

/** That the access of more identities was not looked up, and where to see it. */
export function unreadAccessInWords(count: number): MissingRightWords {
  return {
    headline:
      count === 1
        ? l10n.t("The access of 1 more identity was not looked up")
        : l10n.t("The access of {0} more identities was not looked up", count),
    advice: l10n.t('"Show Impact" in the view of user-assigned identities tells it for each.'),
  };
}

/** What becomes of role assignments, for the question before a batch takes identities away. Nothing where none is known. */
export function orphanedByBatchInWords(count: number): string[] {
  if (count === 0) {
    return [];
  }
  return [
    count === 1
      ? l10n.t("1 role assignment will be left without its identity.")
      : l10n.t("{0} role assignments will be left without their identity.", count),
  ];
}
