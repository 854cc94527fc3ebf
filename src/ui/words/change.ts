import { l10n } from "vscode";
import type { IdentityChange } from "../../identity/identityChange";
import type { IdentityDifference } from "../../identity/identityState";
import type { IdentityPlan } from "../../identity/plan";
import { resourceName } from "../../identity/resourceId";
import { formatState } from "./identity";
import { inARow } from "./inARow";
import { formatPlural } from "./plural";

/** Names in a sentence: all of up to three, else two and how many more. */
export function formatNames(names: readonly string[]): string {
  const [first = "", second = "", third = ""] = names;
  switch (names.length) {
    case 0:
    case 1:
      return first;
    case 2:
      return l10n.t("{first} and {second}", { first, second });
    case 3:
      return l10n.t("{first}, {second} and {third}", { first, second, third });
    default:
      return l10n.t("{first}, {second} and {count} more", { first, second, count: names.length - 2 });
  }
}

/** What a user asked for, as a short title. `name` tells what to call an identity by its id. */
export function describeChange(change: IdentityChange, name: (id: string) => string = resourceName): string {
  switch (change.kind) {
    case "enableSystemAssigned":
      return l10n.t("Enable the system-assigned identity");
    case "disableSystemAssigned":
      return l10n.t("Disable the system-assigned identity");
    case "assignUserAssigned":
      return l10n.t("Assign {0}", formatNames(change.ids.map(name)));
    case "removeUserAssigned":
      return l10n.t("Remove {0}", formatNames(change.ids.map(name)));
    case "removeAllUserAssigned":
      return l10n.t("Remove all user-assigned identities");
    case "removeAll":
      return l10n.t("Remove all identities");
    case "setTo":
      return l10n.t("Set the identities to: {0}", formatState(change.state));
    case "several":
      return inARow(change.changes.map((each) => describeChange(each, name)));
  }
}

const names = (identities: IdentityDifference["assigned"]) =>
  formatNames(identities.map((identity) => resourceName(identity.id)));

/** What a difference does, each as a short command: "enable the system-assigned identity", "assign a and b". */
function describeParts(difference: IdentityDifference): string[] {
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
export function describeDifference(difference: IdentityDifference): string {
  const [first = l10n.t("change nothing"), second, third] = describeParts(difference);
  if (third !== undefined && second !== undefined) {
    return l10n.t("{first}, {second} and {third}", { first, second, third });
  }
  return second === undefined ? first : l10n.t("{first} and {second}", { first, second });
}

/** What the user loses, for the question before it is done. */
export function describeLoss(
  { difference, after }: Pick<IdentityPlan, "difference" | "after">,
  resource: string,
): string {
  const lost = names(difference.removed);
  if (difference.systemAssigned !== "disabled" && difference.removed.length === 0) {
    return formatPlural(
      l10n.t(
        "{resource} will have {count, plural, one {# user-assigned identity} other {# user-assigned identities}} and no default identity. Code that doesn't pass a client ID will fail.",
      ),
      { resource, count: after.userAssigned.length },
    );
  }
  if (difference.systemAssigned !== "disabled") {
    return l10n.t("{resource} will no longer have {identities}.", { resource, identities: lost });
  }
  return difference.removed.length === 0
    ? l10n.t("{0} will lose its system-assigned identity. This can't be undone.", resource)
    : l10n.t("{resource} will lose its system-assigned identity, which can't be undone, and {identities}.", {
        resource,
        identities: lost,
      });
}
