import { l10n } from "vscode";
import type { IdentityDifference } from "../../identity/identityState";
import { resourceName } from "../../identity/resourceId";

/** Names in a sentence: all of up to three, else two and how many more. */
export function namesInWords(names: readonly string[]): string {
  const [first = "", second = "", third = ""] = names;
  switch (names.length) {
    case 0:
    case 1:
      return first;
    case 2:
      return l10n.t("{0} and {1}", first, second);
    case 3:
      return l10n.t("{0}, {1} and {2}", first, second, third);
    default:
      return l10n.t("{0}, {1} and {2} more", first, second, names.length - 2);
  }
}

const names = (identities: IdentityDifference["assigned"]) =>
  namesInWords(identities.map((identity) => resourceName(identity.id)));

/** What a difference does, each as a short command: "enable the system-assigned identity", "assign a and b". */
function partsInWords(difference: IdentityDifference): string[] {
  const parts: string[] = [];
  if (difference.systemAssigned === "enabled") {
    parts.push(l10n.t("enable the system-assigned identity"));
  }
  if (difference.systemAssigned === "disabled") {
    parts.push(l10n.t("disable the system-assigned identity"));
  }
  if (difference.assigned.length > 0) {
    parts.push(l10n.t("assign {0}", names(difference.assigned)));
  }
  if (difference.removed.length > 0) {
    parts.push(l10n.t("remove {0}", names(difference.removed)));
  }
  return parts;
}

/** What a difference does, in one phrase that starts with a small letter. */
export function differenceInWords(difference: IdentityDifference): string {
  const [first = l10n.t("change nothing"), second, third] = partsInWords(difference);
  if (third !== undefined && second !== undefined) {
    return l10n.t("{0}, {1} and {2}", first, second, third);
  }
  return second === undefined ? first : l10n.t("{0} and {1}", first, second);
}

/** What the person loses, for the question before it is done. */
export function lossInWords(difference: IdentityDifference, resource: string): string {
  const lost = names(difference.removed);
  if (difference.systemAssigned !== "disabled") {
    return l10n.t("{0} will no longer have {1}.", resource, lost);
  }
  return difference.removed.length === 0
    ? l10n.t("{0} will lose its system-assigned identity. This cannot be undone.", resource)
    : l10n.t("{0} will lose its system-assigned identity, which cannot be undone, and {1}.", resource, lost);
}
