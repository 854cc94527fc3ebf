import { l10n } from "vscode";
import type { WorkloadCheck } from "../../azure/identities/federatedCredentialWorkload";
import { formatPlural } from "./plural";

/** How many federated credentials there are. */
export function describeFederatedCount(count: number): string {
  return count === 0
    ? l10n.t("none")
    : formatPlural(l10n.t("{count, plural, one {# federated credential} other {# federated credentials}}"), { count });
}

/** What has been removed, in a sentence. */
export function describeRemovedCredentials(
  removed: readonly { readonly name: string; readonly identity: string }[],
): string {
  const [only] = removed;
  return only !== undefined && removed.length === 1
    ? l10n.t("Removed {credential} from {identity}.", { credential: only.name, identity: only.identity })
    : only === undefined
      ? l10n.t("No federated credential was removed.")
      : formatPlural(l10n.t("Removed {count, plural, one {# federated credential} other {# federated credentials}}."), {
          count: removed.length,
        });
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
