import { l10n } from "vscode";
import {
  type InstanceListing,
  instancesBehind,
  type ModelState,
  type ScaleSetInstance,
} from "../../azure/compute/scaleSetInstances";
import type { IdentityDifference } from "../../identity/identityState";
import { resourceName } from "../../identity/resourceId";
import { formatNames } from "./change";
import { inARow } from "./inARow";
import { formatPlural } from "./plural";

/** How many instances do not run the latest model; undefined where none. */
export function describeBehind(count: number): string | undefined {
  const text = l10n.t("{count, plural, one {# behind the latest model} other {# behind the latest model}}");
  return count === 0 ? undefined : formatPlural(text, { count });
}

/** How many instances there are, as short as can be. */
export function instancesInShort(listing: InstanceListing): string {
  const count = String(listing.instances.length);
  const counted = listing.isWhole ? count : l10n.t("more than {0}", count);
  const behind = describeBehind(instancesBehind(listing).length);
  return behind === undefined ? counted : inARow([counted, behind]);
}

/** Whether an instance runs the latest model, in a few words. */
export function modelInShort(model: ModelState): string {
  switch (model) {
    case "latest":
      return l10n.t("latest model");
    case "behind":
      return l10n.t("behind the latest model");
    case "unknown":
      return l10n.t("model unknown");
  }
}

/** The same with what it means. */
export function describeModel(model: ModelState): string {
  switch (model) {
    case "latest":
      return l10n.t("It runs the latest model of its scale set.");
    case "behind":
      return l10n.t(
        "It doesn't run the latest model of its scale set. Identities of the scale set apply to it anyway.",
      );
    case "unknown":
      return l10n.t("Azure doesn't say whether it runs the latest model of its scale set.");
  }
}

/** Whether an instance of a Flexible scale set carries other identities than the set; undefined where it does not. */
export function differenceInShort({ removed, assigned, systemAssigned }: IdentityDifference): string | undefined {
  const isSame = removed.length === 0 && assigned.length === 0 && systemAssigned === "unchanged";
  return isSame ? undefined : l10n.t("differs from its scale set");
}

/** How the identities of an instance differ from those of its Flexible scale set, line by line. */
export function differenceLines({ removed, assigned, systemAssigned }: IdentityDifference): string[] {
  const names = (identities: IdentityDifference["removed"]): string =>
    formatNames(identities.map(({ id }) => resourceName(id)));
  return [
    ...(removed.length > 0 ? [l10n.t("On the scale set but not on this instance: {0}", names(removed))] : []),
    ...(assigned.length > 0 ? [l10n.t("On this instance but not on the scale set: {0}", names(assigned))] : []),
    ...(systemAssigned === "enabled" ? [l10n.t("It has its own system-assigned identity.")] : []),
  ];
}

/** How far the instances of a set run the latest model, as a sentence. */
export function describeCurrent(scaleSet: string, listing: InstanceListing): string {
  const count = listing.instances.length;
  const behind = instancesBehind(listing).length;
  if (count === 0) {
    return l10n.t("{0} has no instances.", scaleSet);
  }
  if (behind > 0) {
    return formatPlural(
      l10n.t(
        "{count, plural, one {# instance of {scaleSet} doesn't run the latest model.} other {# instances of {scaleSet} don't run the latest model.}}",
      ),
      { count: behind, scaleSet },
    );
  }
  return listing.instances.every(({ model }) => model === "latest")
    ? l10n.t("All instances of {0} run the latest model.", scaleSet)
    : l10n.t("No instance of {0} is known to be behind the latest model.", scaleSet);
}

/** What is going on while instances are upgraded. */
export function upgradeTitle(scaleSet: string, count: number): string {
  return formatPlural(
    l10n.t("Upgrading {count, plural, one {# instance} other {# instances}} of {scaleSet} to the latest model"),
    { count, scaleSet },
  );
}

/** The question before instances are upgraded. Whether an instance restarts depends on what has changed in the model (unverified). */
export function upgradeQuestion(
  scaleSet: string,
  instances: readonly ScaleSetInstance[],
): { readonly message: string; readonly detail: string } {
  const [only] = instances;
  return {
    message:
      only !== undefined && instances.length === 1
        ? l10n.t("Upgrade {instance} to the latest model of {scaleSet}?", { instance: only.name, scaleSet })
        : formatPlural(
            l10n.t("Upgrade {count, plural, one {# instance} other {# instances}} to the latest model of {scaleSet}?"),
            { count: instances.length, scaleSet },
          ),
    detail: l10n.t(
      "The upgrade applies every later change to the model, and instances can restart. Identities don't need it: those of the scale set already apply to all of its instances.",
    ),
  };
}
