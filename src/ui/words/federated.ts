import { l10n } from "vscode";
import type { WorkloadCheck } from "../../azure/identities/federatedCredentialWorkload";

/** How many federated credentials there are. */
export function describeFederatedCount(count: number): string {
  switch (count) {
    case 0:
      return l10n.t("none");
    case 1:
      return l10n.t("1 federated credential");
    default:
      return l10n.t("{0} federated credentials", count);
  }
}

/** What has been removed, in a sentence. */
export function describeRemovedCredentials(
  removed: readonly { readonly name: string; readonly identity: string }[],
): string {
  const [only] = removed;
  return only !== undefined && removed.length === 1
    ? l10n.t("Removed {0} from {1}.", only.name, only.identity)
    : only === undefined
      ? l10n.t("No federated credential was removed.")
      : l10n.t("Removed {0} federated credentials.", removed.length);
}

/** What is wrong with a part of a federated credential, or undefined where nothing is. */
export function describeWorkloadCheck(check: WorkloadCheck): string | undefined {
  switch (check) {
    case "valid":
      return undefined;
    case "empty":
      return l10n.t("Enter a value.");
    case "tooLong":
      return l10n.t("The value is too long.");
    case "badCharacter":
      return l10n.t("The value contains a character that isn't allowed.");
    case "wildcard":
      return l10n.t("Wildcards (*) aren't supported. Azure matches the exact value.");
    case "notHttps":
      return l10n.t("Enter an https:// URL without a user, query, or fragment.");
  }
}
